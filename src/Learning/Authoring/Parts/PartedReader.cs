using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>Reads what is answered part by part: a numbered list, a table of two columns, groups in a list.</summary>
internal sealed class PartedReader(SourceText source, TextRenderer text, Problems problems)
{
    public IReadOnlyList<WrittenItem> Steps(Block? block) =>
        block is ListBlock { IsOrdered: true } list ? [.. list.OfType<ListItemBlock>().Select(item => Entry(item))] : [];

    public IReadOnlyList<WrittenGroup> Groups(Block? block) => block is ListBlock { IsOrdered: false } list
        ? [.. list.OfType<ListItemBlock>().Select(group => new WrittenGroup(
            Entry(group, isGroup: true),
            [.. group.OfType<ListBlock>().SelectMany(inner => inner.OfType<ListItemBlock>()).Select(item => Entry(item))]))]
        : [];

    /// <summary>The rows below the head: its words only name the columns to the author.</summary>
    public IReadOnlyList<WrittenPair> Pairs(Block? block)
    {
        var pairs = new List<WrittenPair>();
        foreach (var row in (block as Table)?.OfType<TableRow>().Where(r => !r.IsHeader) ?? [])
        {
            var cells = row.OfType<TableCell>().Select(cell => Words(cell.OfType<ParagraphBlock>().FirstOrDefault(), row)).ToArray();
            if (cells.Length == 2)
            {
                pairs.Add(new(cells[0], cells[1]));
                continue;
            }

            problems.Add(
                source.At(row.Span.Start),
                "not-two-columns",
                $"This row has {cells.Length} columns.",
                "A table of things to match has two: what is asked, and what belongs to it.");
        }

        return pairs;
    }

    /// <summary>The first paragraph of an entry; only a group's may be followed by a list of what belongs to it.</summary>
    private WrittenItem Entry(ListItemBlock item, bool isGroup = false)
    {
        foreach (var other in item.Skip(1).Where(b => !isGroup || b is not ListBlock))
        {
            problems.Add(source.At(other.Span.Start), "stray-text", "This entry is one paragraph; something else follows in it.", "Join the two, or say it in the explanation.");
        }

        return Words(item.FirstOrDefault() as ParagraphBlock, item);
    }

    private WrittenItem Words(ParagraphBlock? line, Block around) => line?.Inline?.FirstChild is null
        ? new(Place(around), "", "")
        : new(Place(line), SafeHtml.Write(SafeHtml.Clean(text.Line(line))), InlineText.Of(line.Inline));

    private Place Place(Block block) => source.At(block.Span.Start) is var spot ? new(spot.Line, spot.Column) : default;
}
