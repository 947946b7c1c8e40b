using System.Text;
using Learning.Authoring;
using Learning.Questions;
using Learning.Texts;

namespace Learning.Editing;

/// <summary>
/// Shows a text of a draft as learners would see it, before it is kept, and says what is wrong in it as the whole course stands. Reads only; whatever the text holds, the answer is a page and its problems.
/// </summary>
public sealed class PreviewText(KnownDrafts known, ReadDraft drafts, InterfaceTexts texts)
{
    /// <param name="draft">The draft as it was read last; of a later version, the others' texts are as they are there.</param>
    /// <param name="text">What the file would hold.</param>
    /// <returns>Null where the draft is gone, or may hold no file there.</returns>
    public async Task<TextPreview?> OfAsync(Draft draft, string path, string text, CancellationToken cancellation)
    {
        return WriteDraft.MayHold(draft, path) && await known.GetAsync(draft, drafts, cancellation) is { } there ? Show(there, path, text) : null;
    }

    /// <summary>The same within a draft that was read a moment ago.</summary>
    internal async Task<TextPreview?> OfAsync(DraftFolder folder, string path, string text, CancellationToken cancellation) =>
        WriteDraft.MayHold(folder.Draft, path) ? Show(await known.GetAsync(folder, cancellation), path, text) : null;

    private TextPreview Show(KnownDraft there, string path, string text)
    {
        var page = there.Course.Read(path, Encoding.UTF8.GetBytes(text));
        return new(PreviewHtml.Of(page, texts), page.Language, page.Problems)
        {
            Title = page.Title,
            Terms = page.Lesson?.Terms ?? [],
            Sources = page.Lesson?.Sources ?? [],
            Checked = page.Lesson?.Checked,
        };
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
