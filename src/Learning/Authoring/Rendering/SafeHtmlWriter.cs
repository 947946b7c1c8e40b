using System.Buffers;
using System.Text;

namespace Learning.Authoring.Rendering;

/// <summary>Writes a tree of safe HTML as the HTML standard says, sign by sign what a browser would give for it.</summary>
internal static class SafeHtmlWriter
{
    private static readonly SearchValues<char> _inText = SearchValues.Create("&<>\u00A0");
    private static readonly SearchValues<char> _inValue = SearchValues.Create("&\"\u00A0");

    public static void WriteInside(StringBuilder html, SafeElement element)
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

    private static void Write(StringBuilder html, SafeElement element)
    {
        html.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            Escape(html.Append(' ').Append(name).Append("=\""), value, _inValue);
            html.Append('"');
        }

        html.Append('>');
        WriteInside(html, element);
        if (!IsVoid(element.Name))
        {
            html.Append("</").Append(element.Name).Append('>');
        }
    }

    private static bool IsVoid(string name) => name is "br" or "hr" or "img" or "track";

    private static void Escape(StringBuilder html, ReadOnlySpan<char> words, SearchValues<char> signs)
    {
        for (var at = words.IndexOfAny(signs); at >= 0; at = words.IndexOfAny(signs))
        {
            html.Append(words[..at]).Append(words[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&nbsp;" });
            words = words[(at + 1)..];
        }

        html.Append(words);
    }
}
