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
        public string Title => Said(folder, "title") is { Length: > 0 } title ? title : folder.Draft.Slug;

        public string Language => Said(folder, "language") is { Length: > 0 } language && Translation.IsLanguage(language) ? language : "en";
    }

    private static string Said(DraftFolder folder, string key)
    {
        var text = folder.Files.TryGetValue(folder.Course + "/course.md", out var file) ? TextOfFile.Read(file.Bytes) ?? "" : "";
        var line = MarkdownPage.Of(text).Front.Split('\n').FirstOrDefault(l => l.StartsWith(key + ":", StringComparison.Ordinal));
        return line?[(key.Length + 1)..].Trim().Trim('"', '\'') ?? "";
    }
}
