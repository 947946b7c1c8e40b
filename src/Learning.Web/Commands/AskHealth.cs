using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Learning.Web.Commands;

/// <summary>
/// <c>health</c>: asks the site that runs on this machine whether it is ready, by the same settings that say where it listens. Exit code 0 where it is, else 1. For containers, which have no other program to ask with; no host is made for it,
/// since it runs every few seconds.
/// </summary>
internal static class AskHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Urls = new("--urls") { Description = "Where the site listens. Default: as its settings say." };

    public static Command Command()
    {
        var command = new Command("health", "Asks the site that runs on this machine whether it is ready.") { Urls };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(Urls), Settings(), Console.Out, Console.Error, cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(string? urls, IConfiguration settings, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (AddressOf(urls ?? settings["Urls"] ?? "") is not { } address)
        {
            await errors.WriteLineAsync("The site listens on no address of http that could be asked. Name one with --urls.");
            return 1;
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/health/ready"));
        request.Headers.Host = HostOf(settings["AllowedHosts"]);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            var isReady = answer.StatusCode == HttpStatusCode.OK;
            await (isReady ? output : errors).WriteLineAsync(isReady ? "ready" : string.Create(CultureInfo.InvariantCulture, $"not ready: {(int)answer.StatusCode}"));
            return isReady ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            await errors.WriteLineAsync($"Nobody answers at {address}: {e.Message}");
            return 1;
        }
    }

    /// <summary>The first address of http, seen from this machine.</summary>
    internal static Uri? AddressOf(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address is { IsUnixPipe: false, IsNamedPipe: false } && address.Scheme == Uri.UriSchemeHttp)
            {
                var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
                return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
            }
        }

        return null;
    }

    /// <summary>A name the site answers to, where it does not answer to every one.</summary>
    internal static string? HostOf(string? allowed) =>
        allowed?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [{ } first, ..] names && !names.Contains("*")
            ? first.Replace("*.", "health.", StringComparison.Ordinal)
            : null;

    /// <summary>In the order a host reads them.</summary>
    private static IConfiguration Settings() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();
}
