using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;

namespace Learning.Authoring.Rendering;

/// <summary>Writes footnotes: a number that leads to the note, and at its end a way back, both with words for those who hear them.</summary>
internal static class FootnoteHtml
{
    public static void Link(HtmlRenderer html, FootnoteLink link, TextLabels labels)
    {
        var number = link.Footnote.Order;
        if (link.IsBackLink)
        {
            html.Write(" <a").Own("class", "footnote-back").Own("role", "doc-backlink").Own("href", $"#fnref-{link.Index}")
                .Own("aria-label", string.Format(CultureInfo.InvariantCulture, labels.BackToText, number))
                .Write(">↩</a>");
            return;
        }

        html.Write("<sup").Own("class", "footnote-ref").Write("><a").Own("id", $"fnref-{link.Index}").Own("role", "doc-noteref").Own("href", $"#fn-{number}")
            .Own("aria-label", string.Format(CultureInfo.InvariantCulture, labels.Footnote, number))
            .Write($">{number}</a></sup>");
    }

    public static void Notes(HtmlRenderer html, FootnoteGroup notes, TextLabels labels)
    {
        html.EnsureLine();
        html.Write("<section").Own("class", "footnotes").Own("role", "doc-endnotes").Own("aria-label", labels.Footnotes).WriteLine("><ol>");
        foreach (var note in notes.OfType<Footnote>())
        {
            html.Write("<li").Own("id", $"fn-{note.Order}").Write(">");
            html.WriteChildren(note);
            html.WriteLine("</li>");
        }

        html.WriteLine("</ol></section>");
    }
}
