namespace Learning.Editing.Languages;

/// <summary>Where a draft is translated.</summary>
internal static class LanguageAddresses
{
    public const string Languages = "/drafts/{id:guid}/languages";

    public static string Of(Guid id) => $"/drafts/{id}/languages";

    public static string Page(Guid id, string language, string path) => $"/drafts/{id}/languages/{language}?path={Uri.EscapeDataString(path)}";
}
