using System.Data.Common;
using Learning.Authoring;
using Learning.Data;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Reports;

/// <summary>
/// Reads what the charts of a cohort show: counts that the database makes, and its latest attempts. In SQL of our own, which begins with the members: where a course has a hundred thousand learners,
/// a cohort is to cost what it has itself.
/// </summary>
public sealed class ReadFigures(LearningDb db, ReportsDb reports, MissedQuestions missed, FiguresCache cache, TimeProvider clock)
{
    private const long Day = 24 * 60 * 60 * 1000;

    private const string ResultsOfMembers = """
        FROM "Members" m CROSS JOIN "CohortCourses" c CROSS JOIN "ActivityResult" r
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL AND c."CohortId" = @0 AND r."LearnerId" = m."LearnerId" AND r."CourseId" = c."CourseId"
        """;

    private readonly string _doneSql = $"""
        SELECT r."CourseId", r."ActivityId", ({db.MillisecondsOf("r.\"DoneAt\"")} - @1) / @2 AS done, ({db.MillisecondsOf("r.\"PassedAt\"")} - @1) / @2 AS passed, COUNT(*)
        {ResultsOfMembers} AND r."DoneAt" IS NOT NULL GROUP BY r."CourseId", r."ActivityId", done, passed
        """;

    private const string ScoresSql = $"""
        SELECT r."CourseId", r."ActivityId", r."BestNumerator" * 10 / (r."BestDenominator" * r."BestMax") AS band, COUNT(*)
        {ResultsOfMembers} AND r."BestMax" > 0 GROUP BY r."CourseId", r."ActivityId", band
        """;

    private const string DoneOfMembersSql = """
        SELECT o."CourseId", o."Done"
        FROM "Members" m CROSS JOIN "CohortCourses" c CROSS JOIN "CourseOutcome" o
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL AND c."CohortId" = @0 AND o."LearnerId" = m."LearnerId" AND o."CourseId" = c."CourseId" AND o."Done" <> ''
        """;

    public Task<CohortFigures> ReadAsync(Cohort cohort, IReadOnlyList<CourseOutline> outlines, CancellationToken cancellation) => cache.GetAsync(
        $"{cohort.Id:N} {cohort.StartsOn:yyyyMMdd} {cohort.TimeZone} {string.Join(' ', outlines.Select(o => o.Id))}", () => reports.ReadAsync(from => WorkOutAsync(from, cohort, outlines, cancellation), cancellation), cancellation);

    private async Task<CohortFigures> WorkOutAsync(LearningDb from, Cohort cohort, IReadOnlyList<CourseOutline> outlines, CancellationToken cancellation)
    {
        var activities = outlines.SelectMany(o => o.Activities.Select(a => (Key: new Place(o.Id, a.Id), Requirement: o.Completion.For(a.Kind)))).ToDictionary(a => a.Key, a => a.Requirement);
        var (doneOn, did) = (new Dictionary<int, int>(), new Dictionary<Place, int>());
        await using (var command = await from.CommandAsync(_doneSql, cancellation, cohort.Id, CohortCalendar.EndOf(cohort.StartsOn.AddDays(-1), TimeZones.Of(cohort.TimeZone)).ToUnixTimeMilliseconds(), Day))
        {
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var (place, count) = (PlaceIn(row), row.GetInt32(4));
                if (!activities.TryGetValue(place, out var requirement))
                {
                    continue;   // the course does not have it any more
                }

                did[place] = did.GetValueOrDefault(place) + count;
                if (requirement != Requirement.None && (requirement == Requirement.Passed ? 3 : 2) is var column && !await row.IsDBNullAsync(column, cancellation))
                {
                    var day = (int)Math.Max(0, row.GetInt64(column));
                    doneOn[day] = doneOn.GetValueOrDefault(day) + count;
                }
            }
        }

        var (questions, attempts) = await missed.ReadAsync(from, cohort.Id, cancellation);
        return new()
        {
            ReadAt = clock.GetUtcNow(),
            Members = await from.Members.CountAsync(m => m.CohortId == cohort.Id && m.WithdrawnAt == null, cancellation),
            DoneOn = doneOn,
            Did = did,
            Reached = await ReachedAsync(from, cohort.Id, outlines, did, cancellation),
            Scores = await ScoresAsync(from, cohort.Id, cancellation),
            Missed = questions,
            AttemptsRead = attempts,
        };
    }

    /// <summary>What counts as done is stored in the order of the course, so the last of it is how far she got.</summary>
    private static async Task<Dictionary<Place, int>> ReachedAsync(LearningDb from, Guid cohortId, IReadOnlyList<CourseOutline> outlines, Dictionary<Place, int> did, CancellationToken cancellation)
    {
        var furthest = new Dictionary<Place, int>();
        await using (var command = await from.CommandAsync(DoneOfMembersSql, cancellation, cohortId))
        {
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var place = new Place(row.GetString(0), CourseOutcome.LastOf(row.GetString(1)));
                furthest[place] = furthest.GetValueOrDefault(place) + 1;
            }
        }

        var reached = new Dictionary<Place, int>();
        foreach (var outline in outlines)
        {
            var (beyond, most) = (0, 0);
            foreach (var place in outline.Activities.Reverse().Select(a => new Place(outline.Id, a.Id)))
            {
                beyond += furthest.GetValueOrDefault(place);
                most = Math.Max(most, Math.Max(beyond, did.GetValueOrDefault(place)));
                reached[place] = most;
            }
        }

        return reached;
    }

    private static async Task<Dictionary<Place, int[]>> ScoresAsync(LearningDb from, Guid cohortId, CancellationToken cancellation)
    {
        var scores = new Dictionary<Place, int[]>();
        await using var command = await from.CommandAsync(ScoresSql, cancellation, cohortId);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var place = PlaceIn(row);
            if (!scores.TryGetValue(place, out var bands))
            {
                scores.Add(place, bands = new int[CohortFigures.Bands]);
            }

            bands[(int)Math.Clamp(row.GetInt64(2), 0, CohortFigures.Bands - 1)] += row.GetInt32(3);
        }

        return scores;
    }

    private static Place PlaceIn(DbDataReader row) => new(row.GetString(0), row.GetString(1));
}
