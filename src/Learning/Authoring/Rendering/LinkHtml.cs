using System.Globalization;
using Learning.Authoring.Clips;
using Learning.Authoring.Pictures;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>Writes links and pictures; a picture alone in its paragraph is a figure with its title as caption.</summary>
internal static class LinkHtml
{
    /// <summary>How wide a picture is shown in the reading column, as the theme's site.css has it.</summary>
    private const string Sizes = "(min-width: 46rem) 39rem, calc(92vw - 1.5rem)";

    public static void Link(HtmlRenderer html, LinkInline link)
    {
        if (link.IsImage)
        {
            Image(html, link, link.Title);
            return;
        }

        html.Write("<a").Attribute("href", link.Url).Attribute("title", link.Title).Write(">");
        html.WriteChildren(link);
        html.Write("</a>");
    }

    public static void Paragraph(HtmlRenderer html, ParagraphBlock paragraph, TextLabels labels)
    {
        if (paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null } image })
        {
            if (image.GetData(typeof(ShownClip)) is ShownClip clip)
            {
                ClipHtml.Write(html, image, clip, labels);
            }
            else
            {
                Figure(html, image);
            }
        }
        else if (html.ImplicitParagraph)
        {
            html.WriteLeafInline(paragraph);
        }
        else
        {
            html.EnsureLine();
            html.Write("<p>").WriteLeafInline(paragraph).WriteLine("</p>");
        }
    }

    private static void Figure(HtmlRenderer html, LinkInline image)
    {
        html.EnsureLine();
        html.Write("<figure>");
        Image(html, image, title: null);
        if (!string.IsNullOrWhiteSpace(image.Title))
        {
            html.Write("<figcaption>").WriteEscape(image.Title).Write("</figcaption>");
        }

        html.WriteLine("</figure>");
    }

    private static void Image(HtmlRenderer html, LinkInline image, string? title)
    {
        html.Write("<img").Attribute("src", image.Url).Attribute("alt", InlineText.Of(image)).Attribute("title", title);
        if (image.GetData(typeof(Picture)) is Picture picture)
        {
            Widths(html, picture);
        }

        html.Own("loading", "lazy").Own("decoding", "async").Write(">");
    }

    private static void Widths(HtmlRenderer html, Picture picture)
    {
        if (picture is { Widths.Count: > 0, Size: { Width: var whole } })
        {
            var narrower = picture.Widths.Select(width => (Address: MediaAddress.Of(picture.File, width), Width: width));
            html.Attribute("srcset", string.Join(", ", narrower.Append((MediaAddress.Of(picture.File), whole)).Select(c => string.Create(CultureInfo.InvariantCulture, $"{SafeHtml.Own(c.Item1)} {c.Item2}w"))));
            html.Own("sizes", Sizes);
        }

        if (picture.Size is { } size)
        {
            html.Own("width", size.Width.ToString(CultureInfo.InvariantCulture)).Own("height", size.Height.ToString(CultureInfo.InvariantCulture));
        }
    }
}
