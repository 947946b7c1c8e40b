using Learning.Authoring.Rendering;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Clips;

/// <summary>Where a clip stands in a text: alone in its paragraph, its transcript right below.</summary>
internal static class ClipPlace
{
    /// <summary>The paragraph that holds nothing else; null where there is more in it.</summary>
    public static ParagraphBlock? BlockOf(LinkInline clip) =>
        clip is { PreviousSibling: null, NextSibling: null, Parent.ParentBlock: ParagraphBlock paragraph } && paragraph.Inline == clip.Parent ? paragraph : null;

    public static bool HasTranscript(ParagraphBlock clip) =>
        clip.Parent is { } around && around.IndexOf(clip) + 1 is var next && next < around.Count && around[next] is QuoteBlock quote
        && CalloutMark.Of(quote) is { Kind: CalloutKinds.Transcript } && (quote.Count > 1 || InlineText.Of(((ParagraphBlock)quote[0]).Inline).Length > 0);
}
