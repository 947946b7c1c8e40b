using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Learning.Progress;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>
/// Keeps how each member stands in step with what she does, in the transaction that keeps it: her row changes, and nobody else's. All rows of a cohort are decided anew only where a facilitator
/// changes its courses or dates, and where a course is published.
/// </summary>
public sealed class KeepStandings(LearningDb db, RevisionCache revisions, StandingQueries queries)
    : IListen<EntriesRecorded>, IListen<DecideOutcome.OutcomeDecided>, IListen<RecountOutcomes.OutcomesRecounted>
{
    /// <summary>Members decided together: their results are read at once.</summary>
    private const int AtOnce = 500;

    /// <summary>A step of hers, of whatever kind, is a sign that she is there.</summary>
    public async Task HearAsync(EntriesRecorded what, CancellationToken cancellation)
    {
        if (what.Entries.Count == 0)
        {
            return;
        }

        var at = what.Entries.Max(e => e.At);
        foreach (var member in await db.MembersOfAsync(what.Context.Enrolment.LearnerId, what.Context.Enrolment.CourseId, cancellation))
        {
            member.WasHere(at);
        }
    }

    public async Task HearAsync(DecideOutcome.OutcomeDecided what, CancellationToken cancellation)
    {
        foreach (var member in await db.MembersOfAsync(what.LearnerId, what.CourseId, cancellation))
        {
            await KeepAsync(member, cancellation);
        }
    }

    public async Task HearAsync(RecountOutcomes.OutcomesRecounted what, CancellationToken cancellation)
    {
        foreach (var cohort in await db.CohortCourses.Where(c => c.CourseId == what.CourseId).Select(c => c.CohortId).ToListAsync(cancellation))
        {
            await db.SaveChangesAsync(cancellation);
            await KeepAllAsync(cohort, cancellation);
        }
    }

    /// <summary>Within a transaction of the caller's, over what has been saved.</summary>
    public async Task KeepAsync(Member member, CancellationToken cancellation) =>
        await KeepAsync(await ReadAsync(member.CohortId, cancellation), [member], cancellation);

    /// <summary>All members of a cohort, within a transaction of the caller's, over what has been saved.</summary>
    public async Task KeepAllAsync(Guid cohortId, CancellationToken cancellation)
    {
        var plan = await ReadAsync(cohortId, cancellation);
        var members = await db.Members.Where(m => m.CohortId == cohortId && m.WithdrawnAt == null).ToListAsync(cancellation);
        foreach (var some in members.Chunk(AtOnce))
        {
            await KeepAsync(plan, some, cancellation);
        }
    }

    private async Task KeepAsync(Plan plan, IReadOnlyList<Member> members, CancellationToken cancellation)
    {
        var cohortId = members[0].CohortId;
        var learners = members.Select(m => m.LearnerId).ToList();
        var courses = plan.Outlines.Select(o => o.Id).ToList();
        var outcomes = (await queries.OutcomesAsync(db, learners, courses, cancellation)).ToLookup(o => (o.LearnerId, o.CourseId));
        var tries = (await queries.TriesAsync(db, learners, courses, cancellation)).ToLookup(r => (r.LearnerId, r.CourseId));
        var granted = (await queries.GrantedAsync(db, cohortId, learners, cancellation)).ToLookup(c => c.LearnerId);
        foreach (var member in members)
        {
            var work = plan.Outlines.Select(outline =>
            {
                var outcome = outcomes[(member.LearnerId, outline.Id)].FirstOrDefault();
                return new CourseWork(
                    outline,
                    CourseOutcome.Ids(outcome?.Done ?? ""),
                    outcome?.CompletedAt,
                    outcome?.LastAt,
                    tries[(member.LearnerId, outline.Id)].ToDictionary(t => t.ActivityId, t => t.Tries));
            }).ToArray();
            member.Stands(StandingRule.Decide(work, plan.Calendar, [.. granted[member.LearnerId]], member.JoinedAt));
        }
    }

    private sealed record Plan(IReadOnlyList<CourseOutline> Outlines, CohortCalendar Calendar);

    private async Task<Plan> ReadAsync(Guid cohortId, CancellationToken cancellation)
    {
        var outlines = new List<CourseOutline>();
        foreach (var revision in await queries.RevisionsAsync(db, cohortId, cancellation))
        {
            outlines.Add(await revisions.OutlineWithinAsync(db, revision, cancellation));
        }

        return new(outlines, await queries.CalendarAsync(db, cohortId, cancellation));
    }
}

public static class ReadCalendar
{
    extension(LearningDb db)
    {
        /// <summary>When the modules of a cohort are due.</summary>
        public async Task<CohortCalendar> CalendarAsync(Guid cohortId, string timeZone, CancellationToken cancellation) => new(
            TimeZones.Of(timeZone),
            await db.DueDates.AsNoTracking().Where(d => d.CohortId == cohortId).ToDictionaryAsync(d => (d.CourseId, d.ModuleId), d => d.On, cancellation));
    }
}

/// <summary>Time zones by the names of the IANA database.</summary>
public static class TimeZones
{
    /// <summary>UTC where this machine does not know the name (any more).</summary>
    public static TimeZoneInfo Of(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    public static bool Knows(string name) => name.Length <= Cohort.LongestTimeZone && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
