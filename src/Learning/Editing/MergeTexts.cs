using DiffPlex;

namespace Learning.Editing;

/// <summary>
/// Brings together what two people made of one text, line by line. Where both changed the same lines, or lines that touch, nobody but a person can say what it should be: then there is no merged text.
/// </summary>
/// <remarks>The three-way merge of DiffPlex is not used: where both add in one place it keeps neither, and says nothing (1.9.0). Its two-way difference is.</remarks>
internal static class MergeTexts
{
    /// <returns>Null where they contradict each other.</returns>
    public static string? Merge(string from, string mine, string theirs)
    {
        if (mine == theirs || theirs == from)
        {
            return mine;
        }

        var changes = Changes(from, mine);
        foreach (var change in Changes(from, theirs))
        {
            if (changes.Any(other => other.IsSameAs(change)))
            {
                continue;
            }

            if (changes.Any(other => other.Touches(change)))
            {
                return null;
            }

            changes.Add(change);
        }

        var lines = Lines.Of(from).ToList();
        foreach (var change in changes.OrderByDescending(change => change.Start))
        {
            lines.RemoveRange(change.Start, change.End - change.Start);
            lines.InsertRange(change.Start, change.Instead);
        }

        return string.Join('\n', lines.SkipLast(1));
    }

    private static List<Change> Changes(string from, string to)
    {
        var diff = Differ.Instance.CreateDiffs(from + Lines.End, to + Lines.End, ignoreWhiteSpace: false, ignoreCase: false, new Lines());
        return [.. diff.DiffBlocks.Select(block => new Change(
            block.DeleteStartA, block.DeleteStartA + block.DeleteCountA, [.. diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)]))];
    }

    /// <summary>The lines from start up to end (not included) have others instead; with start = end, some are put in before.</summary>
    private sealed record Change(int Start, int End, IReadOnlyList<string> Instead)
    {
        public bool Touches(Change other) => Start <= other.End && other.Start <= End;

        public bool IsSameAs(Change other) => Start == other.Start && End == other.End && Instead.SequenceEqual(other.Instead);
    }

    /// <summary>With one more at the end, which is the same in all texts and no other is like it, so that nobody has changed it: DiffPlex sees no line in an empty text, and takes one empty line for another.</summary>
    private sealed class Lines : IChunker
    {
        /// <summary>No line holds it.</summary>
        public const string End = "\n";

        public static IReadOnlyList<string> Of(string text) => [.. text.Split('\n'), End];

        public IReadOnlyList<string> Chunk(string text) => Of(text[..^End.Length]);
    }
}
