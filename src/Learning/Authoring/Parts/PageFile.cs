using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>A Markdown file of a course, parsed: its front matter to be asked for, its text to be rendered later.</summary>
internal sealed class PageFile
{
    private PageFile(SourceText source, FrontMap? front, MarkdownDocument text, bool isWhole) =>
        (Source, Front, Text, IsWhole) = (source, front, text, isWhole);

    public SourceText Source { get; }

    public FrontMap? Front { get; }

    public MarkdownDocument Text { get; }

    /// <summary>False when the text could not be read, so that nothing is said about what is missing in it.</summary>
    public bool IsWhole { get; }

    /// <summary>Null when the file is no text at all.</summary>
    /// <param name="takesNotes">Whether notes for facilitators may stand in it: in lessons only.</param>
    public static PageFile? Read(ContentTree tree, string path, MarkdownPipeline forms, Problems problems, bool takesNotes = false)
    {
        var source = SourceText.Read(tree, path, problems);
        if (source is null)
        {
            return null;
        }

        var front = FrontMatter.Read(source, problems);
        var text = Parse(front.Body, forms, source, problems);
        if (text is not null)
        {
            TextCheck.Report(text, source, problems);
            LessonNotes.Report(text, source, takesNotes, problems);
        }

        return new(source, front.Map, text ?? [], text is not null && front.Map is not null);
    }

    public Fields Fields(string of, Problems problems) => new(Front, of, Source.Start, problems);

    private static MarkdownDocument? Parse(string body, MarkdownPipeline forms, SourceText source, Problems problems)
    {
        try
        {
            var text = Markdown.Parse(body, forms);
            if (RawTags.Beyond(text, source) is not { } tooMany)
            {
                return text;
            }

            problems.Add(tooMany, "too-much-html", $"The text holds more than {RawTags.Most} tags of HTML.", "Write it in Markdown: paragraphs, lists and tables need no tags.");
            return null;
        }
        catch (ArgumentException)   // Markdig's answer to a text nested beyond its limit
        {
            problems.Add(
                source.Start,
                "nested-too-deeply",
                "The text is nested too deeply to be read.",
                "Write fewer quotations, lists or brackets inside each other.");
            return null;
        }
    }
}
