using Learning.Authoring;
using Learning.Authoring.Parts;

namespace Learning.Editing.Comparing;

/// <summary>What stands above every page about one draft: whose course it is, and the ways between these pages.</summary>
/// <param name="At">The page that is shown: changes, review, publication.</param>
public sealed record DraftHead(Guid Id, string Title, string Language, string Slug, DraftState State, bool IsOpen, bool IsNew, int BaseNumber, string At)
{
    public static DraftHead Of(DraftFolder folder, string at) =>
        new(folder.Draft.Id, folder.Title, folder.Language, folder.Draft.Slug, folder.Draft.State, folder.Draft.IsOpen, folder.Draft.BaseRevisionId is null, folder.Draft.BaseNumber, at);
}

internal static class DraftWords
{
    extension(DraftFolder folder)
    {
        /// <summary>What the course is called in the draft, whether or not the rest can be read.</summary>
        public string Title => TitleIn(folder.Page, folder.Draft);

        public string Language => LanguageIn(folder.Page);

        private byte[]? Page => folder.Files.GetValueOrDefault(PageOf(folder.Draft))?.Bytes;
    }

    /// <summary>The page that says what the course of a draft is called.</summary>
    public static string PageOf(Draft draft) => $"courses/{draft.Slug}/{CoursePage.FileName}";

    /// <param name="page">Null where there is none.</param>
    public static string TitleIn(byte[]? page, Draft draft) => Said(page, "title") is { Length: > 0 } title ? title : draft.Slug;

    public static string LanguageIn(byte[]? page) => Said(page, "language") is { Length: > 0 } language && Translation.IsLanguage(language) ? language : CoursePage.UsualLanguage;

    private static string Said(byte[]? page, string key)
    {
        var text = page is null ? "" : TextOfFile.Read(page) ?? "";
        var line = MarkdownPage.Of(text).Front.Split('\n').FirstOrDefault(l => l.StartsWith(key + ":", StringComparison.Ordinal));
        return line?[(key.Length + 1)..].Trim().Trim('"', '\'') ?? "";
    }
}
