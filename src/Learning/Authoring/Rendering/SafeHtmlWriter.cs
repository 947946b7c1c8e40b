using System.Buffers;

namespace Learning.Authoring.Rendering;

/// <summary>Writes a tree of safe HTML as the HTML standard says, sign by sign what a browser would give for it; but for the sign that our placeholder is made of, which no author may write.</summary>
internal static class SafeHtmlWriter
{
    private const char OfPlaceholder = '\u0001';

    private static readonly SearchValues<char> _inText = SearchValues.Create(['&', '<', '>', '\u00A0', OfPlaceholder]);
    private static readonly SearchValues<char> _inValue = SearchValues.Create(['&', '"', '\u00A0', OfPlaceholder]);

    public static void WriteInside(ArrayBufferWriter<char> html, SafeElement element)
    {
        foreach (var child in element.Children)
        {
            if (child is SafeText { Words: var words })
            {
                Escape(html, words, _inText);
            }
            else
            {
                Write(html, (SafeElement)child);
            }
        }
    }

    private static void Write(ArrayBufferWriter<char> html, SafeElement element)
    {
        html.Write("<");
        html.Write(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            html.Write(" ");
            html.Write(name);
            html.Write("=\"");
            html.Write(SafeHtml.Stored(value, out var rest));
            Escape(html, rest, _inValue);
            html.Write("\"");
        }

        html.Write(">");
        WriteInside(html, element);
        if (!IsVoid(element.Name))
        {
            html.Write("</");
            html.Write(element.Name);
            html.Write(">");
        }
    }

    private static bool IsVoid(string name) => name is "br" or "hr" or "img" or "track";

    private static void Escape(ArrayBufferWriter<char> html, ReadOnlySpan<char> words, SearchValues<char> signs)
    {
        for (var at = words.IndexOfAny(signs); at >= 0; at = words.IndexOfAny(signs))
        {
            html.Write(words[..at]);
            html.Write(words[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", OfPlaceholder => "", _ => "&nbsp;" });
            words = words[(at + 1)..];
        }

        html.Write(words);
    }
}
