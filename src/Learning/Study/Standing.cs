using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Study;

/// <summary>Where a learner stands in a course: everything a page of study needs from the tables, in one row.</summary>
public sealed record Standing
{
    public required string CourseId { get; init; }

    public required Guid RevisionId { get; init; }

    public required bool IsOpen { get; init; }

    public required bool IsEnrolled { get; init; }

    public int Percent { get; init; }

    public int MinutesLeft { get; init; }

    public int DoneCount { get; init; }

    public int RequiredCount { get; init; }

    public string Done { get; init; } = "";

    public DateTimeOffset? CompletedAt { get; init; }

    public string? LastActivityId { get; init; }

    public string? LastPlace { get; init; }

    public bool HasStarted => LastActivityId is not null || Done.Length > 0;

    public HashSet<string> DoneIds => [.. Done.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>The queries of the pages of study, compiled once for this container.</summary>
public sealed class StudyQueries
{
    private readonly Func<LearningDb, string, string, CancellationToken, Task<Standing?>> _standing = EF.CompileAsyncQuery(
        (LearningDb db, string slug, string learnerId, CancellationToken cancellation) => (
            from course in db.Set<Course>()
            where course.Slug == slug
            from enrolment in db.Set<Enrolment>().Where(e => e.LearnerId == learnerId && e.CourseId == course.Id && e.WithdrawnAt == null).DefaultIfEmpty()
            from outcome in db.Set<CourseOutcome>().Where(o => o.EnrolmentId == enrolment.Id).DefaultIfEmpty()
            select new Standing
            {
                CourseId = course.Id,
                RevisionId = course.CurrentRevisionId,
                IsOpen = course.OpenForEnrolment,
                IsEnrolled = enrolment != null,
                Percent = outcome == null ? 0 : outcome.Percent,
                MinutesLeft = outcome == null ? 0 : outcome.MinutesLeft,
                DoneCount = outcome == null ? 0 : outcome.DoneCount,
                RequiredCount = outcome == null ? 0 : outcome.RequiredCount,
                Done = outcome == null ? "" : outcome.Done,
                CompletedAt = outcome == null ? null : outcome.CompletedAt,
                LastActivityId = outcome == null ? null : outcome.LastActivityId,
                LastPlace = outcome == null ? null : outcome.LastPlace,
            }).FirstOrDefault());

    /// <summary>Null when there is no such course. The learner id is empty for somebody not signed in.</summary>
    public Task<Standing?> StandingAsync(LearningDb db, string slug, string learnerId, CancellationToken cancellation) =>
        _standing(db, slug, learnerId, cancellation);
}
