using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;

namespace Learning.Authoring.Translations;

/// <summary>
/// What a translation is held against, piece by piece: the head (what the front matter says in words), then each block of a text, or each question of a quiz. A piece is known by a short hash of what its author wrote.
/// </summary>
internal static class Segments
{
    private const int HashLetters = 8;

    /// <summary>The first eight letters of the SHA-256 (hex) of a text, however its lines end and whatever spaces are around it.</summary>
    public static string HashOf(string text) => HashOf(text.ReplaceLineEndings("\n").AsSpan());

    /// <summary>The same, of a text whose lines end as they should.</summary>
    private static string HashOf(ReadOnlySpan<char> text)
    {
        var words = text.Trim();
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(words.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(words, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..(HashLetters / 2)]);
    }

    /// <summary>What a front matter says in words: title, summary, places in sources, objectives.</summary>
    public static string HashOf(FrontMap? front) => HashOf(string.Join('\n', (front?.Entries ?? []).SelectMany(Words)));

    private static IEnumerable<string> Words(FrontEntry entry) => entry switch
    {
        { Key.Value: "title" or "summary", Value: FrontText text } => [text.Value],
        { Key.Value: "sources", Value: FrontList list } => list.Items.OfType<FrontMap>().SelectMany(map => map.Entries).Select(e => $"{e.Key.Value}: {(e.Value as FrontText)?.Value}"),
        { Key.Value: "objectives", Value: FrontList list } => list.Items.OfType<FrontMap>().SelectMany(map => map.Entries).Select(e => (e.Value as FrontText)?.Value ?? ""),
        _ => [],
    };

    public static IReadOnlyList<Block> Blocks(MarkdownDocument text) => [.. text.Where(b => b is not LinkReferenceDefinitionGroup)];

    public static string HashOf(Block block, SourceText source) => block is FootnoteGroup ? HashOf(TextOf(block, source)) : HashOf(source.SpanOf(block.Span));

    /// <summary>The notes of a text stand together at its end, wherever they were written.</summary>
    public static string TextOf(Block block, SourceText source) => block is FootnoteGroup notes
        ? string.Join("\n\n", notes.Select(note => source.Slice(note.Span)))
        : source.Slice(block.Span);

    public static string TextOf(IReadOnlyList<Block> blocks, SourceText source) =>
        blocks.Count == 0 ? "" : source.Slice(new SourceSpan(blocks[0].Span.Start, blocks[^1].Span.End));

    public static string HashOf(QuestionPart question, SourceText source) => HashOf(source.SpanOf(new(question.Heading.Span.Start, (question.Blocks.Count > 0 ? question.Blocks[^1] : question.Heading).Span.End)));
}
