using System.Text;

namespace Learning.QuestionBanks;

/// <summary>A text file as other programs save it: UTF-8, or UTF-16 with its mark.</summary>
public static class BankBytes
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its text with one sign for the end of a line and without control characters, or null (and a refusal) where it is none.</summary>
    public static string? Text(ReadOnlyMemory<byte> file, BankReader into)
    {
        var (text, badAt) = Decode(file.Span);
        if (text is not null && !text.Contains('\0', StringComparison.Ordinal))
        {
            return Kept(text.ReplaceLineEndings("\n"));
        }

        var before = text is null ? file.Span[..Math.Clamp(badAt, 0, file.Length)].Count((byte)'\n') : text.AsSpan(0, text.IndexOf('\0', StringComparison.Ordinal)).Count('\n');
        into.Refuse(before + 1, text is null ? "not-utf8" : "not-text");
        return null;
    }

    /// <summary>The first letters of a file, for a glance at what it is; of a file that is no text, something that looks like nothing.</summary>
    internal static string Glance(ReadOnlySpan<byte> file) => Decode(file).Text ?? "";

    private static (string? Text, int BadAt) Decode(ReadOnlySpan<byte> file)
    {
        switch (file)
        {
            case [0xFF, 0xFE, ..]:
                return (Encoding.Unicode.GetString(file[2..]), 0);
            case [0xFE, 0xFF, ..]:
                return (Encoding.BigEndianUnicode.GetString(file[2..]), 0);
            case [0xEF, 0xBB, 0xBF, ..]:
                file = file[3..];
                break;
        }

        try
        {
            return (_utf8.GetString(file), 0);
        }
        catch (DecoderFallbackException failure)
        {
            return (null, failure.Index);
        }
    }

    /// <summary>Without control characters, and without the signs that are never part of a text, which readers use for what is escaped.</summary>
    private static string Kept(string text) => text.Any(IsLeftOut) ? string.Concat(text.Where(c => !IsLeftOut(c))) : text;

    private static bool IsLeftOut(char c) => (c < ' ' && c is not ('\n' or '\t')) || c is (>= '\u007F' and <= '\u009F') or (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF' or '\uFEFF';
}
