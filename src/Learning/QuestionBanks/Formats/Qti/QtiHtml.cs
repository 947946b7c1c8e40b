using System.Text;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The content of an item as HTML. What means something else than text (interactions, gaps, feedback) is handed to whoever asked.</summary>
internal sealed class QtiHtml(Func<XElement, string?> special)
{
    private static readonly HashSet<string> _skipped = ["stylesheet", "cataloginfo", "companionmaterialsinfo", "script", "style", "label"];

    /// <summary>Elements that HTML closes by itself.</summary>
    private static readonly HashSet<string> _void = ["br", "hr", "img", "wbr", "col", "source", "track"];

    /// <summary>Elements that are others in HTML.</summary>
    private static readonly Dictionary<string, string> _html5 = new() { ["rubricblock"] = "div", ["templateblock"] = "div", ["templateinline"] = "span" };

    /// <summary>Ours: what stands beside a picture in a line.</summary>
    private const string Title = "data-learning-title";

    private readonly StringBuilder _html = new();

    public static string Of(XElement element, Func<XElement, string?> special)
    {
        var html = new QtiHtml(special);
        html.Inside(element);
        return html._html.ToString();
    }

    public static string Of(XElement element) => Of(element, _ => null);

    private void Inside(XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text:
                    _html.Append(BankHtml.Encode(text.Value));
                    break;
                case XElement child:
                    Element(child);
                    break;
            }
        }
    }

    private void Element(XElement element)
    {
        if (special(element) is { } written)
        {
            _html.Append(written);
            return;
        }

        var name = element.Local;
        if (_skipped.Contains(name))
        {
            return;
        }

        name = _html5.GetValueOrDefault(name, name);
        _html.Append('<').Append(name);
        foreach (var attribute in element.Attributes().Where(a => a.Name.LocalName is "href" or "colspan" or "rowspan" or "src" or "alt" or "title" or Title))
        {
            _html.Append(' ').Append(attribute.Name.LocalName is Title ? "title" : attribute.Name.LocalName).Append("=\"").Append(BankHtml.Encode(attribute.Value).Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
        }

        _html.Append('>');
        if (!_void.Contains(name))
        {
            Inside(element);
            _html.Append("</").Append(name).Append('>');
        }
    }
}
