using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Learning.Authoring.Rendering;

/// <summary>One word in a heading's braces, and its offset in the file.</summary>
internal readonly record struct BraceWord(string Text, int Offset);

/// <summary>What stands in braces at the end of a heading: <c>{#id .class key=value}</c>.</summary>
internal sealed record HeadingBraces(IReadOnlyList<BraceWord> Words, int Offset)
{
    private static readonly HeadingBraces _none = new([], -1);

    public bool AreThere => Offset >= 0;

    public BraceWord? Id => Words
        .Where(w => w.Text.StartsWith('#'))
        .Select(w => (BraceWord?)new BraceWord(w.Text[1..], w.Offset + 1))
        .FirstOrDefault();

    public bool Has(string name) => Words.Any(w => w.Text == "." + name);

    /// <summary>The value of <c>key=value</c>, with the offset of the value; quotation marks around it are dropped.</summary>
    public BraceWord? Value(string key)
    {
        var word = Words.FirstOrDefault(w => w.Text?.StartsWith(key + "=", StringComparison.Ordinal) == true);
        return word.Text is null ? null : new(word.Text[(key.Length + 1)..].Trim('"'), word.Offset + key.Length + 1);
    }

    public static HeadingBraces Of(HeadingBlock heading) => heading.GetData(typeof(HeadingBraces)) as HeadingBraces ?? _none;

    private static bool TryRead(BlockProcessor processor, ref StringSlice line, IBlock block)
    {
        var text = line.AsSpan().TrimEnd();
        var open = text.LastIndexOf('{');
        if (open < 0 || text[^1] != '}')
        {
            return false;
        }

        block.SetData(typeof(HeadingBraces), new HeadingBraces(Split(text[(open + 1)..^1], line.Start + open + 1), line.Start + open));
        line.End = line.Start + open - 1;
        return true;
    }

    private static List<BraceWord> Split(ReadOnlySpan<char> text, int offset)
    {
        var words = new List<BraceWord>();
        foreach (var range in text.ToString().AsSpan().SplitAny(' ', '\t'))
        {
            if (!text[range].IsEmpty)
            {
                words.Add(new(text[range].ToString(), offset + range.Start.Value));
            }
        }

        return words;
    }

    public sealed class Extension : MarkdownForm
    {
        public override void Setup(MarkdownPipelineBuilder pipeline) =>
            pipeline.BlockParsers.Find<HeadingBlockParser>()!.TryParseAttributes = TryRead;
    }
}
