using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>
/// The tags of HTML that an author wrote into a text. Each may stand inside all before it, and what a browser makes of tags that are never closed grows with the square of their number: so there is an end to them.
/// </summary>
internal static partial class RawTags
{
    public const int Most = 1000;

    /// <summary>Where there are more than a text may hold; null where there are not.</summary>
    public static Spot? Beyond(MarkdownDocument text, SourceText source)
    {
        var count = 0;
        foreach (var part in text.Descendants().Where(part => part is HtmlInline or HtmlBlock))
        {
            count += part is HtmlInline inline ? (Opening().IsMatch(inline.Tag) ? 1 : 0) : Opening().Count(source.Slice(part.Span));
            if (count > Most)
            {
                return source.At(part.Span.Start);
            }
        }

        return null;
    }

    [GeneratedRegex("<[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}
