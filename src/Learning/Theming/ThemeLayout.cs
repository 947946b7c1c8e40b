using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Learning.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Theming;

/// <summary>The frame of the theme itself: Views/Layout.liquid.</summary>
public sealed class ThemeLayout(Views views, KeptPages kept, PageTokens tokens, LearningOptions options, SiteIdentity site) : IPageLayout
{
    private static readonly ConditionalWeakTable<ClaimsPrincipal, StrongBox<bool>> Desks = [];

    public async Task WriteAsync(HttpContext http, Page page)
    {
        // Before the page, also where only its foot asks: the token's cookie cannot follow once a page has begun to go out.
        _ = tokens.For(http);
        http.Response.StatusCode = page.Status;
        http.Response.ContentType = "text/html; charset=utf-8";
        if (!http.Response.Headers.ContainsKey("Cache-Control"))
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        var hasDesk = await HasDeskAsync(http);
        var key = KeyOf(http, page, hasDesk);
        if (key is not null && kept.Find(key) is { } frame)
        {
            await WriteAsync(http, frame, page.Body);
            return;
        }

        await using var writer = new HtmlWriter(http.Request.PathBase.Value ?? "");
        await views.RenderAsync("Layout", FrameOf(http, page, hasDesk) with { Unread = await UnreadAsync(http, page) }, http, writer);
        await WriteAsync(http, key is null ? writer.Html : kept.Keep(key, writer.Html), page.Body);
    }

    /// <summary>Asked once for each principal, which a host may keep for many requests; only then is the service made, which costs as much as the rest of a kept page.</summary>
    private async ValueTask<bool> HasDeskAsync(HttpContext http)
    {
        var user = http.User;
        if (user.LearnerIdOrNull is null || user.IsGuest || !options.OffersDesk)
        {
            return false;
        }

        if (!Desks.TryGetValue(user, out var known))
        {
            var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
            known = new((await authorization.AuthorizeAsync(user, Policies.Analyse)).Succeeded);
            Desks.AddOrUpdate(user, known);
        }

        return known.Value;
    }

    /// <summary>
    /// One small question to an index, and only for a page made for one reader: a page that is kept for many (a lesson) neither waits for it nor could show it, one of nobody's has nothing to count, and one that says that something broke must not break on it.
    /// </summary>
    private async ValueTask<int> UnreadAsync(HttpContext http, Page page) =>
        page.Key is null && page.Status < StatusCodes.Status500InternalServerError && http.User.LearnerIdOrNull is { } learner && options.Offers(Capability.Notifications) && http.RequestServices.GetService<ICountUnread>() is { } messages
            ? await messages.OfAsync(learner)
            : 0;

    /// <summary>With its length told, and started before it is written: so it goes out in one piece, and is copied once.</summary>
    private static async Task WriteAsync(HttpContext http, GappedHtml frame, IHtmlContent body)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        frame.AddTo(pieces, http, body);
        http.Response.ContentLength = pieces.Sum(piece => (long)piece.Length);
        await http.Response.StartAsync(http.RequestAborted);
        foreach (var piece in pieces)
        {
            http.Response.BodyWriter.Write(piece.Span);
        }
    }

    /// <summary>A frame names the page's address with its query, which anybody can make up: those are not kept.</summary>
    private KeptPages.Key? KeyOf(HttpContext http, Page page, bool hasDesk) =>
        page.Key is null || page.Status != StatusCodes.Status200OK || http.Request.QueryString.HasValue || !HttpMethods.IsGet(http.Request.Method)
            ? null
            : kept.KeyOf("Layout", page.Key, http, $"{http.Request.Path} {(http.User.LearnerIdOrNull is null ? "" : http.User.IsGuest ? "guest" : hasDesk ? "desk" : "learner")} {site.Name}");

    private Frame FrameOf(HttpContext http, Page page, bool hasDesk)
    {
        var signedIn = http.User.LearnerIdOrNull is not null;
        return new Frame
        {
            Title = page.Title,
            SiteName = site.Name,
            Description = page.Description,
            Scripts = page.Scripts,
            Styles = page.Styles,
            Shape = page.Shape,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Direction = CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
            LanguageName = Texts.InterfaceCulture.NameOf(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
            BodyLanguage = page.Language,
            Path = http.Request.Path.Value ?? "/",
            ReturnPath = PageAddress.Of(http, page),
            IsSignedIn = signedIn,
            IsGuest = signedIn && http.User.IsGuest,
            HasDesk = hasDesk,
            Token = page.Scripts.Count > 0 ? Gap.Token : null,
            SignInPath = options.SignInPath,
            RegisterPath = options.RegisterPath,
            AccountPath = options.AccountPath,
            SignOutPath = options.SignOutPath,
            SearchPath = options.SearchPath,
            LanguagePath = options.LanguagePath,
            Languages = [.. Texts.InterfaceTexts.Languages.Select(code => new LanguageChoice(code, Texts.InterfaceCulture.NameOf(code)))],
        };
    }

    public sealed record LanguageChoice(string Code, string Name);

    public sealed record Frame
    {
        public required string Title { get; init; }

        public required string SiteName { get; init; }

        public required string? Description { get; init; }

        public Gap Body { get; } = Gap.Body;

        public required IReadOnlyList<string> Scripts { get; init; }

        public required IReadOnlyList<string> Styles { get; init; }

        public required string Shape { get; init; }

        public required string Language { get; init; }

        public required string Direction { get; init; }

        /// <summary>What the language of the page calls itself.</summary>
        public required string LanguageName { get; init; }

        public required string? BodyLanguage { get; init; }

        public required string Path { get; init; }

        /// <summary>Where this very page is, for coming back to it.</summary>
        public required string ReturnPath { get; init; }

        public required bool IsSignedIn { get; init; }

        public required bool IsGuest { get; init; }

        /// <summary>She takes cohorts or writes, and has a page for that.</summary>
        public required bool HasDesk { get; init; }

        /// <summary>Messages she has not opened; 0 on pages that many share.</summary>
        public int Unread { get; init; }

        public Gap UserName { get; } = Gap.UserName;

        /// <summary>Keeps the journals of several learners apart on a shared phone.</summary>
        public Gap LearnerKey { get; } = Gap.LearnerKey;

        public Gap Now { get; } = Gap.Now;

        /// <summary>For scripts that post to the record; null on pages without scripts.</summary>
        public required Gap? Token { get; init; }

        public required string? SignInPath { get; init; }

        public required string? RegisterPath { get; init; }

        public required string? AccountPath { get; init; }

        public required string? SignOutPath { get; init; }

        public required string SearchPath { get; init; }

        public required string? LanguagePath { get; init; }

        public required IReadOnlyList<LanguageChoice> Languages { get; init; }
    }
}
