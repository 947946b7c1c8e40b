using System.Text;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig;

namespace Learning.Editing;

/// <summary>
/// Shows a text of a draft as learners would see it, before it is kept, and says what is wrong in it as the whole course stands. Reads only; whatever the text holds, the answer is a page and its problems.
/// </summary>
public sealed class PreviewText(ReadDraft drafts)
{
    /// <param name="draft">The draft as it was read last.</param>
    /// <param name="text">What the file would hold.</param>
    /// <returns>Null where the draft is gone, or may hold no file there.</returns>
    public async Task<TextPreview?> OfAsync(Draft draft, string path, string text, CancellationToken cancellation)
    {
        if (!WriteDraft.MayHold(draft, path) || await drafts.ReadAsync(draft, cancellation) is not { } folder)
        {
            return null;
        }

        var files = folder.Files.Values.Where(f => f.Path != path).Select(f => new ContentFile(f.Path, f.Bytes)).Append(new(path, Encoding.UTF8.GetBytes(text)));
        var content = new FewFiles(files);
        var problems = CourseReader.Read(content, folder.Course).Problems.Where(p => p.File == path).ToList();
        var tree = new ContentTree(content);
        var language = Authoring.Parts.Translation.LanguageOf(path) ?? "en";
        if (!path.EndsWith(".md", StringComparison.Ordinal) || SourceText.Read(tree, path, new()) is not { } source)
        {
            return new("", language, problems);
        }

        var front = FrontMatter.Read(source, new());
        try
        {
            var html = new TextRenderer(MarkdownForms.Page, TextLabels.For(language)).Blocks(Markdown.Parse(front.Body, MarkdownForms.Page));
            var title = front.Map?.Entries.FirstOrDefault(e => e.Key.Value == "title")?.Value is FrontText words ? words.Value : "";
            return new(SafeHtml.Write(SafeHtml.Clean(html)), language, problems) { Title = title };
        }
        catch (ArgumentException)   // Markdig's answer to a text nested beyond its limit
        {
            return new("", language, problems);
        }
    }
}

/// <summary>A text as learners would see it.</summary>
/// <param name="Html">Safe HTML; addresses of the site begin with <see cref="LessonText.BasePlaceholder"/>, which a view replaces.</param>
/// <param name="Language">The language it stands in.</param>
/// <param name="Problems">Those of this file, in the order of their places.</param>
public sealed record TextPreview(string Html, string Language, IReadOnlyList<Problem> Problems)
{
    /// <summary>"" where the text has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The glossary's terms that a lesson links to.</summary>
    public IReadOnlyList<Term> Terms { get; init; } = [];

    public IReadOnlyList<Citation> Sources { get; init; } = [];

    public DateOnly? Checked { get; init; }
}
