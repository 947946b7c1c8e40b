namespace Learning.Teaching.Care;

/// <summary>Where the pages are that keep published texts true.</summary>
internal static class CareAddresses
{
    public const string Sources = "/sources";

    public const string Rechecks = "/rechecks";

    public const string Translations = "/translations";

    public static string Source(string key) => $"{Sources}/{key}";

    public static string Translation(string slug, string language) => $"{Translations}/{slug}/{language}";

    /// <param name="slug">The course.</param>
    /// <param name="id">Of a lesson, a quiz or a question.</param>
    /// <param name="language">One of the course's; null: the reader's.</param>
    public static string Text(string slug, string id, string? language = null) => language is null ? $"/texts/{slug}/{id}" : $"/texts/{slug}/{id}?language={language}";
}
