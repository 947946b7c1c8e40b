using System.Globalization;

namespace Learning.Record;

/// <summary>
/// The partitions in which PostgreSQL keeps the record: one for each month, by the time within an entry's id (RFC 9562, version 7: its first 48 bits are milliseconds since 1970), so that the id alone stays the key. The first holds all that was there before
/// there were any (<c>Entry_until_2026_12</c>), the others a month each (<c>Entry_2027_01</c>), and a default one what has an id of another time.
/// </summary>
public static class Partitions
{
    public const string Default = "Entry_default";

    /// <summary>Months that are made ahead, this one not counted.</summary>
    public const int Ahead = 3;

    private const string First = "Entry_until_";

    /// <summary>Those that are missing now: this month's and the next three.</summary>
    /// <param name="names">The partitions there are.</param>
    public static IReadOnlyList<Partition> Missing(IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        var month = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
        var from = names.Where(name => name.StartsWith(First, StringComparison.Ordinal)).Select(name => DateOnly.ParseExact(name[First.Length..], "yyyy_MM", CultureInfo.InvariantCulture)).DefaultIfEmpty(month).Max();
        return [.. Enumerable.Range(0, Ahead + 1).Select(month.AddMonths).Where(m => m >= from).Select(m => new Partition(m)).Where(p => !names.Contains(p.Name))];
    }
}

/// <summary>The entries of one month.</summary>
public sealed record Partition(DateOnly Month)
{
    public string Name => $"Entry_{Month.ToString("yyyy_MM", CultureInfo.InvariantCulture)}";

    /// <summary>The first id of the month.</summary>
    public Guid From => FirstIdOf(Month);

    /// <summary>The first id of the month after.</summary>
    public Guid To => FirstIdOf(Month.AddMonths(1));

    private static Guid FirstIdOf(DateOnly month)
    {
        var milliseconds = new DateTimeOffset(month.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
        return Guid.ParseExact(milliseconds.ToString("x12", CultureInfo.InvariantCulture) + new string('0', 20), "N");
    }
}
