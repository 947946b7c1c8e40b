using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>The <c>( )</c>, <c>(x)</c>, <c>[ ]</c> or <c>[x]</c> at the head of a list item that makes it an option of a question.</summary>
internal sealed class OptionMark(char bracket, bool isRight) : LeafInline
{
    public char Bracket => bracket;

    public bool IsRight => isRight;

    public static OptionMark? Of(ListItemBlock item) => item is [ParagraphBlock { Inline.FirstChild: OptionMark mark }, ..] ? mark : null;

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['(', '['];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (processor.Block is not ParagraphBlock { Parent: ListItemBlock item } paragraph
                || item[0] != paragraph
                || paragraph.Inline?.FirstChild is not null)
            {
                return false;
            }

            var text = slice.AsSpan();
            if (text.Length < 3 || text[1] is not (' ' or 'x' or 'X') || text[2] != (text[0] == '(' ? ')' : ']'))
            {
                return false;
            }

            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new OptionMark(text[0], text[1] != ' ') { Span = new(start, start + 2), Line = line, Column = column };
            slice.Start += 3;
            while (slice.CurrentChar is ' ' or '\t')
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
