using AngleSharp.Dom;
using Learning.Authoring.Registers;

namespace Learning.Authoring.Rendering;

/// <summary>Links the first use of each glossary term in a text to its definition; not in headings, titles, links, captions and code.</summary>
internal static class TermLinks
{
    private static readonly HashSet<string> _notIn = new(["h2", "h3", "h4", "h5", "h6", "a", "figcaption", "code", "pre", "kbd", "summary", "th"], StringComparer.Ordinal);
    private static readonly string[] _notInside = ["callout-title", "in-original", "stale-note"];

    /// <summary>Changes the text, and gives the terms back in the order of their first use.</summary>
    public static IReadOnlyList<Term> Put(IElement body, Glossary glossary)
    {
        var used = new List<Term>();
        foreach (var text in body.Descendants<IText>().ToList())
        {
            if (!string.IsNullOrWhiteSpace(text.Data) && MayStandIn(text.ParentElement))
            {
                PutInto(text, glossary, used);
            }
        }

        return used;
    }

    private static bool MayStandIn(IElement? element)
    {
        for (; element is not null; element = element.ParentElement)
        {
            if (_notIn.Contains(element.LocalName) || _notInside.Any(element.Is))
            {
                return false;
            }
        }

        return true;
    }

    private static void PutInto(IText text, Glossary glossary, List<Term> used)
    {
        var first = glossary.Find(text.Data).Where(f => used.TrueForAll(u => u.Id != f.Term.Id)).DistinctBy(f => f.Term.Id).ToList();
        var rest = text;
        var done = 0;
        foreach (var (start, length, term) in first)
        {
            used.Add(term);
            var word = rest.Split(start - done);
            rest = word.Split(length);
            done = start + length;

            var link = text.Owner!.CreateElement("a");
            link.ClassName = "term";
            link.SetAttribute("href", "#term-" + term.Id);
            word.Replace(link);
            link.AppendChild(word);
        }
    }
}
