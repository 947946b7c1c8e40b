using System.Diagnostics;
using System.Globalization;
using Learning.Data;

namespace Learning.Web.Site;

/// <summary>
/// How far the clock of this node is from another that is known: that of PostgreSQL's server. With a file of SQLite there is none; then when the last entry of the record was received stands for it, by the clock of this machine as it was then: one that fell back
/// (a machine without a battery wakes in 1970) is behind it.
/// </summary>
internal static class ClockSkew
{
    /// <summary>Less is a matter of course between two machines, and no due date or time limit is that fine.</summary>
    public static readonly TimeSpan Harmless = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan HarmlessBehindEntries = TimeSpan.FromMinutes(15);

    private const string Meaning = "Due dates, time limits and links that end go by it, so they are off by as much. Set it right, and keep it so (timedatectl set-ntp true).";

    /// <summary>Null: nothing is known to be wrong.</summary>
    public static async Task<string?> SentenceAsync(LearningDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        if (!database.IsPostgres)
        {
            command.CommandText = """SELECT "ReceivedAt" FROM "Entry" ORDER BY rowid DESC LIMIT 1""";   // by the order in which they were kept, which asks for no index
            var newest = await command.ExecuteScalarAsync(cancellation) is long received ? DateTimeOffset.FromUnixTimeMilliseconds(received) : (DateTimeOffset?)null;
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

    private static string Words(TimeSpan span) => span < TimeSpan.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours");
}
