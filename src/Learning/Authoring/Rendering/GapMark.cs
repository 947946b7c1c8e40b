using Learning.Questions;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>A gap in a sentence: <c>{{…}}</c>, on one line.</summary>
internal sealed class GapMark(string text) : LeafInline
{
    /// <summary>What stands between the braces.</summary>
    public string Text { get; } = text;

    /// <summary>The wordings between the bars; with (x) and ( ) in front they are choices.</summary>
    public WrittenGap Read(Place place)
    {
        var wordings = Text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var marked = wordings.Where(w => IsRight(w) || IsWrong(w)).ToArray();
        return marked.Length == 0
            ? new(place, wordings, [])
            : new(place, [.. marked.Where(IsRight).Select(Words)], [.. wordings.Select(w => IsRight(w) || IsWrong(w) ? Words(w) : w)]);
    }

    private static bool IsRight(string wording) => wording.StartsWith("(x)", StringComparison.OrdinalIgnoreCase);

    private static bool IsWrong(string wording) => wording.StartsWith("( )", StringComparison.Ordinal);

    private static string Words(string wording) => wording[3..].Trim();

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['{'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var text = slice.AsSpan();
            var end = text.IndexOf("}}");
            if (!text.StartsWith("{{") || end < 0 || text[..end].Contains('\n'))
            {
                return false;
            }

            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new GapMark(text[2..end].Trim().ToString()) { Span = new(start, start + end + 1), Line = line, Column = column };
            slice.Start += end + 2;
            return true;
        }
    }

    public sealed class Extension : MarkdownForm
    {
        public override void Setup(MarkdownPipelineBuilder pipeline) => MarkdownForms.BeforeLinks(pipeline, new Parser());
    }
}
