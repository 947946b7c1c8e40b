using System.Text.RegularExpressions;
using Learning.Web.Site;

namespace Learning.Web.Storage;

/// <summary>
/// The settings <c>Media:S3:Endpoint</c>, <c>Bucket</c>, <c>AccessKey</c>, <c>SecretKey</c>, <c>Region</c>, <c>PathStyle</c>, <c>Prefix</c>: where the bytes of published media lie instead of in the database. Without an endpoint they lie in the
/// database. The keys are best given by the environment (<c>Media__S3__SecretKey</c>).
/// </summary>
internal sealed partial record S3Settings(Uri Endpoint, string Bucket, string AccessKey, string SecretKey)
{
    private const string Section = "Media:S3";

    private static readonly string[] Names = ["Bucket", "AccessKey", "SecretKey", "Region", "PathStyle", "Prefix"];

    public string Region { get; private init; } = "us-east-1";

    /// <summary>The bucket in the path, as nearly all stores of one's own want it, rather than in the name of the server.</summary>
    public bool PathStyle { get; private init; } = true;

    /// <summary>What the names of all objects begin with; ends with a slash, or is empty.</summary>
    public string Prefix { get; private init; } = "media/";

    public string Place => $"the bucket {Bucket} at {Endpoint.GetLeftPart(UriPartial.Authority)}";

    /// <returns>Null where none is set.</returns>
    /// <exception cref="SettingException">A setting cannot be used, or one is missing.</exception>
    public static S3Settings? Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        if (Given("Endpoint") is not { } endpoint)
        {
            return Array.Find(Names, name => Given(name) is not null) is not { } one ? null
                : throw new SettingException($"The setting {Section}:{one} is given and {Section}:Endpoint is not. Give the address of the store too, like https://s3.example.org, or none of them: then pictures and videos lie in the database.");
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.PathAndQuery != "/" || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw Wrong("Endpoint", endpoint, "It has to be the address of the store alone, like https://s3.example.org or http://127.0.0.1:9000; the bucket has a setting of its own.");
        }

        var bucket = Needed("Bucket", "It has to be the name of a bucket that is there.");
        if (!BucketName().IsMatch(bucket))
        {
            throw Wrong("Bucket", bucket, "It has to be a name of 3 to 63 small letters, digits, dots and hyphens.");
        }

        return new(address, bucket, Needed("AccessKey", "The store gives it together with the secret key."), Needed("SecretKey", "The store gives it together with the access key."))
        {
            Region = Given("Region") ?? "us-east-1",
            PathStyle = Given("PathStyle") is not { } style || (bool.TryParse(style, out var asPath) ? asPath : throw Wrong("PathStyle", style, "It has to be true (https://s3.example.org/bucket) or false (https://bucket.s3.example.org).")),
            Prefix = Given("Prefix") is not { } prefix ? "media/"
                : prefix == "/" ? ""
                : PrefixOfNames().IsMatch(prefix) ? prefix.TrimEnd('/') + "/"
                : throw Wrong("Prefix", prefix, "It has to be a name like media, or several with slashes between them, of letters, digits, dots, hyphens and underscores; / alone for none."),
        };

        string? Given(string name) => settings[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        string Needed(string name, string what) => Given(name) ?? throw new SettingException($"The setting {Section}:{name} is missing, and {Section}:Endpoint is given. {what}");
    }

    private static SettingException Wrong(string name, string value, string wanted) => new($"The setting {Section}:{name} is \"{value}\". {wanted}");

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();

    [GeneratedRegex("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?$", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixOfNames();

    /// <summary>Without the secret.</summary>
    public override string ToString() => Place;
}
