using System.Globalization;
using System.Text;
using Learning.Accounts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Theming;

/// <summary>The frame of the theme itself: Views/Layout.liquid.</summary>
public sealed class ThemeLayout(Views views, PageTokens tokens, LearningOptions options, SiteIdentity site) : IPageLayout
{
    public async Task WriteAsync(HttpContext http, Page page)
    {
        var user = http.User;
        var signedIn = user.LearnerIdOrNull is not null;
        var token = tokens.For(http);   // before the page, also where only its foot asks: the token's cookie cannot follow once a long page has begun to go out
        var frame = new Frame
        {
            Title = page.Title,
            SiteName = site.Name,
            Description = page.Description,
            Body = page.Body,
            Scripts = page.Scripts,
            Shape = page.Shape,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Direction = CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
            BodyLanguage = page.Language,
            Path = http.Request.Path.Value ?? "/",
            ReturnPath = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/",
            IsSignedIn = signedIn,
            IsGuest = signedIn && user.IsGuest,
            LearnerKey = signedIn ? user.LearnerId : "",
            UserName = signedIn ? user.NameToShow : "",
            Token = page.Scripts.Count > 0 ? token : null,
            SignInPath = options.SignInPath,
            RegisterPath = options.RegisterPath,
            AccountPath = options.AccountPath,
            SignOutPath = options.SignOutPath,
            Languages = [.. Texts.InterfaceTexts.Languages.Select(code => new LanguageChoice(code, NameOf(code)))],
        };

        http.Response.StatusCode = page.Status;
        http.Response.ContentType = "text/html; charset=utf-8";
        if (!http.Response.Headers.ContainsKey("Cache-Control"))
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        await using var writer = new HttpResponseStreamWriter(http.Response.Body, Encoding.UTF8);
        await views.RenderAsync("Layout", frame, http, writer);
    }

    private static string NameOf(string code)
    {
        var name = CultureInfo.GetCultureInfo(code).NativeName;
        return char.ToUpper(name[0], CultureInfo.GetCultureInfo(code)) + name[1..];
    }

    public sealed record LanguageChoice(string Code, string Name);

    public sealed record Frame
    {
        public required string Title { get; init; }

        public required string SiteName { get; init; }

        public required string? Description { get; init; }

        public required IHtmlContent Body { get; init; }

        public required IReadOnlyList<string> Scripts { get; init; }

        public required string Shape { get; init; }

        public required string Language { get; init; }

        public required string Direction { get; init; }

        public required string? BodyLanguage { get; init; }

        public required string Path { get; init; }

        /// <summary>Where this very page is, for coming back to it; the home page where it answers a post.</summary>
        public required string ReturnPath { get; init; }

        public required bool IsSignedIn { get; init; }

        public required bool IsGuest { get; init; }

        public required string UserName { get; init; }

        /// <summary>Keeps the journals of several learners apart on a shared phone.</summary>
        public required string LearnerKey { get; init; }

        /// <summary>For scripts that post to the record; null on pages without scripts.</summary>
        public required string? Token { get; init; }

        public required string? SignInPath { get; init; }

        public required string? RegisterPath { get; init; }

        public required string? AccountPath { get; init; }

        public required string? SignOutPath { get; init; }

        public required IReadOnlyList<LanguageChoice> Languages { get; init; }
    }
}
