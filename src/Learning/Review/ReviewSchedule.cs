namespace Learning.Review;

/// <summary>
/// When a question comes back. After a right answer it waits longer each time, after a wrong one it comes back the next day: the boxes of S. Leitner
/// (<i>So lernt man lernen</i>, 1972) with intervals that about double. Pure.
/// </summary>
public static class ReviewSchedule
{
    /// <summary>Questions in one day at most: ten minutes, so that nobody is afraid to begin.</summary>
    public const int MostADay = 10;

    /// <summary>Days until the question comes back, for each box.</summary>
    private static readonly int[] Days = [1, 3, 7, 16, 35, 80, 180];

    public static int LastBox => Days.Length - 1;

    /// <summary>The box after an answer; <paramref name="box"/> is null when it was the first. Partly right is not right yet.</summary>
    public static int BoxAfter(int? box, bool isRight) => isRight ? Math.Min((box ?? 0) + 1, LastBox) : 0;

    public static DateTimeOffset DueAfter(int box, DateTimeOffset answeredAt) => answeredAt.AddDays(Days[box]);
}
