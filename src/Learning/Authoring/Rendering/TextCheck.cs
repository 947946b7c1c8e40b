using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>What can be wrong in a text wherever it stands: callouts of no known kind, and things that were opened and never closed.</summary>
internal static class TextCheck
{
    public static void Report(MarkdownDocument document, SourceText source, Problems problems)
    {
        ReportStrayTranscripts(document, source, problems);
        foreach (var part in document.Descendants())
        {
            switch (part)
            {
                case CalloutMark mark when !CalloutKinds.All.Contains(mark.Kind, StringComparer.Ordinal):
                    problems.Add(
                        source.At(mark.Span.Start),
                        "unknown-callout",
                        $"There is no callout of the kind “{mark.Kind}”.",
                        $"Write one of: {string.Join(", ", CalloutKinds.All)}.");
                    break;
                case HeadingBlock { IsSetext: true } heading:
                    problems.Add(
                        source.At(heading.Span.Start),
                        "underlined-heading",
                        "A line of hyphens or equals signs below makes this a heading.",
                        "Write a heading with ## in front; put an empty line before a rule of hyphens.");
                    break;
                case FencedCodeBlock { ClosingFencedCharCount: 0 } fence:
                    problems.Add(
                        source.At(fence.Span.Start),
                        "unclosed-code",
                        "This block of code is never closed.",
                        $"Put a line {new string(fence.FencedChar, 3)} below it.");
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment } comment when !source.Slice(comment.Span).Contains("-->", StringComparison.Ordinal):
                    problems.Add(
                        source.At(comment.Span.Start),
                        "unclosed-comment",
                        "This comment is never closed and swallows the rest of the text.",
                        "Put --> at its end.");
                    break;
                case LiteralInline literal:
                    ReportLeftOver(literal, source, problems);
                    break;
            }
        }
    }

    /// <summary>
    /// A transcript belongs to a recording that has none yet; one that stands further below is the recording's to say. Not in translations: where the recording stands is decided in the course's own language.
    /// </summary>
    private static void ReportStrayTranscripts(MarkdownDocument document, SourceText source, Problems problems)
    {
        var waiting = 0;
        foreach (var part in Translation.LanguageOf(source.File) is null ? document.Descendants() : [])
        {
            if (part is LinkInline { IsImage: true, Url: { } url } && PictureType.Of(ContentPath.Extension(url)) is null)   // what is neither is named where it is shown
            {
                waiting++;
            }
            else if (part is CalloutMark { Kind: CalloutKinds.Transcript } mark && --waiting < 0)
            {
                waiting = 0;
                problems.Add(
                    source.At(mark.Span.Start),
                    "stray-transcript",
                    "There is no video or sound above this transcript.",
                    $"Show the recording right above it: ![who speaks, and of what](media/…), or write another kind of callout, such as [!{CalloutKinds.Description}] below a picture.");
            }
        }
    }

    /// <summary>Signs that Markdown left standing because their other half is missing.</summary>
    private static void ReportLeftOver(LiteralInline literal, SourceText source, Problems problems)
    {
        var text = literal.Content.AsSpan();
        if (text.StartsWith("**") || text.StartsWith("__"))
        {
            problems.Add(
                source.At(literal.Span.Start),
                "unclosed-emphasis",
                $"The signs {text[..2]} open or close nothing here.",
                "Put the same signs on both sides of the words, without a space inside.");
        }

        if (text.StartsWith("^") && literal.PreviousSibling is LiteralInline before && before.Content.AsSpan().EndsWith("["))
        {
            problems.Add(
                source.At(before.Span.End),
                "missing-footnote",
                "This footnote has no note.",
                "Write the note on a line of its own: [^1]: the note.");
        }
    }
}
