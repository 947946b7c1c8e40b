using Learning.Authoring.Registers;

namespace Learning.Authoring.Rendering;

/// <summary>Links the first use of each glossary term in a text to its definition; not in headings, titles, links, captions and code.</summary>
internal static class TermLinks
{
    private static readonly HashSet<string> _notIn = new(["h2", "h3", "h4", "h5", "h6", "a", "figcaption", "code", "pre", "kbd", "summary", "th"], StringComparer.Ordinal);
    private static readonly string[] _notInside = ["callout-title", "in-original", "stale-note"];

    /// <summary>Changes the text, and gives the terms back in the order of their first use.</summary>
    public static IReadOnlyList<Term> Put(SafeElement body, Glossary glossary)
    {
        var used = new List<Term>();
        Put(body, glossary, used);
        return used;
    }

    private static void Put(SafeElement element, Glossary glossary, List<Term> used)
    {
        for (var i = 0; i < element.Children.Length; i++)
        {
            if (element.Children[i] is SafeElement inner)
            {
                if (MayStandIn(inner))
                {
                    Put(inner, glossary, used);
                }
            }
            else if (Linked((SafeText)element.Children[i], glossary, used) is { Count: > 0 } pieces)
            {
                element.Replace(i, pieces);
                i += pieces.Count - 1;
            }
        }
    }

    private static bool MayStandIn(SafeElement element) => !_notIn.Contains(element.Name) && (element["class"] is null || !_notInside.Any(element.Is));

    /// <summary>The words with links among them; null where there is no term in them that is new.</summary>
    private static List<SafeNode>? Linked(SafeText text, Glossary glossary, List<Term> used)
    {
        List<SafeNode>? pieces = null;
        var done = 0;
        foreach (var (start, length, term) in string.IsNullOrWhiteSpace(text.Words) ? [] : glossary.Find(text.Words))
        {
            if (used.Exists(u => u.Id == term.Id))
            {
                continue;
            }

            used.Add(term);
            var link = new SafeElement("a") { ["class"] = "term", ["href"] = "#term-" + term.Id };
            link.Add(new SafeText(text.Words.Substring(start, length)));
            pieces ??= [];
            pieces.Add(new SafeText(text.Words[done..start]));
            pieces.Add(link);
            done = start + length;
        }

        pieces?.Add(new SafeText(text.Words[done..]));
        return pieces;
    }
}
