using Learning.Theming;

namespace Learning.Web.Accounts;

/// <summary>Where to go on after signing in: an address of this site, or the learner's own page.</summary>
internal static class ReturnUrl
{
    private const string My = "~/my";

    public static string OrMy(string? url) => url is "/" ? My : LocalAddress.Of(url) ?? My;
}
