using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Learning.Authoring.Rendering;

/// <summary>The Markdown we read: CommonMark, tables, footnotes, callouts, braces on headings; and in quizzes, options and answers.</summary>
internal static class MarkdownForms
{
    public static MarkdownPipeline Page { get; } = Builder().UseFootnotes().Use<HeadingBraces.Extension>().Use<CalloutMark.Extension>().Build();

    public static MarkdownPipeline Questions { get; } =
        Builder().Use<HeadingBraces.Extension>().Use<CalloutMark.Extension>().Use<OptionMark.Extension>().Use<AnswerBlock.Extension>().Use<GapMark.Extension>().Use<NumberMark.Extension>().Build();

    private static MarkdownPipelineBuilder Builder() => new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation();

    /// <summary>Puts a form that begins with a bracket before the links, which would take it.</summary>
    public static void BeforeLinks(MarkdownPipelineBuilder pipeline, InlineParser parser) =>
        pipeline.InlineParsers.InsertBefore<LinkInlineParser>(parser);
}

/// <summary>A form that needs nothing when its text is rendered.</summary>
internal abstract class MarkdownForm : IMarkdownExtension
{
    public abstract void Setup(MarkdownPipelineBuilder pipeline);

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}
