using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Learning.Questions;

namespace Learning.Editing.Comparing;

/// <summary>The words of stored HTML, a paragraph for each of its blocks, for people who compare texts.</summary>
internal static partial class PlainWords
{
    private static readonly HashSet<string> Blocks = ["p", "li", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "tr", "figcaption", "summary", "pre", "blockquote", "div"];

    public static IReadOnlyList<string> Of(string html)
    {
        if (html.Length == 0)
        {
            return [];
        }

        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + Calculation.Unmarked(html)).Body!;
        var paragraphs = new List<string>();
        var words = new System.Text.StringBuilder();
        Walk(body);
        End();
        return paragraphs;

        void Walk(INode node)
        {
            foreach (var child in node.ChildNodes)
            {
                switch (child)
                {
                    case IText text:
                        words.Append(text.Data);
                        break;
                    case IElement { LocalName: "img" } picture:
                        words.Append('[').Append(picture.GetAttribute("alt")).Append(']');
                        break;
                    case IElement { LocalName: "video" or "audio" } clip:
                        words.Append('[').Append(clip.GetAttribute("aria-label")).Append(']');
                        break;
                    case IElement element when Blocks.Contains(element.LocalName):
                        End();
                        Walk(element);
                        End();
                        break;
                    case IElement { LocalName: "td" or "th" } cell:
                        Walk(cell);
                        words.Append(" | ");
                        break;
                    case IElement element:
                        Walk(element);
                        break;
                }
            }
        }

        void End()
        {
            var paragraph = Spaces().Replace(words.ToString(), " ").Trim();
            words.Clear();
            if (paragraph.Length > 0)
            {
                paragraphs.Add(paragraph);
            }
        }
    }

    /// <summary>The same in one line.</summary>
    public static string Line(string html) => string.Join(' ', Of(html));

    [GeneratedRegex(@"[\s\u0002\u0003]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
