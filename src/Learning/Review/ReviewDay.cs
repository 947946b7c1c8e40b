namespace Learning.Review;

/// <summary>
/// What one day holds: how many she has answered in it (UTC), how many she may still answer, and the one to answer next: a mistake she was sure of first, then the one
/// that has waited longest.
/// </summary>
public sealed record ReviewDay(int Answered, int Left, ReviewCard? Next, DateTimeOffset? NextAt)
{
    /// <summary><paramref name="cards"/> in the order in which they are due.</summary>
    public static ReviewDay Of(IReadOnlyList<ReviewCard> cards, DateTimeOffset now)
    {
        var answered = cards.Count(c => c.ReviewedAt is { } at && at.UtcDateTime.Date == now.UtcDateTime.Date);
        var due = cards.Where(c => c.DueAt <= now).OrderByDescending(c => c.WasSureAndWrong).ToArray();
        var left = Math.Max(0, Math.Min(due.Length, ReviewSchedule.MostADay - answered));
        return new(answered, left, left > 0 ? due[0] : null, cards.FirstOrDefault(c => c.DueAt > now)?.DueAt);
    }
}
