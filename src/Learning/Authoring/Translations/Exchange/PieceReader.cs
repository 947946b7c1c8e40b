using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Takes blocks of a text apart into words and what stands around them.</summary>
internal sealed partial class PieceReader(SourceText source)
{
    private readonly string _text = source.Text;

    /// <summary>Blocks that follow each other, as one piece.</summary>
    public Piece Of(string id, string label, IReadOnlyList<Block> blocks)
    {
        var (start, end) = (StartOf(blocks[0]), EndOf(blocks[^1]));
        var leaves = blocks.SelectMany(b => b is LeafBlock leaf ? [leaf] : b.Descendants<LeafBlock>()).ToArray();
        var codes = InlineCodes.In(leaves, _text);
        var parts = new List<Part>();
        var at = start;
        foreach (var (from, to, isEnclosed) in leaves.SelectMany(leaf => WordsOf(leaf).Select(w => (w.From, w.To, leaf.Parent is not MarkdownDocument))).Where(w => w.To > w.From).OrderBy(w => w.From))
        {
            if (from < at || to > end || !IsStructure(_text[at..from]))
            {
                return Whole(id, label, start, end, codes);
            }

            AddStructure(parts, at, from);
            parts.Add(new(true, Tokens.Of(_text, from, to, codes, isEnclosed)));
            at = to;
        }

        if (!IsStructure(_text[at..end]))
        {
            return Whole(id, label, start, end, codes);
        }

        AddStructure(parts, at, end);
        return new(id, label, start, end, parts);
    }

    /// <summary>Typed answers: a line for each wording, and what is said about it below. A language may have more of them than another.</summary>
    public Piece OfAnswers(string id, IReadOnlyList<AnswerBlock> answers)
    {
        var codes = InlineCodes.In(answers.SelectMany(a => a.Descendants<LeafBlock>()), _text).Concat(answers.SelectMany(a => InlineCodes.InAnswer(_text, a.TextStart, a.Text.Length)));
        return Whole(id, "typed answers", answers[0].Span.Start, EndOf(answers[^1]), codes);
    }

    /// <summary>The places in the sources below a question; their keys are no words.</summary>
    public Piece OfSources(string id, ParagraphBlock paragraph)
    {
        var (start, end) = (paragraph.Span.Start, EndOf(paragraph));
        var parts = new List<Part>();
        var at = start;
        foreach (var (key, place, offset) in SourceLine.Read(_text[start..end]))
        {
            var from = place is null ? -1 : _text.IndexOf(',', start + offset + key.Length) + 1;
            if (from <= 0)
            {
                continue;
            }

            var to = _text.IndexOf(';', from, end - from) is var next and >= 0 ? next : end;
            (from, to) = Trimmed(from, to);
            AddStructure(parts, at, from);
            parts.Add(new(true, Tokens.Of(_text, from, to, [], isEnclosed: false)));
            at = to;
        }

        AddStructure(parts, at, end);
        return new(id, "places in the sources", start, end, parts);
    }

    /// <summary>The notes of a text stand together at its end, wherever they were written.</summary>
    public static int StartOf(Block block) => block is FootnoteGroup notes ? notes.Min(n => n.Span.Start) : block.Span.Start;

    public int EndOf(Block block)
    {
        var end = (block as ContainerBlock)?.Descendants<Block>().Select(b => b.Span.End).Append(block.Span.End).Max() ?? block.Span.End;
        if (block is HeadingBlock heading && HeadingBraces.Of(heading) is { AreThere: true } braces)
        {
            end = braces.Offset - 1;
        }

        end = Math.Min(end + 1, _text.Length);
        while (end > block.Span.Start && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private Piece Whole(string id, string label, int start, int end, IEnumerable<CodeSpan> codes) =>
        new(id, label, start, end, [new(true, Tokens.Of(_text, start, end, codes, isEnclosed: false))]);

    /// <summary>The words of a paragraph, heading or cell; of a callout its title and its first paragraph.</summary>
    private IEnumerable<(int From, int To)> WordsOf(LeafBlock leaf)
    {
        if (leaf.Inline is null)
        {
            return leaf is ThematicBreakBlock || leaf.Lines.Count == 0 ? [] : [Trimmed(leaf.Span.Start, leaf.Span.End + 1)];
        }

        var words = leaf.Inline.SkipWhile(i => i is OptionMark or CalloutMark or LineBreakInline || (i is LiteralInline literal && literal.Content.IsEmpty)).ToArray();
        if (words.Length == 0)
        {
            return [];
        }

        var (from, to) = Trimmed(words[0].Span.Start, Math.Min(words[^1].Span.End + 1, _text.Length));
        var isTitled = leaf.Inline.FirstChild is CalloutMark mark && from < to && !_text[mark.Span.Start..from].Contains('\n', StringComparison.Ordinal);
        return isTitled && Newline().Match(_text, from, to - from) is { Success: true } line ? [Trimmed(from, line.Index), Trimmed(line.Index + line.Length, to)] : [(from, to)];
    }

    private void AddStructure(List<Part> parts, int from, int to)
    {
        if (to > from)
        {
            parts.Add(new(false, [new(TokenKind.Text, _text[from..to])]));
        }
    }

    private (int From, int To) Trimmed(int from, int to)
    {
        while (from < to && char.IsWhiteSpace(_text[from]))
        {
            from++;
        }

        while (to > from && char.IsWhiteSpace(_text[to - 1]))
        {
            to--;
        }

        return (from, to);
    }

    private static bool IsStructure(string between) => !Marks().Replace(between, "").Any(char.IsLetter);

    [GeneratedRegex(@"\[![A-Z]+\]|[(\[][xX ][)\]]|\[\^[^\]]+\]:", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\n[ \t]*(>[ \t]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex Newline();
}
