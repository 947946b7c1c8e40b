using System.Text;
using Markdig.Syntax;

namespace Learning.Authoring.Files;

/// <summary>A text file an author wrote: UTF-8, at most 1 MB, lines ended by one sign, and every offset knows its line and column.</summary>
internal sealed class SourceText
{
    public const int MostBytes = 1024 * 1024;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<int> _lineStarts = [0];

    private SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            _lineStarts.Add(end + 1);
        }
    }

    public string File { get; }

    public string Text { get; }

    public Spot Start => Spot.Start(File);

    /// <summary>The text of a part of the Markdown, as it was written.</summary>
    public string Slice(SourceSpan span) => Text[span.Start..Math.Min(span.End + 1, Text.Length)];

    public ReadOnlySpan<char> SpanOf(SourceSpan span) => Text.AsSpan(span.Start..Math.Min(span.End + 1, Text.Length));

    public Spot At(int offset)
    {
        var line = _lineStarts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        line = line < 0 ? ~line - 1 : line;
        return new(File, line + 1, offset - _lineStarts[line] + 1);
    }

    public static SourceText? Read(ContentTree tree, string path, Problems problems)
    {
        var bytes = tree.Read(path, MostBytes, problems);
        if (bytes is null)
        {
            return null;
        }

        var nul = Array.IndexOf(bytes, (byte)0);
        if (nul >= 0)
        {
            problems.Add(SpotOf(path, bytes, nul), "not-text", "The file holds a zero byte: it is not a text.", "Save it as plain text in UTF-8.");
            return null;
        }

        try
        {
            var text = _strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            var source = new SourceText(path, text);
            source.ReportControlCharacters(problems);
            return source;
        }
        catch (DecoderFallbackException failure)
        {
            problems.Add(SpotOf(path, bytes, failure.Index), "not-utf8", "The file is not valid UTF-8 here.", "Save it with the encoding UTF-8.");
            return null;
        }
    }

    private void ReportControlCharacters(Problems problems)
    {
        var at = Text.AsSpan().IndexOfAnyInRange('\u0001', '\u0008');
        at = at >= 0 ? at : Text.AsSpan().IndexOfAnyInRange('\u000E', '\u001F');
        if (at >= 0)
        {
            problems.Add(At(at), "control-character", "There is an invisible control character here.", "Delete it; it often comes from copying.");
        }
    }

    private static Spot SpotOf(string path, byte[] bytes, int index)
    {
        var before = bytes.AsSpan(0, Math.Clamp(index, 0, bytes.Length));
        return new(path, before.Count((byte)'\n') + 1, index - before.LastIndexOf((byte)'\n'));
    }
}
