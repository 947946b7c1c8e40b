using System.Text.RegularExpressions;
using DiffPlex;

namespace Learning.Editing.Languages;

/// <summary>A stretch of words that stayed, went or came.</summary>
/// <param name="Kind"><c>same</c>, <c>out</c> or <c>in</c>.</param>
public sealed record WordChange(string Kind, string Text);

/// <summary>How one wording became another, word by word. Pure.</summary>
internal static partial class WordChanges
{
    public static IReadOnlyList<WordChange> Of(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new Words());
        var changes = new List<WordChange>();
        var (old, now) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            Add("same", diff.PiecesNew.Skip(now).Take(block.InsertStartB - now));
            Add("out", diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add("in", diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            (old, now) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        Add("same", diff.PiecesOld.Skip(old));
        return changes;

        void Add(string kind, IEnumerable<string> words)
        {
            if (string.Concat(words) is { Length: > 0 } text)
            {
                changes.Add(new(kind, text));
            }
        }
    }

    private sealed class Words : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(m => m.Value)];
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|\s+|.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Word();
}
