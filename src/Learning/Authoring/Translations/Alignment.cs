namespace Learning.Authoring.Translations;

/// <summary>How a piece of the source stands in a translation.</summary>
public enum TranslationState
{
    /// <summary>Translated from what the source says today.</summary>
    Current,

    /// <summary>Translated from what the source said before.</summary>
    Stale,

    /// <summary>Not translated.</summary>
    Missing,
}

/// <summary>A piece of the source: its state, and which piece of the translation is its; -1 where none is.</summary>
internal readonly record struct Aligned(TranslationState State, int Place);

/// <summary>
/// Which piece of a translation belongs to which piece of the source as it is today. Pieces that did not change are found by the longest common run of their hashes; what lies between two of them on both sides was changed, and is paired in
/// its order where it is of the same form. Pure.
/// </summary>
internal static class Alignment
{
    /// <summary>Beyond that (2,000 pieces on both sides) only what is the same at the beginning and at the end is taken as unchanged: nobody writes such a page, and the memory is not theirs.</summary>
    private const int MostCompared = 4_000_000;

    /// <summary>How far away a piece of the same form is looked for.</summary>
    private const int Farthest = 500;

    /// <param name="then">The hashes of the source that was translated, one for each piece of the translation.</param>
    /// <param name="now">The hashes of the source today.</param>
    /// <param name="isSameForm">Whether a piece of the translation (its place) and one of today's source are of one form, a heading, a list, a table.</param>
    /// <returns>One for each of today's pieces; no piece of the translation is given twice, and their order is kept.</returns>
    public static IReadOnlyList<Aligned> Of(IReadOnlyList<string> then, IReadOnlyList<string> now, Func<int, int, bool> isSameForm)
    {
        var aligned = new Aligned[now.Count];
        Array.Fill(aligned, new(TranslationState.Missing, -1));
        var (oldStart, newStart) = (0, 0);
        foreach (var (oldPlace, newPlace) in Common(then, now).Append((then.Count, now.Count)))
        {
            PairChanged(aligned, (oldStart, oldPlace), (newStart, newPlace), isSameForm);
            if (newPlace < now.Count)
            {
                aligned[newPlace] = new(TranslationState.Current, oldPlace);
            }

            (oldStart, newStart) = (oldPlace + 1, newPlace + 1);
        }

        return aligned;
    }

    private static void PairChanged(Aligned[] aligned, (int From, int To) then, (int From, int To) now, Func<int, int, bool> isSameForm)
    {
        var next = then.From;
        for (var place = now.From; place < now.To; place++)
        {
            var found = Enumerable.Range(next, Math.Clamp(then.To - next, 0, Farthest)).Cast<int?>().FirstOrDefault(old => isSameForm(old!.Value, place));
            if (found is { } old)
            {
                aligned[place] = new(TranslationState.Stale, old);
                next = old + 1;
            }
        }
    }

    /// <summary>The longest common subsequence, as pairs of places.</summary>
    private static List<(int Then, int Now)> Common(IReadOnlyList<string> then, IReadOnlyList<string> now)
    {
        if ((long)then.Count * now.Count > MostCompared)
        {
            return Ends(then, now);
        }

        var longest = new int[then.Count + 1, now.Count + 1];
        for (var i = then.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                longest[i, j] = then[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var pairs = new List<(int, int)>();
        for (int i = 0, j = 0; i < then.Count && j < now.Count;)
        {
            if (then[i] == now[j])
            {
                pairs.Add((i++, j++));
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return pairs;
    }

    private static List<(int Then, int Now)> Ends(IReadOnlyList<string> then, IReadOnlyList<string> now)
    {
        var most = Math.Min(then.Count, now.Count);
        var first = Enumerable.Range(0, most).TakeWhile(i => then[i] == now[i]).Count();
        var last = Enumerable.Range(1, most - first).TakeWhile(i => then[then.Count - i] == now[now.Count - i]).Count();
        return [.. Enumerable.Range(0, first).Select(i => (i, i)), .. Enumerable.Range(0, last).Select(i => (then.Count - last + i, now.Count - last + i))];
    }
}
