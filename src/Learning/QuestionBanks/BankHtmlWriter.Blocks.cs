using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>Paragraphs, lists, tables and code.</summary>
internal sealed partial class BankHtmlWriter
{
    public void Blocks(INode parent)
    {
        if (IsTooDeep())
        {
            return;
        }

        _depth++;
        var line = new List<INode>();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                Paragraph(line);
                Block(element);
            }
            else
            {
                line.Add(node);
            }
        }

        Paragraph(line);
        _depth--;
    }

    /// <summary>A block, or an inline element around one: browsers allow it, so banks have it.</summary>
    private static bool IsBlock(IElement element) => _blocks.Contains(element.LocalName) || element.QuerySelector("p,div,ul,ol,table,pre,blockquote,h1,h2,h3,h4,h5,h6") is not null;

    private void Block(IElement element)
    {
        switch (element.LocalName)
        {
            case var name when _lost.Contains(name):
                Lose(name);
                break;
            case "figure" when PictureMark.OfFigure(element) is var (picture, caption):
                Around("p", () =>
                {
                    Picture(picture, caption);
                    EndLine();
                });
                break;
            case "p" or "dt" or "dd" or "summary" or "figcaption" or "caption":
                Paragraph([.. element.ChildNodes]);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                _wanted.Add("<strong>");
                Paragraph([.. element.ChildNodes]);
                _wanted.Clear();
                break;
            case "ul" or "ol":
                List(element);
                break;
            case "blockquote":
                Around("blockquote", () => Blocks(element));
                break;
            case "pre":
                Code(element);
                break;
            case "table":
                Table(element);
                break;
            default:
                Blocks(element);
                break;
        }
    }

    /// <summary>An entry holds a line, and below it lists.</summary>
    private void List(IElement list) => Around(list.LocalName, () =>
    {
        foreach (var entry in list.Children)
        {
            if (IsTooDeep())
            {
                return;
            }

            _depth++;
            Around("li", () =>
            {
                foreach (var node in entry.LocalName == "li" ? [.. entry.ChildNodes] : new INode[] { entry })
                {
                    if (node is IElement { LocalName: "ul" or "ol" } inner)
                    {
                        EndLine();
                        List(inner);
                    }
                    else
                    {
                        Inline(node);
                    }
                }

                EndLine();
            });
            _depth--;
        }
    });

    private void Code(IElement element)
    {
        LosePictures(element);
        var text = Kept(element.TextContent.ReplaceLineEndings("\n")).Trim('\n');
        if (text.Length > 0)
        {
            _html.Append("<pre>").Append(BankHtml.Encode(text)).Append("</pre>");
        }
    }

    private void Table(IElement table)
    {
        if (table.QuerySelector("table") is not null || table.QuerySelectorAll("td,th").Any(cell => cell.GetAttribute("colspan") is not (null or "1") || cell.GetAttribute("rowspan") is not (null or "1")))
        {
            Lose("table");
            return;
        }

        if (table.QuerySelector("caption") is { } caption)
        {
            Block(caption);
        }

        var rows = table.QuerySelectorAll("tr").Select(row => row.Children.Where(cell => cell.LocalName is "td" or "th").ToArray()).Where(row => row.Length > 0).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        var columns = rows.Max(row => row.Length);
        _html.Append("<table><thead>");
        Row(rows[0], "th", columns);
        _html.Append("</thead><tbody>");
        foreach (var row in rows.Skip(1))
        {
            Row(row, "td", columns);
        }

        _html.Append("</tbody></table>");
    }

    private void Row(IElement[] cells, string name, int columns)
    {
        _html.Append("<tr>");
        for (var i = 0; i < columns; i++)
        {
            _html.Append('<').Append(name).Append('>');
            if (i < cells.Length)
            {
                Line(cells[i]);
            }

            _html.Append("</").Append(name).Append('>');
        }

        _html.Append("</tr>");
    }

    private void Paragraph(List<INode> nodes)
    {
        Around("p", () =>
        {
            foreach (var node in nodes)
            {
                Inline(node);
            }

            EndLine();
        });
        nodes.Clear();
    }

    /// <summary>The element around what is written, or nothing where nothing is.</summary>
    private void Around(string name, Action write)
    {
        var start = _html.Length;
        _html.Append('<').Append(name).Append('>');
        var inside = _html.Length;
        write();
        _ = _html.Length == inside ? _html.Remove(start, inside - start) : _html.Append("</").Append(name).Append('>');
    }
}
