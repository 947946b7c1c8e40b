using System.Globalization;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Localization;
using static Learning.Theming.Refusals;

namespace Learning.Web.Site;

/// <summary>Somebody chooses the language of the interface. Kept in a cookie for a year; before that the browser's wish counts.</summary>
public static class SiteLanguage
{
    public const string Cookie = "language";
    public const string Path = "/language";

    public static void MapSiteLanguage(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Post).AddEndpointFilter<CheckToken>().DisableAntiforgery().WithName(nameof(SiteLanguage));

    internal static async Task<IResult> Post(HttpContext http, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var language = form["language"].ToString();
        if (!InterfaceTexts.Languages.Contains(language))
        {
            return Refuse(StatusCodes.Status400BadRequest, "Refusal.NoSuchLanguage");
        }

        http.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))), new CookieOptions
        {
            Expires = clock.GetUtcNow().AddYears(1),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(LocalAddress.Of(form["return_url"]) ?? "~/");
    }
}
