using System.Text;

namespace Learning.Editing;

/// <summary>The text of a file as an editor types it: lines ended by one sign, no mark in front. What the file did before it goes on doing, so that only what is typed differs.</summary>
internal static class TextOfFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null where the bytes are no text.</returns>
    public static string? Read(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>What two people made of one file, brought together in the ways of the first's.</summary>
    /// <returns>Null where they contradict each other, or one of them is no text.</returns>
    public static byte[]? Merge(byte[] from, byte[] mine, byte[] theirs) =>
        Read(from) is { } was && Read(mine) is { } hers && Read(theirs) is { } his && MergeTexts.Merge(was, hers, his) is { } merged ? Write(merged, mine) : null;

    /// <param name="before">The bytes whose ways are kept; null where the file is new.</param>
    public static byte[] Write(string text, byte[]? before)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var was = before is null ? "" : Encoding.UTF8.GetString(before);
        var ended = was.Contains("\r\n", StringComparison.Ordinal) && !was.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal) ? lines.ReplaceLineEndings("\r\n") : lines;
        return Encoding.UTF8.GetBytes(was.StartsWith('\uFEFF') ? '\uFEFF' + ended : ended);
    }
}
