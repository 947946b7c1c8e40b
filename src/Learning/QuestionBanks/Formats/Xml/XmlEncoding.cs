using System.Text;
using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>Finds out how the bytes of an XML file are to be read: by their mark, by what they announce, or as UTF-8. What they announce wrongly is not believed.</summary>
internal static partial class XmlEncoding
{
    private const int Look = 256;

    private static readonly EncoderFallback _encoder = EncoderFallback.ReplacementFallback;
    private static readonly DecoderFallback _strict = DecoderFallback.ExceptionFallback;

    /// <summary>The text, or null where no encoding fits.</summary>
    public static string? Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            return (Marked(file) ?? Announced(file) ?? Named("utf-8"))!.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding? Marked(ReadOnlySpan<byte> file) => file switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Named("utf-8"),
        [0xFF, 0xFE, 0, 0, ..] => Named("utf-32"),
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Named("utf-16"),
        [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Named("utf-16BE"),
        _ => null,
    };

    /// <summary>One letter a byte is how the announcement itself is written; who announces two has changed the encoding and not the word.</summary>
    private static Encoding? Announced(ReadOnlySpan<byte> file) =>
        Announcement().Match(Encoding.Latin1.GetString(file[..Math.Min(Look, file.Length)])) is { Success: true } match
        && Named(match.Groups[1].Value) is { } encoding && encoding.GetByteCount("<") == 1
            ? encoding
            : null;

    private static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, _encoder, _strict) ?? Encoding.GetEncoding(name, _encoder, _strict);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)   // no such encoding; or one that .NET reads no more, as UTF-7
        {
            return null;
        }
    }

    [GeneratedRegex("""\A[^<]{0,16}<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();
}
