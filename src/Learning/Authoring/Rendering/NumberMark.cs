using Learning.Questions;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>A number in a sentence that is drawn, <c>{wage: 800..2400 step 50}</c>, or worked out, <c>{wage * 45 %}</c>; on one line.</summary>
internal sealed class NumberMark(string text) : LeafInline
{
    private readonly int _colon = text.IndexOf(':', StringComparison.Ordinal);

    /// <summary>What is worked out here: a number that is drawn is itself.</summary>
    public string Expression => _colon < 0 ? text : text[.._colon].Trim();

    public WrittenNumber Read(Place place) =>
        new(place with { Column = place.Column + 1 }, _colon < 0 ? text : Expression, _colon < 0 ? null : text[(_colon + 1)..].Trim());

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['{'];

        /// <summary>Two braces are a gap, and what begins with a sign is no number.</summary>
        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var text = slice.AsSpan();
            var end = text.IndexOf('}');
            if (end < 2 || text[..end].Contains('\n') || !(char.IsLetterOrDigit(text[1]) || text[1] is '(' or '-'))
            {
                return false;
            }

            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new NumberMark(text[1..end].ToString()) { Span = new(start, start + end), Line = line, Column = column };
            slice.Start += end + 1;
            return true;
        }
    }

    public sealed class Extension : MarkdownForm
    {
        public override void Setup(MarkdownPipelineBuilder pipeline) => MarkdownForms.BeforeLinks(pipeline, new Parser());
    }
}
