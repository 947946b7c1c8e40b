namespace Learning.Cohorts;

/// <summary>Plain text as people type it, cut where they left a line empty.</summary>
internal static class Paragraphs
{
    public static IReadOnlyList<string> Of(string text) =>
        [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
