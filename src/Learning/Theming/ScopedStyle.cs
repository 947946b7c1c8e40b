using System.Text;
using System.Text.RegularExpressions;

namespace Learning.Theming;

/// <summary>
/// The theme's style for a page within another frame: the same rules, held to the element of the class <c>learning</c> by <c>@scope</c>, so that they do not touch the frame. What speaks of the
/// document (<c>:root</c>, <c>html</c>, <c>body</c>) speaks of that element.
/// Source: CSS Cascading and Inheritance Level 6, section 2.5 (scoped styles).
/// </summary>
public static partial class ScopedStyle
{
    /// <summary>The asset it is served as, beside <c>site.css</c>, of which it is made.</summary>
    public const string Path = "site.scoped.css";

    internal const string Whole = "site.css";

    /// <summary>The page's own element is no screen of its own: it is as high as what stands in it. And names that frameworks of styles use as well are ours here.</summary>
    private const string Instead = """
        :scope { min-block-size: 0; display: block; padding-block: 1.5rem; padding-inline: clamp(0rem, 2vw, 1.5rem); }
        :scope .progress { display: block; block-size: auto; overflow: visible; background: none; border-radius: 0; font-size: .9375rem; }
        """;

    public static string Of(string style)
    {
        var outside = new StringBuilder();
        var inside = FontFace().Replace(Comment().Replace(style, ""), face =>
        {
            outside.Append(face.Value.Trim()).Append('\n');
            return "";
        });
        return $"{outside}@scope (.learning) {{\n{Document().Replace(inside, "${before}:scope")}\n{Instead}\n}}\n";
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    /// <summary>It is the document's and has no place within a scope.</summary>
    [GeneratedRegex(@"@font-face\s*\{[^}]*\}")]
    private static partial Regex FontFace();

    /// <summary>At the beginning of a selector only: a property may end in the same word.</summary>
    [GeneratedRegex(@"(?<before>(?:^|[{},])\s*)(?::root|html|body)(?=[\s{,:\[.])")]
    private static partial Regex Document();
}
