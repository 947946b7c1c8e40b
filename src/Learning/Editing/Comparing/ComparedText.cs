using System.Text.RegularExpressions;
using DiffPlex;

namespace Learning.Editing.Comparing;

public enum PieceKind
{
    Same,
    Deleted,
    Inserted,
}

/// <summary>Some words that are in both texts, in the earlier only, or in the later only.</summary>
public sealed record Piece(PieceKind Kind, string Text);

/// <summary>A paragraph of two texts: words that stayed, went and came, in an order to be read in.</summary>
public sealed record ComparedParagraph(IReadOnlyList<Piece> Pieces)
{
    public bool IsSame => Pieces.All(p => p.Kind == PieceKind.Same);

    /// <summary>Nothing of it was there before.</summary>
    public bool IsNew => Pieces.All(p => p.Kind == PieceKind.Inserted);

    /// <summary>Nothing of it is there any more.</summary>
    public bool IsGone => Pieces.All(p => p.Kind == PieceKind.Deleted);

    internal static ComparedParagraph All(PieceKind kind, string text) => new([new(kind, text)]);
}

/// <summary>A stretch of a comparison as a page shows it: paragraphs, or how many that are alike were passed over.</summary>
public sealed record ShownParagraph(ComparedParagraph? Paragraph, int PassedOver);

/// <summary>
/// Two texts by paragraph and word. Pure. What is not inserted, in its order, is the earlier text; what is not deleted is the later one. Paragraphs that have little in common stand there whole, one
/// after the other: a mixture of their words would say nothing.
/// </summary>
public static partial class ComparedText
{
    /// <summary>Of longer texts only beginning and end are compared, and what is between is one change: comparing takes time with the square of what differs.</summary>
    private const int MostParagraphs = 4000;
    private const int MostWords = 6000;

    /// <summary>Paragraphs are one, changed, where so much of their words is alike.</summary>
    private const double Alike = .4;

    /// <summary>The paragraphs of a Markdown text: what blank lines set apart.</summary>
    public static IReadOnlyList<string> Paragraphs(string text) =>
        [.. BlankLines().Split(text.ReplaceLineEndings("\n").Trim('\n')).Where(p => p.Trim().Length > 0)];

    public static IReadOnlyList<ComparedParagraph> Compare(string before, string after) => Compare(Paragraphs(before), Paragraphs(after));

    public static IReadOnlyList<ComparedParagraph> Compare(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var compared = new List<ComparedParagraph>();
        foreach (var (kind, from, to) in Runs(before, after, MostParagraphs))
        {
            if (kind == PieceKind.Same)
            {
                compared.AddRange(from.Select(p => ComparedParagraph.All(PieceKind.Same, p)));
            }
            else
            {
                compared.AddRange(Pair(from, to));
            }
        }

        return compared;
    }

    /// <summary>The words of one paragraph.</summary>
    public static ComparedParagraph Words(string before, string after)
    {
        var pieces = new List<Piece>();
        foreach (var (kind, from, to) in Joined(Runs(Tokens(before), Tokens(after), MostWords)))
        {
            Add(kind == PieceKind.Same ? PieceKind.Same : PieceKind.Deleted, from);
            Add(PieceKind.Inserted, kind == PieceKind.Same ? [] : to);
        }

        return new(pieces);

        void Add(PieceKind kind, IReadOnlyList<string> words)
        {
            if (words.Count > 0)
            {
                pieces.Add(new(kind, string.Concat(words)));
            }
        }
    }

    /// <summary>What a page shows: what differs, with a paragraph before and behind.</summary>
    public static IReadOnlyList<ShownParagraph> Shown(IReadOnlyList<ComparedParagraph> paragraphs)
    {
        var shown = new List<ShownParagraph>();
        var passed = 0;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (Enumerable.Range(i - 1, 3).Any(near => near >= 0 && near < paragraphs.Count && !paragraphs[near].IsSame))
            {
                Pass();
                shown.Add(new(paragraphs[i], 0));
            }
            else
            {
                passed++;
            }
        }

        Pass();
        return shown;

