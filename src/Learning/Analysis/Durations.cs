namespace Learning.Analysis;

/// <summary>How long answers took: a count for each whole second up to half an hour, so that it takes the same room for ten answers as for ten million.</summary>
internal sealed class Durations
{
    /// <summary>Whoever takes longer was doing something else meanwhile; that says nothing about the question.</summary>
    public const int LongestSeconds = 30 * 60;

    private readonly int[] _counts = new int[LongestSeconds + 1];

    public int Count { get; private set; }

    public void Add(int seconds)
    {
        _counts[seconds]++;
        Count++;
    }

    /// <summary>Median and quartiles, each the smallest number of seconds within which so great a share of the answers came. Null where there is no answer.</summary>
    public AnswerTime? Quartiles => Count == 0 ? null : new(Count, At(1, 4), At(2, 4), At(3, 4));

    private int At(int share, int of)
    {
        var wanted = (((long)Count * share) + of - 1) / of;
        var seconds = 0;
        for (long seen = _counts[0]; seen < wanted; seen += _counts[seconds])
        {
            seconds++;
        }

        return seconds;
    }

    /// <summary>
    /// Seconds each answer took, from the answer before it, or from the beginning of the attempt; null where that cannot be told: answers that came at one moment (a page sent as a
    /// whole), a clock that was set back, a pause of more than half an hour. Times are in milliseconds, in order.
    /// </summary>
    public static void Between(long began, ReadOnlySpan<long> answered, Span<int?> seconds)
    {
        var before = began;
        for (var i = 0; i < answered.Length; i++)
        {
            var took = answered[i] - before;
            var isOneOfSeveral = took == 0 || (i + 1 < answered.Length && answered[i + 1] == answered[i]);
            seconds[i] = isOneOfSeveral || took is < 0 or > LongestSeconds * 1000L ? null : (int)(took / 1000);
            before = answered[i];
        }
    }
}

/// <summary>How long a question took those whose time is known, in seconds.</summary>
public sealed record AnswerTime(int Answers, int LowerQuartile, int Median, int UpperQuartile);
