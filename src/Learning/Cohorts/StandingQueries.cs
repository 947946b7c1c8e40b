using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>What is asked wherever somebody's standing in a cohort is decided, compiled once for this container: each lesson that a member completes asks all of it.</summary>
public sealed class StandingQueries
{
    private readonly Func<LearningDb, Guid, IAsyncEnumerable<Guid>> _revisions = EF.CompileAsyncQuery((LearningDb db, Guid cohortId) =>
        db.Set<CohortCourse>().Where(c => c.CohortId == cohortId).OrderBy(c => c.Position).Join(db.Set<Course>(), c => c.CourseId, c => c.Id, (_, course) => course.CurrentRevisionId));

    private readonly Func<LearningDb, Guid, CancellationToken, Task<string>> _zone = EF.CompileAsyncQuery((LearningDb db, Guid cohortId, CancellationToken cancellation) =>
        db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => c.TimeZone).Single());

    private readonly Func<LearningDb, Guid, IAsyncEnumerable<DueDate>> _due = EF.CompileAsyncQuery((LearningDb db, Guid cohortId) =>
        db.Set<DueDate>().AsNoTracking().Where(d => d.CohortId == cohortId));

    private readonly Func<LearningDb, List<string>, List<string>, IAsyncEnumerable<OutcomeFound>> _outcomes = EF.CompileAsyncQuery((LearningDb db, List<string> learners, List<string> courses) =>
        db.Set<CourseOutcome>().Where(o => learners.Contains(o.LearnerId) && courses.Contains(o.CourseId))
            .Select(o => new OutcomeFound(o.LearnerId, o.CourseId, o.Done, o.CompletedAt, o.LastActivityId == null ? (DateTimeOffset?)null : o.LastAt)));

    private readonly Func<LearningDb, List<string>, List<string>, IAsyncEnumerable<TriesFound>> _tries = EF.CompileAsyncQuery((LearningDb db, List<string> learners, List<string> courses) =>
        db.Set<ActivityResult>().Where(r => learners.Contains(r.LearnerId) && courses.Contains(r.CourseId) && r.PassedAt == null && r.Tries >= StandingRule.TriesThatWorry)
            .Select(r => new TriesFound(r.LearnerId, r.CourseId, r.ActivityId, r.Tries)));

    private readonly Func<LearningDb, Guid, List<string>, IAsyncEnumerable<Concession>> _granted = EF.CompileAsyncQuery((LearningDb db, Guid cohortId, List<string> learners) =>
        db.Set<Concession>().AsNoTracking().Where(c => c.CohortId == cohortId && learners.Contains(c.LearnerId)));

    /// <summary>In force, of the courses of a cohort in their order.</summary>
    internal ValueTask<List<Guid>> RevisionsAsync(LearningDb db, Guid cohortId, CancellationToken cancellation) => _revisions(db, cohortId).ToListAsync(cancellation);

    internal async Task<CohortCalendar> CalendarAsync(LearningDb db, Guid cohortId, CancellationToken cancellation) => new(
        TimeZones.Of(await _zone(db, cohortId, cancellation)),
        await _due(db, cohortId).ToDictionaryAsync(d => (d.CourseId, d.ModuleId), d => d.On, cancellationToken: cancellation));

    internal ValueTask<List<OutcomeFound>> OutcomesAsync(LearningDb db, List<string> learners, List<string> courses, CancellationToken cancellation) => _outcomes(db, learners, courses).ToListAsync(cancellation);

    /// <summary>Attempts handed in at what is not passed, where they are so many that they worry.</summary>
    internal ValueTask<List<TriesFound>> TriesAsync(LearningDb db, List<string> learners, List<string> courses, CancellationToken cancellation) => _tries(db, learners, courses).ToListAsync(cancellation);

    internal ValueTask<List<Concession>> GrantedAsync(LearningDb db, Guid cohortId, List<string> learners, CancellationToken cancellation) => _granted(db, cohortId, learners).ToListAsync(cancellation);

    internal sealed record OutcomeFound(string LearnerId, string CourseId, string Done, DateTimeOffset? CompletedAt, DateTimeOffset? LastAt);

    internal sealed record TriesFound(string LearnerId, string CourseId, string ActivityId, int Tries);
}
