using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Learning.Authoring.Rendering;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Pack;

/// <summary>A callout of a lesson as a worksheet shows it, and the heading it stands under there, null at the beginning: what it speaks of is to be found in that place.</summary>
public sealed record Excerpt(ExcerptKind Kind, HtmlString Html, string? Heading);

public enum ExcerptKind
{
    Key,
    Case,
    Try,
}

/// <summary>
/// What a lesson offers to work with in a hall: what is to be remembered, cases, things to try. Taken from the text that learners get, so that nothing else can stand on their sheet; links are words
/// there, and ids are gone, since several lessons share a page.
/// </summary>
public static class LessonExcerpts
{
    private static readonly (string Class, ExcerptKind Kind)[] Kinds = [("callout-key", ExcerptKind.Key), ("callout-case", ExcerptKind.Case), ("callout-try", ExcerptKind.Try)];

    public static IReadOnlyList<Excerpt> Of(string html)
    {
        var body = Parse(html);
        return
        [
            .. from callout in body.QuerySelectorAll("aside.callout")
               from kind in Kinds
               where callout.Is(kind.Class)
               select new Excerpt(kind.Kind, new HtmlString(callout.OuterHtml), HeadingOf(callout, body)),
        ];
    }

    private static string? HeadingOf(IElement callout, IElement body) =>
        body.QuerySelectorAll("h2, h3").LastOrDefault(h => h.Closest("aside") is null && h.CompareDocumentPosition(callout).HasFlag(DocumentPositions.Following))?.TextContent.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>Any piece of a lesson, for paper.</summary>
    public static HtmlString OnPaper(string html) => new(Parse(html).InnerHtml);

    private static IElement Parse(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}").Body!;
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            element.RemoveAttribute("id");
            element.RemoveAttribute("aria-labelledby");
            if (element.Is("footnote-ref"))
            {
                element.Remove();
            }
            else if (element is { LocalName: "a" })
            {
                element.Replace([.. element.ChildNodes]);
            }
        }

        return body;
    }
}
