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

    /// <param name="before">The bytes whose ways are kept; null where the file is new.</param>
    public static byte[] Write(string text, byte[]? before)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var was = before is null ? "" : Encoding.UTF8.GetString(before);
        var ended = was.Contains("\r\n", StringComparison.Ordinal) && !was.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal) ? lines.ReplaceLineEndings("\r\n") : lines;
        return Encoding.UTF8.GetBytes(was.StartsWith('\uFEFF') ? '\uFEFF' + ended : ended);
    }
}
