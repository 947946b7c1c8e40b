using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Pack;

/// <summary>A callout of a lesson as a worksheet shows it, and the heading it stands under there, null at the beginning: what it speaks of is to be found in that place.</summary>
public sealed record Excerpt(ExcerptKind Kind, HtmlString Html, string? Heading)
{
    /// <summary>There is a video or a sound in it, of which paper has the words.</summary>
    public bool HasRecording { get; init; }
}

public enum ExcerptKind
{
    Key,
    Case,
    Try,

    /// <summary>A video or a sound: what it is, and its transcript.</summary>
    Recording,
}

/// <summary>
/// What a lesson offers to work with in a hall: what is to be remembered, cases, things to try, and the words of its recordings. Taken from the text that learners get, so that nothing else can stand on their sheet; links are words
/// there, a recording is its caption and its transcript, what is folded is open, and ids are gone, since several lessons share a page.
/// </summary>
public static class LessonExcerpts
{
    private static readonly (string Class, ExcerptKind Kind)[] Kinds = [("callout-key", ExcerptKind.Key), ("callout-case", ExcerptKind.Case), ("callout-try", ExcerptKind.Try)];

    private const string Recording = "recording";

    public static IReadOnlyList<Excerpt> Of(string html)
    {
        var body = Parse(html);
        return
        [
            .. from part in body.QuerySelectorAll($"aside.callout, div.{Recording}")
               let kind = KindOf(part)
               where kind is not null
               select new Excerpt(kind.Value, new HtmlString(part.OuterHtml), HeadingOf(part, body)) { HasRecording = kind == ExcerptKind.Recording || part.QuerySelector($"div.{Recording}") is not null },
        ];
    }

    /// <summary>Null: it is not for the sheet, or stands in a callout.</summary>
    private static ExcerptKind? KindOf(IElement part)
    {
        if (part.ClassList.Contains(Recording))
        {
            return part.Closest("aside.callout") is null ? ExcerptKind.Recording : null;
        }

        return Kinds.Where(k => part.ClassList.Contains(k.Class)).Select(k => (ExcerptKind?)k.Kind).FirstOrDefault();
    }

    private static string? HeadingOf(IElement callout, IElement body) =>
        body.QuerySelectorAll("h2, h3").LastOrDefault(h => h.Closest("aside") is null && h.CompareDocumentPosition(callout).HasFlag(DocumentPositions.Following))?.TextContent.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>Any piece of a lesson, for paper.</summary>
    public static (HtmlString Html, bool HasRecording) OnPaper(string html)
    {
        var body = Parse(html);
        return (new(body.InnerHtml), body.QuerySelector($"div.{Recording}") is not null);
    }

    private static IElement Parse(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}").Body!;
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            element.RemoveAttribute("id");
            element.RemoveAttribute("aria-labelledby");
            if (element.ClassList.Contains("footnote-ref"))
            {
                element.Remove();
            }
            else if (element is { LocalName: "a" })
            {
                element.Replace([.. element.ChildNodes]);
            }
        }

        foreach (var clip in body.QuerySelectorAll("figure.clip").ToList())
        {
            Print(clip);
        }

        foreach (var folded in body.QuerySelectorAll("details").ToList())
        {
            folded.Replace([.. folded.ChildNodes.Where(n => n is not IElement { LocalName: "summary" })]);
        }

        return body;
    }

    /// <summary>What it is called, or else what is said of it, and the transcript right below.</summary>
    private static void Print(IElement clip)
    {
        var document = clip.Owner!;
        var (paper, name) = (document.CreateElement("div"), document.CreateElement("p"));
        paper.ClassName = Recording;
        name.ClassName = "recording-name";
        var caption = clip.QuerySelector("figcaption");
        caption?.QuerySelector("small")?.Remove();   // how large it is
        name.TextContent = caption?.TextContent.Trim() is { Length: > 0 } said ? said : clip.QuerySelector("video, audio")?.GetAttribute("aria-label") ?? "";
        paper.AppendChild(name);
        if (clip.NextElementSibling is { LocalName: "details" } below && below.ClassList.Contains("transcript"))
        {
            below.QuerySelector("summary")?.Remove();
            paper.Append([.. below.ChildNodes]);
            below.Remove();
        }

        clip.Replace(paper);
    }
}
