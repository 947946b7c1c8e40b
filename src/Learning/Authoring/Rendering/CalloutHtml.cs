using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>Writes block quotes: a callout is an aside named by its title, a description or a transcript is folded away, anything else is a quotation.</summary>
internal static class CalloutHtml
{
    /// <param name="newId">Gives the id of the next callout's title.</param>
    public static void Write(HtmlRenderer html, QuoteBlock quote, TextLabels labels, Func<string> newId)
    {
        html.EnsureLine();
        var implicitParagraph = html.ImplicitParagraph;
        html.ImplicitParagraph = false;
        if (CalloutMark.Of(quote) is not { } mark)
        {
            html.WriteLine("<blockquote>");
            html.WriteChildren(quote);
            html.WriteLine("</blockquote>");
        }
        else if (mark.Kind is CalloutKinds.Description or CalloutKinds.Transcript)
        {
            html.Write("<details").Own("class", mark.Kind.ToLowerInvariant()).Write("><summary>");
            Inside(html, quote, mark, labels, "</summary>");
            html.WriteLine("</details>");
        }
        else
        {
            var id = newId();
            html.Write("<aside").Own("class", "callout callout-" + mark.Kind.ToLowerInvariant()).Own("role", "note").Own("aria-labelledby", id);
            html.Write("><p").Own("class", "callout-title").Own("id", id).Write(">");
            Inside(html, quote, mark, labels, "</p>");
            html.WriteLine("</aside>");
        }

        html.ImplicitParagraph = implicitParagraph;
    }

    /// <summary>The rest of the mark's line is the title; without one, the kind has its own. A facilitator's note always says whose it is.</summary>
    private static void Inside(HtmlRenderer html, QuoteBlock quote, CalloutMark mark, TextLabels labels, string afterTitle)
    {
        var next = mark.NextSibling;
        var isTitled = next is not null and not LineBreakInline;
        if (!isTitled || mark.Kind == CalloutKinds.Facilitator)
        {
            html.WriteEscape(CalloutKinds.Title(mark.Kind, labels) + (isTitled ? ": " : ""));
        }

        for (; next is not null and not LineBreakInline; next = next.NextSibling)
        {
            html.Write(next);
        }

        html.WriteLine(afterTitle);
        RestOfFirstParagraph(html, next?.NextSibling);
        foreach (var block in quote.Skip(1))
        {
            html.Write(block);
        }

        html.EnsureLine();
    }

    private static void RestOfFirstParagraph(HtmlRenderer html, Inline? next)
    {
        if (next is null)
        {
            return;
        }

        html.Write("<p>");
        for (; next is not null; next = next.NextSibling)
        {
            html.Write(next);
        }

        html.WriteLine("</p>");
    }
}
