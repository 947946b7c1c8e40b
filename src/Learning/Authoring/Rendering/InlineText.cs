using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>The words of a line without its markup.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline? container)
    {
        var text = new StringBuilder();
        Add(text, container);
        return text.ToString().Trim();
    }

    private static void Add(StringBuilder text, ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case ContainerInline inner:
                    Add(text, inner);
                    break;
            }
        }
    }
}
