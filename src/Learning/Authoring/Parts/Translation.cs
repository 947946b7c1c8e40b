using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Parts;

/// <summary>A translation stands beside its source with its language before the ending: <c>x.fr.md</c>, <c>x.quiz.ar.md</c>, <c>course.es.md</c>.</summary>
internal static partial class Translation
{
    /// <summary>Whether a file is the text of another language than the course's own.</summary>
    public static bool Is(string path, string language) => LanguageOf(path) is { } other && other != language;

    public static bool IsLanguage(string code) => Code().IsMatch(code);

    /// <summary>The language its name says; null where it says none.</summary>
    public static string? LanguageOf(string path) => Name().Match(ContentPath.Name(path)) is { Success: true } match ? match.Groups["language"].Value : null;

    public static string PathOf(string source, string language) => $"{source[..^".md".Length]}.{language}.md";

    /// <summary>The file it is a translation of; a file that is none stands for itself.</summary>
    public static string SourceOf(string path) => LanguageOf(path) is { } language ? $"{path[..^$".{language}.md".Length]}.md" : path;

    [GeneratedRegex(@"\.(?<language>[a-z]{2}(-[A-Za-z]{2,4})?)\.md$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z]{2,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