        void Pass()
        {
            if (passed > 0)
            {
                shown.Add(new(null, passed));
                passed = 0;
            }
        }
    }

    /// <summary>Runs of what is alike, and of what stands in one place in either.</summary>
    private static List<(PieceKind Kind, IReadOnlyList<string> From, IReadOnlyList<string> To)> Runs(IReadOnlyList<string> before, IReadOnlyList<string> after, int most)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
        {
            start++;
        }

        var end = 0;
        while (end < before.Count - start && end < after.Count - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        var runs = new List<(PieceKind, IReadOnlyList<string>, IReadOnlyList<string>)>();
        var (from, to) = (before.Skip(start).Take(before.Count - start - end).ToArray(), after.Skip(start).Take(after.Count - start - end).ToArray());
        AddSame(before.Take(start));
        if (from.Length == 0 || to.Length == 0 || from.Length + to.Length > most)
        {
            AddChange(from, to);
        }
        else
        {
            var at = 0;
            foreach (var block in Differ.Instance.CreateDiffs("a", "b", ignoreWhiteSpace: false, ignoreCase: false, new Given(from, to)).DiffBlocks)
            {
                AddSame(from[at..block.DeleteStartA]);
                at = block.DeleteStartA + block.DeleteCountA;
                AddChange(from[block.DeleteStartA..at], to[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            }

            AddSame(from[at..]);
        }

        AddSame(before.Skip(before.Count - end));
        return runs;

        void AddSame(IEnumerable<string> same)
        {
            var all = same.ToArray();
            if (all.Length > 0)
            {
                runs.Add((PieceKind.Same, all, all));
            }
        }

        void AddChange(string[] deleted, string[] inserted)
        {
            if (deleted.Length + inserted.Length > 0)
            {
                runs.Add((PieceKind.Deleted, deleted, inserted));
            }
        }
    }

    /// <summary>A space alone between two changes is no rest for the eye: they are one change.</summary>
    private static List<(PieceKind Kind, IReadOnlyList<string> From, IReadOnlyList<string> To)> Joined(List<(PieceKind Kind, IReadOnlyList<string> From, IReadOnlyList<string> To)> runs)
    {
        var joined = new List<(PieceKind Kind, IReadOnlyList<string> From, IReadOnlyList<string> To)>();
        for (var i = 0; i < runs.Count; i++)
        {
            var isGlue = runs[i].Kind == PieceKind.Same && i > 0 && i + 1 < runs.Count && runs[i].From.All(string.IsNullOrWhiteSpace);
            var run = isGlue ? (PieceKind.Deleted, runs[i].From, runs[i].To) : runs[i];
            if (joined.Count > 0 && joined[^1].Kind == PieceKind.Deleted && run.Item1 == PieceKind.Deleted)
            {
                joined[^1] = (PieceKind.Deleted, [.. joined[^1].From, .. run.Item2], [.. joined[^1].To, .. run.Item3]);
            }
            else
            {
                joined.Add(run);
            }
        }

        return joined;
    }

    /// <summary>Which of the paragraphs that went are those that came, in other words: the pairs in their order that have most in common.</summary>
    private static IEnumerable<ComparedParagraph> Pair(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        if (from.Count == 0 || to.Count == 0 || from.Count * to.Count > 2500)
        {
            return [.. from.Select(p => ComparedParagraph.All(PieceKind.Deleted, p)), .. to.Select(p => ComparedParagraph.All(PieceKind.Inserted, p))];
        }

        var words = (From: from.Select(Counted).ToArray(), To: to.Select(Counted).ToArray());
        var best = new double[from.Count + 1, to.Count + 1];
        for (var a = from.Count - 1; a >= 0; a--)
        {
            for (var b = to.Count - 1; b >= 0; b--)
            {
                var pair = Likeness(words.From[a], words.To[b]);
                best[a, b] = Math.Max(Math.Max(best[a + 1, b], best[a, b + 1]), pair < Alike ? 0 : pair + best[a + 1, b + 1]);
            }
        }

        var paired = new List<ComparedParagraph>();
        var (i, j) = (0, 0);
        while (i < from.Count && j < to.Count)
        {
            var pair = Likeness(words.From[i], words.To[j]);
            if (pair >= Alike && best[i, j] <= pair + best[i + 1, j + 1])
            {
                paired.Add(Words(from[i++], to[j++]));
            }
            else if (best[i + 1, j] >= best[i, j + 1])
            {
                paired.Add(ComparedParagraph.All(PieceKind.Deleted, from[i++]));
            }
            else
            {
                paired.Add(ComparedParagraph.All(PieceKind.Inserted, to[j++]));
            }
        }

        paired.AddRange(from.Skip(i).Select(p => ComparedParagraph.All(PieceKind.Deleted, p)));
        paired.AddRange(to.Skip(j).Select(p => ComparedParagraph.All(PieceKind.Inserted, p)));
        return paired;
    }

    private static Dictionary<string, int> Counted(string text) =>
        Tokens(text).Where(t => !string.IsNullOrWhiteSpace(t)).CountBy(t => t, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    /// <summary>0 to 1: how much of their words two texts share.</summary>
    private static double Likeness(Dictionary<string, int> one, Dictionary<string, int> other) =>
        2.0 * one.Sum(word => Math.Min(word.Value, other.GetValueOrDefault(word.Key))) / Math.Max(1, one.Values.Sum() + other.Values.Sum());

    /// <summary>Words with their marks, spaces, and every other sign by itself.</summary>
    private static IReadOnlyList<string> Tokens(string text) => [.. Token().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\n[^\S\n]*(?:\n[^\S\n]*)+", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();

    /// <summary>DiffPlex takes texts and cuts them itself; here they are cut already.</summary>
    private sealed class Given(IReadOnlyList<string> before, IReadOnlyList<string> after) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "a" ? before : after;
    }
}
