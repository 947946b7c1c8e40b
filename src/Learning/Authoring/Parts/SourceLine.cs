using System.Text.RegularExpressions;

namespace Learning.Authoring.Parts;

/// <summary>A line <c>Source: key, place; key, place</c> under a question.</summary>
internal static partial class SourceLine
{
    public static bool Is(string text) => Beginning().Match(text) is { Success: true, Index: 0 };

    /// <summary>Where such a line begins inside a text, or -1.</summary>
    public static int FindIn(string text) => Beginning().Match(text) is { Success: true } match ? match.Groups["word"].Index : -1;

    public static IEnumerable<(string Key, string? Place, int Offset)> Read(string text)
    {
        var at = Beginning().Match(text).Length;
        foreach (var entry in text[at..].Split(';'))
        {
            var key = entry.Split(',', 2)[0].Trim();
            var place = entry.Contains(',', StringComparison.Ordinal) ? Spaces().Replace(entry.Split(',', 2)[1], " ").Trim() : "";
            if (key.Length > 0)
            {
                yield return (key, place.Length > 0 ? place : null, at + entry.Length - entry.TrimStart().Length);
            }

            at += entry.Length + 1;
        }
    }

    [GeneratedRegex(@"^[>\s]*(?<word>Sources?\s*:)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
