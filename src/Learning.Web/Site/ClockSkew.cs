using System.Diagnostics;
using System.Globalization;
using Learning.Data;

namespace Learning.Web.Site;

/// <summary>
/// How far the clock of this node is from another that is known: that of PostgreSQL's server. With a file of SQLite there is none; then the newest entry of the record stands for it, whose id holds when it was made: a clock that fell back (a
/// machine without a battery wakes in 1970) is behind it.
/// </summary>
internal static class ClockSkew
{
    /// <summary>Less is a matter of course between two machines, and no due date or time limit is that fine.</summary>
    public static readonly TimeSpan Harmless = TimeSpan.FromMinutes(1);

    /// <summary>A phone's clock may be ahead by ten minutes when it makes an entry.</summary>
    private static readonly TimeSpan HarmlessBehindEntries = TimeSpan.FromMinutes(15);

    /// <summary>Null: nothing is known to be wrong.</summary>
    public static async Task<string?> SentenceAsync(LearningDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        if (!database.IsPostgres)
        {
            command.CommandText = """SELECT MAX("Id") FROM "Entry" """;
            var newest = await command.ExecuteScalarAsync(cancellation) is string id && Guid.TryParse(id, out var entry) ? TimeOf(entry) : (DateTimeOffset?)null;
            return newest - clock.GetUtcNow() is { } behind && behind > HarmlessBehindEntries
                ? $"The clock of this machine is {Words(behind)} behind the newest entry of the record. {Meaning}"
                : null;
        }

        command.CommandText = "SELECT clock_timestamp()";
        await command.ExecuteScalarAsync(cancellation);   // the first on a new connection may take its time
        var began = Stopwatch.GetTimestamp();
        var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!, TimeSpan.Zero);
        var ahead = clock.GetUtcNow() - there - (Stopwatch.GetElapsedTime(began) / 2);
        return ahead.Duration() <= Harmless ? null : $"The clock of this machine is {Words(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of the database's server. {Meaning}";
    }

    private const string Meaning = "Due dates, time limits and links that end go by it, so they are off by as much. Set it right, and keep it so (timedatectl set-ntp true).";

    private static DateTimeOffset? TimeOf(Guid id) => id.Version == 7 && long.Parse(id.ToString("N")[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is < 253402300800000 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static string Words(TimeSpan span) => span < TimeSpan.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours");
}
