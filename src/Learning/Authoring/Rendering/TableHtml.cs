using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Learning.Authoring.Rendering;

/// <summary>Writes a table in a region of its own, which scrolls on a narrow screen, can be reached by keyboard and says what it is.</summary>
internal static class TableHtml
{
    public static void Write(HtmlRenderer html, Table table, string label)
    {
        html.EnsureLine();
        html.Write("<div").Own("class", "table-wrap").Own("role", "region").Own("tabindex", "0").Own("aria-label", label).WriteLine("><table>");
        Rows(html, table, "thead", isHeader: true);
        Rows(html, table, "tbody", isHeader: false);
        html.WriteLine("</table></div>");
    }

    private static void Rows(HtmlRenderer html, Table table, string element, bool isHeader)
    {
        html.WriteLine($"<{element}>");
        foreach (var row in table.OfType<TableRow>().Where(r => r.IsHeader == isHeader))
        {
            html.Write("<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                Cell(html, (TableCell)row[column], isHeader, table.ColumnDefinitions.ElementAtOrDefault(column)?.Alignment);
            }

            html.WriteLine("</tr>");
        }

        html.WriteLine($"</{element}>");
    }

    /// <summary>An empty cell above a column heads nothing: it is no header, or a screen reader would announce a blank one.</summary>
    private static void Cell(HtmlRenderer html, TableCell cell, bool isHeader, TableColumnAlign? alignment)
    {
        var line = cell.OfType<ParagraphBlock>().FirstOrDefault();
        var element = isHeader && line?.Inline?.FirstChild is not null ? "th" : "td";
        html.Write($"<{element}").Own("scope", element == "th" ? "col" : null).Own("class", alignment switch
        {
            TableColumnAlign.Right => "align-end",
            TableColumnAlign.Center => "align-center",
            _ => null,
        }).Write(">");
        if (line is not null)
        {
            html.WriteLeafInline(line);
        }

        html.Write($"</{element}>");
    }
}
