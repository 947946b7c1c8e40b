using System.Buffers;

namespace Learning.Authoring.Rendering;

/// <summary>
/// Reads HTML of which nothing has to be taken away, and of which every browser makes the same tree: known elements, each where it may stand and closed in its turn, with known attributes in their one spelling. Nearly all we render is
/// that, and needs neither a browser's parser nor a sanitizer, which cost ten times as much. It trusts no writer: it judges the text alone, and gives up at the first sign that is not in its book.
/// </summary>
internal sealed class SimpleHtml
{
    private static readonly char[] _controls = [.. Enumerable.Range(0, ' ').Select(sign => (char)sign)];
    private static readonly SearchValues<char> _endOfWords = SearchValues.Create([.. _controls.Where(sign => !IsOfWords(sign)), '&', '<', '>']);
    private static readonly SearchValues<char> _endOfValue = SearchValues.Create([.. _controls, '&', '<', '>', '"']);
    private static readonly SearchValues<char> _notPlain = SearchValues.Create([.. _controls.Where(sign => !IsOfWords(sign)), '&', '<', '>', '\u00A0']);
    private static readonly (string Written, string Sign)[] _signs = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];

    private readonly string _html;
    private readonly Stack<(SafeElement Element, Holds Holds)> _open = new();
    private int _at;

    private SimpleHtml(string html) => _html = html;

    /// <summary>What may stand in an element.</summary>
    private enum Holds
    {
        Nothing,
        Words,
        Blocks,
        Items,
        Rows,
        Cells,
        Parts,
    }

    /// <summary>Words and nothing else, which are written as they are.</summary>
    public static bool IsPlain(string html) => html.AsSpan().IndexOfAny(_notPlain) < 0;

    /// <summary>The tree, below an element that is none of it; null where there is more in it than can be judged here.</summary>
    public static SafeElement? Read(string html)
    {
        var body = new SafeElement("body");
        var reader = new SimpleHtml(html);
        reader._open.Push((body, Holds.Blocks));
        while (reader._at < html.Length)
        {
            if (!(html[reader._at] == '<' ? reader.Tag() : reader.Words()))
            {
                return null;
            }
        }

        return reader._open.Count == 1 ? body : null;
    }

    /// <summary>The end of a line, and the marks of gaps, numbers and notes; they mean nothing in HTML.</summary>
    private static bool IsOfWords(char sign) => sign is '\n' or '\u0002' or '\u0003' or LessonNotes.MarkSign;

    private ReadOnlySpan<char> Rest => _html.AsSpan(_at);

    /// <summary>Between the parts of lists and tables there are only spaces: words would be moved away.</summary>
    private bool Words()
    {
        if (Text(_endOfWords) is not { } words)
        {
            return false;
        }

        var (element, holds) = _open.Peek();
        element.Add(new SafeText(words));
        return holds is Holds.Words or Holds.Blocks || words.AsSpan().IndexOfAnyExcept(' ', '\n') < 0;
    }

    /// <summary>Up to the next sign that ends it, with its escaped signs read; null where one of another kind stands in it.</summary>
    private string? Text(SearchValues<char> ends)
    {
        string? before = null;
        while (true)
        {
            var length = Rest.IndexOfAny(ends);
            length = length < 0 ? Rest.Length : length;
            var piece = length == 1 && Rest[0] == '\n' ? "\n" : Rest[..length].ToString();
            _at += length;
            before = before is null ? piece : before + piece;
            if (_at == _html.Length || _html[_at] is '<' or '"')
            {
                return before;
            }

            if (Sign() is not { } sign)
            {
                return null;
            }

            before += sign;
        }
    }

    private string? Sign()
    {
        foreach (var (written, sign) in _signs)
        {
            if (Take(written))
            {
                return sign;
            }
        }

        return null;
    }

    private bool Take(string piece)
    {
        var isThere = Rest.StartsWith(piece, StringComparison.Ordinal);
        _at += isThere ? piece.Length : 0;
        return isThere;
    }

    private bool Tag()
    {
        _at++;
        if (Take("/"))
        {
            return End();
        }

        var length = Rest.IndexOfAny(" />");
        if (length <= 0 || Known(Rest[..length]) is not var (name, holds) || !MayStand(name))
        {
            return false;
        }

        _at += length;
        var element = new SafeElement(name);
        while (Rest.StartsWith(" ", StringComparison.Ordinal) && !Rest.StartsWith(" /", StringComparison.Ordinal))
        {
            if (!Attribute(element))
            {
                return false;
            }
        }

        if (!(Take(">") || (holds == Holds.Nothing && Take(" />"))) || !Fits(element))
        {
            return false;
        }

        _open.Peek().Element.Add(element);
        if (holds != Holds.Nothing)
        {
            _open.Push((element, holds));
        }

        return name != "pre" || Rest.StartsWith("<code", StringComparison.Ordinal);   // a line's end right behind it would not count
    }

    /// <summary>Only what was opened last; a paragraph with nothing in it is taken away by others.</summary>
    private bool End()
    {
        var (element, _) = _open.Peek();
        if (_open.Count == 1 || !Take(element.Name) || !Take(">") || element is { Name: "p", Children.Length: 0 })
        {
            return false;
        }

        _open.Pop();
        return true;
    }

    private static (string Name, Holds Holds)? Known(ReadOnlySpan<char> name) => name switch
    {
        "p" => ("p", Holds.Words),
        "a" => ("a", Holds.Words),
        "em" => ("em", Holds.Words),
        "strong" => ("strong", Holds.Words),
        "code" => ("code", Holds.Words),
        "sup" => ("sup", Holds.Words),
        "sub" => ("sub", Holds.Words),
        "small" => ("small", Holds.Words),
        "br" => ("br", Holds.Nothing),
        "img" => ("img", Holds.Nothing),
        "hr" => ("hr", Holds.Nothing),
        "h2" => ("h2", Holds.Words),
        "h3" => ("h3", Holds.Words),
        "h4" => ("h4", Holds.Words),
        "h5" => ("h5", Holds.Words),
        "h6" => ("h6", Holds.Words),
        "pre" => ("pre", Holds.Words),
        "summary" => ("summary", Holds.Words),
        "figcaption" => ("figcaption", Holds.Words),
        "figure" => ("figure", Holds.Blocks),
        "aside" => ("aside", Holds.Blocks),
        "blockquote" => ("blockquote", Holds.Blocks),
        "details" => ("details", Holds.Blocks),
        "div" => ("div", Holds.Blocks),
        "section" => ("section", Holds.Blocks),
        "ul" => ("ul", Holds.Items),
        "ol" => ("ol", Holds.Items),
        "li" => ("li", Holds.Blocks),
        "table" => ("table", Holds.Parts),
        "thead" => ("thead", Holds.Rows),
        "tbody" => ("tbody", Holds.Rows),
        "tr" => ("tr", Holds.Cells),
        "th" => ("th", Holds.Blocks),
        "td" => ("td", Holds.Blocks),
        _ => null,
    };

    private bool MayStand(string name) => (_open.Peek().Holds, name) switch
    {
        (Holds.Words or Holds.Blocks, "br" or "img") => true,
        (Holds.Words or Holds.Blocks, "a" or "em" or "strong" or "code" or "sup" or "sub" or "small") => !IsOpen(name),
        (Holds.Blocks, "table") => !IsOpen(name),
        (Holds.Blocks, not ("li" or "thead" or "tbody" or "tr" or "th" or "td")) => true,
        (Holds.Items, "li") or (Holds.Parts, "thead" or "tbody") or (Holds.Rows, "tr") or (Holds.Cells, "th" or "td") => true,
        _ => false,
    };

    private bool IsOpen(string name)
    {
        foreach (var (element, _) in _open)
        {
            if (element.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private bool Attribute(SafeElement element)
    {
        _at++;
        var length = Rest.IndexOf("=\"", StringComparison.Ordinal);
        if (length <= 0 || length > 20 || Known(element.Name, Rest[..length]) is not { } name || element[name] is not null)
        {
            return false;
        }

        _at += length + 2;
        if (Text(_endOfValue) is not { } value || !Take("\"") || value.Contains("&{", StringComparison.Ordinal) || Kept(name, value) is not { } kept)
        {
            return false;
        }

        element[name] = kept;
        return true;
    }

    private static string? Known(string element, ReadOnlySpan<char> name) => name switch
    {
        "href" when element == "a" => "href",
        "src" when element == "img" => "src",
        "alt" => "alt",
        "title" => "title",
        "start" => "start",
        "dir" => "dir",
        "lang" => "lang",
        "class" => "class",
        "id" => "id",
        "role" => "role",
        "tabindex" => "tabindex",
        "aria-label" => "aria-label",
        "aria-labelledby" => "aria-labelledby",
        "loading" => "loading",
        "decoding" => "decoding",
        "width" => "width",
        "height" => "height",
        "scope" => "scope",
        _ => null,
    };

    /// <summary>A value as it is kept; null where it would be taken away, or altered in a way that is not known here.</summary>
    private static string? Kept(string name, string value) => name switch
    {
        "alt" or "title" or "start" or "dir" or "lang" => value,
        "src" => SafeHtml.Ours(value) is { } address && address.StartsWith('/') ? value : null,
        "href" => SafeHtml.Ours(value) is { } address
            ? address.StartsWith('#') ? address : address.StartsWith('/') ? value : null
            : IsWeb(value) || value.StartsWith("mailto:", StringComparison.Ordinal) ? value : null,
        _ => SafeHtml.Ours(value),
    };

    private static bool IsWeb(string? address) => address is not null && (address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal));

    /// <summary>A picture is one of ours; whoever leaves the site takes nothing along.</summary>
    private static bool Fits(SafeElement element)
    {
        if (element.Name == "a" && IsWeb(element["href"]))
        {
            element["rel"] = "noopener";
        }

        return element.Name != "img" || element["src"] is not null;
    }
}
