using System.Globalization;
using System.Net;
using Learning.Web.Site;

namespace Learning.Web.Monitoring;

/// <summary>
/// The settings <c>Telemetry:Otlp</c>, <c>Metrics</c>, <c>Token</c>, <c>SlowQueryMilliseconds</c> and <c>TraceShare</c>. Without them nothing is sent anywhere, and nobody can read a measure. Measures are served on an address of their own and never
/// on those of the site, so that no proxy in front can let the world in by accident; on an address that other machines reach only with a token.
/// </summary>
/// <param name="Otlp">Where traces, measures and the log are sent; null: nowhere.</param>
/// <param name="Metrics">Where <c>/metrics</c> is served; null: nowhere.</param>
/// <param name="Token">What opens <c>/metrics</c>, and the details of <c>/health/ready</c>. Null: nothing does, but for whoever is on the machine.</param>
/// <param name="SlowQuery">From when on a query is told to the log; null: never.</param>
/// <param name="TraceShare">How many of the requests are traced.</param>
public sealed record TelemetrySettings(Uri? Otlp, Uri? Metrics, string? Token, TimeSpan? SlowQuery, double TraceShare)
{
    private const string Section = "Telemetry";
    private const int ShortestToken = 16;

    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        var token = Given(settings, nameof(Token));
        if (token is { Length: < ShortestToken } || token?.Any(c => c is <= ' ' or > '~') == true)
        {
            throw new SettingException($"The setting {Section}:{nameof(Token)} is too weak. It has to be at least {ShortestToken} letters and digits without spaces; openssl rand -hex 24 makes one.");
        }

        var metrics = Address(settings, nameof(Metrics), "http://127.0.0.1:9464");
        if (metrics is { PathAndQuery: not "/" } or { Scheme: not "http" })
        {
            throw Wrong(nameof(Metrics), metrics.OriginalString, "It has to be an http address without a path, like http://127.0.0.1:9464.");
        }

        if (metrics is not null && token is null && !IsOnThisMachine(metrics))
        {
            throw new SettingException($"The setting {Section}:{nameof(Metrics)} is \"{metrics.OriginalString}\", which other machines reach. Give {Section}:{nameof(Token)} too, or an address of this machine alone like http://127.0.0.1:9464.");
        }

        return new(Address(settings, nameof(Otlp), "http://127.0.0.1:4317"), metrics, token, Slow(settings), Share(settings));
    }

    private static bool IsOnThisMachine(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Uri? Address(IConfigurationSection settings, string name, string example) =>
        Given(settings, name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" } ? address
        : throw Wrong(name, text, $"It has to be a whole address like {example}, or empty.");

    private static TimeSpan? Slow(IConfigurationSection settings)
    {
        const string Name = "SlowQueryMilliseconds";
        return Given(settings, Name) is not { } text ? TimeSpan.FromMilliseconds(500)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number == 0 ? null : TimeSpan.FromMilliseconds(number)
            : throw Wrong(Name, text, "It has to be a number of milliseconds, or 0 where no query is to be told to the log.");
    }

    private static double Share(IConfigurationSection settings) =>
        Given(settings, nameof(TraceShare)) is not { } text ? 0.1
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1 ? share
        : throw Wrong(nameof(TraceShare), text, "It has to be a number from 0 to 1, like 0.1 for one request of ten.");

    private static string? Given(IConfigurationSection settings, string name) => settings[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static SettingException Wrong(string name, string value, string wanted) => new($"The setting {Section}:{name} is \"{value}\". {wanted}");
}
