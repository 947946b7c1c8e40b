using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Clips;

/// <summary>Captions lie beside their clip under its name: <c>clip.vtt</c> in the language of the course, <c>clip.fr.vtt</c> in another.</summary>
internal static partial class CaptionNames
{
    public const string Ending = ".vtt";

    public static bool IsOne(string path) => ContentPath.Extension(path) == Ending;

    /// <summary>The language that the name of a file of captions says; null where it says none.</summary>
    public static string? LanguageOf(string captions) => IsOne(captions) && Language().Match(ContentPath.Name(captions)[..^Ending.Length]) is { Success: true } match ? match.Value[1..] : null;

    /// <param name="language">Null: that of the course.</param>
    public static string PathOf(string clip, string? language) => ContentPath.Join(ContentPath.Folder(clip), $"{Stem(clip)}{(language is null ? "" : "." + language)}{Ending}");

    /// <summary>The captions of a clip among the files of its folder, each with its language; that of the course first.</summary>
    /// <param name="own">The language of the course.</param>
    public static IEnumerable<(string Path, string Language)> Of(string clip, string own, IEnumerable<string> names)
    {
        var stem = Stem(clip);
        return names.Select(name => (Path: ContentPath.Join(ContentPath.Folder(clip), name), Language: LanguageOf(name, stem, own)))
            .Where(found => found.Language is not null).Select(found => (found.Path, Language: found.Language!))
            .OrderBy(found => found.Language != own).ThenBy(found => found.Language, StringComparer.Ordinal).DistinctBy(found => found.Language);
    }

    /// <summary>Without ending and language: <c>clip.fr.mp4</c> has the captions of <c>clip.mp4</c>.</summary>
    private static string Stem(string clip) => Language().Replace(Path.GetFileNameWithoutExtension(ContentPath.Name(clip)), "");

    private static string? LanguageOf(string name, string stem, string own) =>
        !name.EndsWith(Ending, StringComparison.Ordinal) ? null
        : name == stem + Ending ? own
        : name.StartsWith(stem + ".", StringComparison.Ordinal) && Language().Match(name[..^Ending.Length]) is { Success: true } match && match.Index == stem.Length ? match.Value[1..]
        : null;

    [GeneratedRegex(@"\.[a-z]{2}(-[A-Za-z]{2,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
