using System.Buffers;

namespace Learning.Authoring.Rendering;

/// <summary>The words of a text without markup, one passage a heading.</summary>
internal static class Passages
{
    private const string Inline = "a abbr b bdi bdo cite code del em i ins kbd mark q rp rt ruby s small span strong sub sup u var";

    private static readonly HashSet<string> _inline = new(Inline.Split(' '), StringComparer.Ordinal);

    public static IReadOnlyList<Passage> Of(SafeElement body)
    {
        var passages = new List<Passage>();
        SafeElement? heading = null;
        var text = new ArrayBufferWriter<char>(1024);
        foreach (var node in body.Children)
        {
            if (node is SafeElement element && element.Is("in-original"))   // what is shown in the original is text like any other
            {
                foreach (var inner in element.Elements.Last().Children)
                {
                    Read(inner);
                }
            }
            else
            {
                Read(node);
            }
        }

        Close(passages, heading, text);
        return passages;

        void Read(SafeNode node)
        {
            if (node is SafeElement { Name: "h2" or "h3" or "h4" or "h5" or "h6" } next)
            {
                Close(passages, heading, text);
                heading = next;
            }
            else
            {
                Append(text, node);
            }
        }
    }

    private static void Close(List<Passage> passages, SafeElement? heading, ArrayBufferWriter<char> text)
    {
        var words = Joined(text.WrittenSpan);
        text.ResetWrittenCount();
        if (heading is not null || words.Length > 0)
        {
            passages.Add(new(heading?["id"], heading is null ? null : Joined(heading.TextContent), words));
        }
    }

    private static void Append(ArrayBufferWriter<char> text, SafeNode node)
    {
        if (node is SafeText { Words: var words })
        {
            text.Write(words);
            return;
        }

        var element = (SafeElement)node;
        if (element["class"] is not null && (element.Is("footnote-ref") || element.Is("footnote-back") || element.Is("original-note") || element.Is("stale-note")))
        {
            return;
        }

        foreach (var child in element.Children)
        {
            Append(text, child);
        }

        if (!_inline.Contains(element.Name))
        {
            text.Write(" ");
        }
    }

    /// <summary>With one space where there are several, and none at the ends.</summary>
    private static string Joined(ReadOnlySpan<char> words)
    {
        words = words.Trim();
        var letters = ArrayPool<char>.Shared.Rent(words.Length);
        var length = 0;
        foreach (var letter in words)
        {
            if (!char.IsWhiteSpace(letter))
            {
                letters[length++] = letter;
            }
            else if (letters[length - 1] != ' ')
            {
                letters[length++] = ' ';
            }
        }

        var joined = new string(letters, 0, length);
        ArrayPool<char>.Shared.Return(letters);
        return joined;
    }
}
