namespace Learning.Web.Accounts;

/// <summary>Where to go on after signing in: an address of this site, or the learner's own page.</summary>
internal static class ReturnUrl
{
    private const string My = "~/my";

    public static string OrMy(string? url) =>
        url is { Length: > 1 } && url[0] == '/' && url[1] is not ('/' or '\\') && !url.Any(char.IsControl) ? url : My;
}
