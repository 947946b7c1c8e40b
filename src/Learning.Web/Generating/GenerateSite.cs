using System.Globalization;
using Learning.Courses;
using Learning.Data;

namespace Learning.Web.Generating;

/// <summary>What is wished for. Without the whole record there are entries for members of the cohort only, of what they completed and handed in.</summary>
internal sealed record GenerateWish(int Learners, int Cohort, int Seed, string? Facilitator, bool WholeRecord);

/// <summary>
/// Fills a site to measure it with: learners straight into the tables, five thousand to a transaction, since through the pages it would take days. The same wish on the same day gives the same
/// learners and the same work.
/// </summary>
internal sealed class GenerateSite(LearningDatabase database, Revision revision, TimeProvider clock, TextWriter output)
{
    private const int AtOnce = 5_000;
    private const int MostActivitiesOutside = 12;

    public static string LearnerId(int seed, int n) => string.Create(CultureInfo.InvariantCulture, $"generated-{seed}-{n:000000}");

    public async Task<GeneratedCohort> RunAsync(GenerateWish wish, CancellationToken cancellation)
    {
        var now = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);   // of today, so that a run later in the day gives the same
        var chance = new Random(wish.Seed);
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        var cohort = GeneratedCohort.Plan(revision, now, wish.Seed, chance);
        cohort.Write(connection, revision, wish.Facilitator, now);
        using var rows = new GeneratedRows(connection, revision, chance, wish.WholeRecord);
        var from = new DateTimeOffset(cohort.StartsOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        for (var done = 0; done < wish.Learners;)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            rows.Within(transaction);
            for (var end = Math.Min(done + AtOnce, wish.Learners); done < end; done++)
            {
                var isIn = done < wish.Cohort;
                var began = isIn ? from.AddMinutes(-chance.Next(7 * 24 * 60)) : from.AddDays(-chance.Next(300));
                var work = GeneratedWork.Of(revision, isIn ? from : began, now, isIn ? int.MaxValue : chance.Next(MostActivitiesOutside), chance);
                rows.Write(LearnerId(wish.Seed, done), work, began, isIn ? cohort : null);
            }

            rows.Flush();
            await transaction.CommitAsync(cancellation);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {wish.Learners:N0} learners"));
        }

        await using var analyze = connection.CreateCommand();
        analyze.CommandText = database.IsPostgres ? "ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;";
        await analyze.ExecuteNonQueryAsync(cancellation);
        return cohort;
    }
}
