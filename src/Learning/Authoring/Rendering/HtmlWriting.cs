using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Learning.Authoring.Rendering;

/// <summary>Short forms for writing HTML.</summary>
internal static class HtmlWriting
{
    /// <summary>An attribute with a value from the author; nothing when there is none.</summary>
    public static HtmlRenderer Attribute(this HtmlRenderer html, string name, string? value) =>
        string.IsNullOrEmpty(value) ? html : html.Write($" {name}=\"").WriteEscape(value).Write("\"");

    /// <summary>An attribute that only our own rendering may set.</summary>
    public static HtmlRenderer Own(this HtmlRenderer html, string name, string? value) =>
        html.Attribute(name, value is null ? null : SafeHtml.Own(value));

    /// <summary>Says how one kind of Markdown object is written, before all that was said about it earlier.</summary>
    public static void On<T>(this HtmlRenderer html, Action<HtmlRenderer, T> write)
        where T : MarkdownObject =>
        html.ObjectRenderers.Insert(0, new Writer<T>(write));

    private sealed class Writer<T>(Action<HtmlRenderer, T> write) : HtmlObjectRenderer<T>
        where T : MarkdownObject
    {
        protected override void Write(HtmlRenderer renderer, T obj) => write(renderer, obj);
    }
}
