using System.Globalization;
using Learning.Accounts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>
/// A page for a host that has a frame of its own (<see cref="IPageLayout"/>): what belongs into the head of the document, and the page in an element that keeps the theme's style to
/// itself.
/// </summary>
public sealed class PageParts(Views views, PageTokens tokens)
{
    /// <param name="Head">Metadata for the scripts, the style and the scripts themselves.</param>
    /// <param name="Body">The page, in an element of the class <c>learning</c>.</param>
    public sealed record Parts(IHtmlContent Head, IHtmlContent Body);

    public async Task<Parts> OfAsync(HttpContext http, Page page)
    {
        // The cookie of the token cannot follow once a page has begun to go out.
        _ = tokens.For(http);
        await using var writer = new HtmlWriter(http.Request.PathBase.Value ?? "");
        await views.RenderAsync("Shared/Head", new HeadModel(page, http), http, writer);
        return new(new PageBody(writer.Html.Keep(), http), new Framed(page));
    }

    private sealed class HeadModel(Page page, HttpContext http)
    {
        public string Style { get; } = ScopedStyle.Path;

        public IReadOnlyList<string> Scripts => page.Scripts;

        public IReadOnlyList<string> Styles => page.Styles;

        public Gap? Token => page.Scripts.Count > 0 ? Gap.Token : null;

        public Gap LearnerKey { get; } = Gap.LearnerKey;

        public Gap Now { get; } = Gap.Now;

        public bool IsGuest => http.User.IsGuest;
    }

    private sealed class Framed(Page page) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, System.Text.Encodings.Web.HtmlEncoder encoder)
        {
            var culture = CultureInfo.CurrentUICulture;
            writer.Write($"<div class=\"learning shape-{encoder.Encode(page.Shape)}\" lang=\"{culture.TwoLetterISOLanguageName}\" dir=\"{(culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}\">");
            page.Body.WriteTo(writer, encoder);
            writer.Write("</div>");
        }
    }
}
