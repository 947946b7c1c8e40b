using System.Globalization;
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
            var cells = Cells(row);
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

    /// <summary>A rubric: the head of each column but the first is its points.</summary>
    public IReadOnlyList<WrittenCriterion> Rubric(Block? block)
    {
        if (block is not Table table || table.OfType<TableRow>().FirstOrDefault(r => r.IsHeader) is not { } head)
        {
            return [];
        }

        var points = Cells(head).Skip(1).Select(Points).ToArray();
        return [.. table.OfType<TableRow>().Where(r => !r.IsHeader).Select(Cells)
            .Where(cells => cells.Length > 0)
            .Select(cells => new WrittenCriterion(cells[0], [.. cells.Skip(1).Take(points.Length).Select((cell, i) => new WrittenLevel(points[i], cell))]))];
    }

    private int Points(WrittenItem cell)
    {
        if (int.TryParse(cell.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var points))
        {
            return points;
        }

        problems.Add(new(source.File, cell.Place.Line, cell.Place.Column), "no-points", $"“{cell.Plain}” is no number of points.", "Head each column but the first with the points of its level: 0, 1, 2.");
        return -1;
    }

    private WrittenItem[] Cells(TableRow row) => [.. row.OfType<TableCell>().Select(cell => Words(cell.OfType<ParagraphBlock>().FirstOrDefault(), row))];

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
        : new(Place(line), SafeHtml.Of(text.Line(line)), InlineText.Of(line.Inline));

    private Place Place(Block block) => source.At(block.Span.Start) is var spot ? new(spot.Line, spot.Column) : default;
}
