using System.Text;
using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>
/// Writes a tree of any HTML in the form of <see cref="BankHtml"/>. Spaces, breaks and tags are written only when something follows them, so that none stands at an edge and no
/// element is empty.
/// </summary>
internal sealed partial class BankHtmlWriter(PictureFinder? pictures)
{
    private const int Deepest = 40;
    private const string Break = "br";

    private static readonly HashSet<string> _lost =
        ["script", "object", "embed", "iframe", "video", "audio", "svg", "math", "canvas", "form", "input", "select", "textarea", "button", "applet", "map"];

    private static readonly HashSet<string> _dropped = ["style", "head", "title", "meta", "link", "template", "noscript", "hr", "wbr", "colgroup", "col"];

    private static readonly HashSet<string> _blocks =
        ["p", "div", "ul", "ol", "li", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "dl", "dt", "dd", "address", "center", "details", "summary", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"];

    private readonly StringBuilder _html = new();
    private readonly List<string> _named = [];

    /// <summary>Elements around what comes next, and those that are written and not yet closed.</summary>
    private readonly List<string> _wanted = [];
    private readonly List<string> _open = [];

    private bool _hasText;
    private bool _space;
    private bool _isHardSpace;
    private bool _break;
    private int _leastWanted;
    private int _depth;

    public CleanHtml Done() => new(_html.ToString(), _named);

    public void Lose(string what)
    {
        if (!_named.Contains(what))
        {
            _named.Add(what);
        }
    }

    public void Line(INode parent)
    {
        Inlines(parent);
        EndLine();
    }

    private void Inlines(INode parent)
    {
        if (IsTooDeep())
        {
            return;
        }

        _depth++;
        foreach (var node in parent.ChildNodes)
        {
            Inline(node);
        }

        _depth--;
    }

    private void Inline(INode node)
    {
        switch (node)
        {
            case IText text:
                Text(text.Data);
                break;
            case IElement { LocalName: Break }:
                _break = _hasText;
                break;
            case IElement { LocalName: "img" } picture:
                Picture(picture, picture.GetAttribute("title") ?? "");
                break;
            case IElement { LocalName: "figure" } figure when PictureMark.OfFigure(figure) is var (picture, caption):
                Picture(picture, caption);
                break;
            case IElement { LocalName: "code" or "tt" or "kbd" or "samp" } code:
                LosePictures(code);
                With("<code>", () => Text(code.TextContent));
                break;
            case IElement { LocalName: "em" or "i" or "cite" or "dfn" or "var" } em:
                With("<em>", () => Inlines(em));
                break;
            case IElement { LocalName: "strong" or "b" } strong:
                With("<strong>", () => Inlines(strong));
                break;
            case IElement { LocalName: "sub" or "sup" } script:
                With($"<{script.LocalName}>", () => Inlines(script));
                break;
            case IElement { LocalName: "a" } link:
                With(BankLink.Of(link.GetAttribute("href")) is { } address ? $"<a href=\"{BankHtml.Encode(address).Replace("\"", "&quot;", StringComparison.Ordinal)}\">" : null, () => Inlines(link));
                break;
            case IElement { LocalName: "ul" or "ol" or "table" or "pre" } block:
                Lose(block.LocalName);
                break;
            case IElement element when _lost.Contains(element.LocalName):
                Lose(element.LocalName);
                break;
            case IElement element when _dropped.Contains(element.LocalName):
                break;
            case IElement element when _blocks.Contains(element.LocalName):
                _break = _hasText;
                Inlines(element);
                _break = _hasText;
                break;
            case IElement element:
                Inlines(element);
                break;
        }
    }

    /// <summary>What is wrong with a picture is said by whoever looks for it.</summary>
    private void Picture(IElement picture, string caption)
    {
        if (pictures is null)
        {
            Lose("img");
        }
        else if (PictureMark.Find(picture, caption, pictures) is { } mark)
        {
            Reach();
            _html.Append(mark);
        }
    }

    /// <summary>Code is words only.</summary>
    private void LosePictures(IElement code)
    {
        if (code.QuerySelector("img") is not null)
        {
            Lose("img");
        }
    }

    /// <summary>Inside a tag; twice the same inside each other is once.</summary>
    private void With(string? tag, Action write)
    {
        var isNew = tag is not null && !_wanted.Contains(tag) && !_wanted.Contains("<code>");
        if (isNew)
        {
            _wanted.Add(tag!);
        }

        write();
        if (isNew)
        {
            _wanted.RemoveAt(_wanted.Count - 1);
            _leastWanted = Math.Min(_leastWanted, _wanted.Count);
        }
    }

    private void Text(string text)
    {
        foreach (var rune in Kept(text).EnumerateRunes())
        {
            if (rune.Value is ' ' or '\t' or '\n' or '\r' or '\f' or '\u2028' or '\u2029' or '\u00A0')
            {
                _isHardSpace = (_space && _isHardSpace) || rune.Value == '\u00A0';
                _space = _hasText;
                continue;
            }

            Reach();
            _html.Append(BankHtml.Encode(rune.ToString()));
        }
    }

    /// <summary>Closes and opens what has to be for the next letter, with the break or space before it between the two.</summary>
    private void Reach()
    {
        var isApart = _space || _break;
        var same = 0;
        while (same < _open.Count && same < _wanted.Count && _open[same] == _wanted[same] && (same < _leastWanted || !(isApart || _open[same].StartsWith("<a", StringComparison.Ordinal))))
        {
            same++;
        }

        Close(same);
        _html.Append(_break ? "<br>" : !_space ? "" : _isHardSpace ? "&nbsp;" : " ");
        foreach (var tag in _wanted.Skip(same))
        {
            _html.Append(tag);
            _open.Add(tag);
        }

        (_hasText, _space, _break, _leastWanted) = (true, false, false, _wanted.Count);
    }

    private void EndLine()
    {
        Close(0);
        (_hasText, _space, _break, _leastWanted) = (false, false, false, 0);
    }

    private void Close(int keep)
    {
        while (_open.Count > keep)
        {
            var tag = _open[^1];
            _html.Append("</").Append(tag.AsSpan(1, tag.AsSpan().IndexOfAny(' ', '>') - 1)).Append('>');
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private bool IsTooDeep()
    {
        if (_depth < Deepest)
        {
            return false;
        }

        Lose("…");
        return true;
    }

    /// <summary>Without control characters, but for the marks of gaps and numbers; see <see cref="BankRules"/>.</summary>
    private static string Kept(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F') || text.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF')
            ? string.Concat(text.Where(c => c is '\t' or '\n' or '\r' or '\f' or '\u0002' or '\u0003' or not (< ' ' or (>= '\u007F' and <= '\u009F') or '\uFFFE' or '\uFFFF')))
            : text;
}
