using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>The <c>[!KIND]</c> that makes a block quote a callout; the rest of its line is the callout's own title.</summary>
internal sealed class CalloutMark(string kind) : LeafInline
{
    public string Kind => kind;

    /// <summary>The mark of a callout, or null for a plain quotation.</summary>
    public static CalloutMark? Of(QuoteBlock quote) => quote is [ParagraphBlock { Inline.FirstChild: CalloutMark mark }, ..] ? mark : null;

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['['];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (slice.PeekChar() != '!'
                || processor.Block is not ParagraphBlock { Parent: QuoteBlock quote } paragraph
                || quote[0] != paragraph
                || paragraph.Inline?.FirstChild is not null)
            {
                return false;
            }

            var text = slice.AsSpan();
            var end = text.IndexOf(']');
            if (end < 3 || text[2..end].ContainsAnyExceptInRange('A', 'z'))
            {
                return false;
            }

            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new CalloutMark(text[2..end].ToString()) { Span = new(start, start + end), Line = line, Column = column };
            slice.Start += end + 1;
            while (slice.CurrentChar is ' ' or '\t')   // not the line's end, behind which the text begins
            {
                slice.SkipChar();
            }

            return true;
        }
    }

    public sealed class Extension : MarkdownForm
    {
        public override void Setup(MarkdownPipelineBuilder pipeline) => MarkdownForms.BeforeLinks(pipeline, new Parser());
    }
}
