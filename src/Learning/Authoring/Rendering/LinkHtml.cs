using System.Globalization;
using Learning.Authoring.Pictures;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>Writes links and pictures; a picture alone in its paragraph is a figure with its title as caption.</summary>
internal static class LinkHtml
{
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

    public static void Paragraph(HtmlRenderer html, ParagraphBlock paragraph)
    {
        if (paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null } image })
        {
            Figure(html, image);
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
        if (image.GetData(typeof(PictureSize)) is PictureSize size)
        {
            html.Own("width", size.Width.ToString(CultureInfo.InvariantCulture)).Own("height", size.Height.ToString(CultureInfo.InvariantCulture));
        }

        html.Own("loading", "lazy").Own("decoding", "async").Write(">");
    }
}
