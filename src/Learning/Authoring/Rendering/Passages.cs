using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Learning.Authoring.Rendering;

/// <summary>The words of a text without markup, one passage a heading.</summary>
internal static partial class Passages
{
    private const string Inline = "a abbr b bdi bdo cite code del em i ins kbd mark q rp rt ruby s small span strong sub sup u var";

    private static readonly HashSet<string> _inline = new(Inline.Split(' '), StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<Passage> Of(IElement body)
    {
        var passages = new List<Passage>();
        IElement? heading = null;
        var text = new StringBuilder();
        foreach (var node in body.ChildNodes.SelectMany(Inside))
        {
            if (node is IElement { LocalName: "h2" or "h3" or "h4" or "h5" or "h6" } next)
            {
                Close(passages, heading, text);
                heading = next;
            }
            else
            {
                Append(text, node);
            }
        }

        Close(passages, heading, text);
        return passages;
    }

    /// <summary>What is shown in the original is text like any other.</summary>
    private static IEnumerable<INode> Inside(INode node) => node is IElement element && element.Is("in-original") ? element.LastElementChild!.ChildNodes : [node];

    private static void Close(List<Passage> passages, IElement? heading, StringBuilder text)
    {
        var words = Spaces().Replace(text.ToString(), " ").Trim();
        text.Clear();
        if (heading is not null || words.Length > 0)
        {
            passages.Add(new(heading?.Id, heading is null ? null : Spaces().Replace(heading.TextContent, " ").Trim(), words));
        }
    }

    private static void Append(StringBuilder text, INode node)
    {
        if (node is IText { Data: var words })
        {
            text.Append(words);
            return;
        }

        if (node is not IElement element || element.Is("footnote-ref") || element.Is("footnote-back")
            || element.Is("original-note") || element.Is("stale-note"))
        {
            return;
        }

        foreach (var child in element.ChildNodes)
        {
            Append(text, child);
        }

        if (!_inline.Contains(element.LocalName))
        {
            text.Append(' ');
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
