using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Authoring.Parts;
using Learning.Editing.Comparing;

namespace Learning.Editing.Publishing;

/// <summary>Writes into lessons and quizzes of a draft that they have to be seen again: the line <c>again:</c> of their front matter. Pure.</summary>
internal static partial class MarkAgain
{
    /// <summary>The files that change, by path.</summary>
    public static IReadOnlyDictionary<string, byte[]?> In(DraftFolder folder, IReadOnlyCollection<string> ids, DateOnly day)
    {
        var marked = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var file in folder.Files.Values.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal) && Translation.LanguageOf(f.Path) is null))
        {
            if (TextOfFile.Read(file.Bytes) is { } text && ids.Contains(MarkdownPage.Of(text).Id) && Marked(text, day) is var changed && changed != text)
            {
                marked[file.Path] = TextOfFile.Write(changed, file.Bytes);
            }
        }

        return marked;
    }

    internal static string Marked(string text, DateOnly day)
    {
        var (front, line) = (MarkdownPage.Of(text).Front, $"{SeenAgain.Key}: {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        var marked = Line().IsMatch(front) ? Line().Replace(front, line, 1) : IdLine().Replace(front, id => $"{id.Value}\n{line}", 1);
        return marked + text[front.Length..];
    }

    [GeneratedRegex(@"^again:[^\n]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"^id:[^\n]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex IdLine();
}
