namespace Learning.Web.Site;

/// <summary>A setting that cannot be used; the message says which and what it should be.</summary>
public sealed class SettingException(string message) : Exception(message);

/// <summary>The setting <c>PublicAddress</c>: where the world finds this site. Needed where a proxy in front does not pass the host on.</summary>
internal static class PublicAddress
{
    private const string Key = "PublicAddress";

    /// <exception cref="SettingException">It is not an absolute http or https address, or it has a user, a query or a fragment.</exception>
    public static Uri? Read(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new SettingException($"The setting {Key} is \"{text}\". It has to be a whole address like https://learn.example.org, or empty.");
    }
}
