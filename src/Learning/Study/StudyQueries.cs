using Learning.Cohorts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Review;
using Microsoft.EntityFrameworkCore;

namespace Learning.Study;

/// <summary>The questions of the pages that everybody opens first (home, catalogue, my learning), compiled once for this container.</summary>
public sealed class StudyQueries
{
    private readonly Func<LearningDb, IAsyncEnumerable<CourseFound>> _courses = EF.CompileAsyncQuery((LearningDb db) =>
        db.Set<Course>().Select(c => new CourseFound(c.Id, c.Slug, c.CurrentRevisionId, c.WithdrawnAt != null, c.IsClosed)));

    private readonly Func<LearningDb, string, IAsyncEnumerable<CourseOutcome>> _outcomes = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        db.Set<CourseOutcome>()
            .Where(o => o.LearnerId == learnerId && db.Set<Enrolment>().Any(e => e.LearnerId == learnerId && e.Id == o.EnrolmentId && e.WithdrawnAt == null))
            .OrderByDescending(o => o.LastAt).AsNoTracking());

    private readonly Func<LearningDb, string, IAsyncEnumerable<CredentialFound>> _credentials = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        db.Set<Credential>().Where(c => c.LearnerId == learnerId).Select(c => new CredentialFound(c.CourseId, c.Id)));

    private readonly Func<LearningDb, string, IAsyncEnumerable<GroupFound>> _groups = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        from m in db.Set<Member>()
        join c in db.Set<Cohort>() on m.CohortId equals c.Id
        where m.LearnerId == learnerId && m.WithdrawnAt == null && c.ArchivedAt == null
        orderby m.NextDueAt == null, m.NextDueAt, c.Name
        select new GroupFound(c.Id, c.Name, c.TimeZone, m.NextDueAt));

    private readonly Func<LearningDb, string, DateTimeOffset, IAsyncEnumerable<GradedFound>> _graded = EF.CompileAsyncQuery((LearningDb db, string learnerId, DateTimeOffset since) =>
        from grade in db.Set<Assessment.Grade>()
        join attempt in db.Set<Assessment.Attempt>() on grade.AttemptId equals attempt.Id
        where attempt.LearnerId == learnerId && grade.LearnerId == learnerId && grade.GradedAt > since
        orderby grade.GradedAt descending
        select new GradedFound(attempt.Id, attempt.CourseId, attempt.ActivityId, grade.GradedAt));

    private readonly Func<LearningDb, string, IAsyncEnumerable<ReviewCard>> _cards = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        db.Set<ReviewCard>()
            .Where(c => c.LearnerId == learnerId && db.Set<Enrolment>().Any(e => e.LearnerId == learnerId && e.CourseId == c.CourseId && e.WithdrawnAt == null) && db.Set<Course>().Any(o => !o.IsClosed && o.Id == c.CourseId))
            .OrderBy(c => c.DueAt).ThenBy(c => c.QuestionId).AsNoTracking());

    /// <summary>All courses there are or were.</summary>
    internal ValueTask<List<CourseFound>> CoursesAsync(LearningDb db, CancellationToken cancellation) => _courses(db).ToListAsync(cancellation);

    /// <summary>Of the courses that she is on, the one she was in last first.</summary>
    internal ValueTask<List<CourseOutcome>> OutcomesAsync(LearningDb db, string learnerId, CancellationToken cancellation) => _outcomes(db, learnerId).ToListAsync(cancellation);

    internal ValueTask<List<CredentialFound>> CredentialsAsync(LearningDb db, string learnerId, CancellationToken cancellation) => _credentials(db, learnerId).ToListAsync(cancellation);

    /// <summary>The cohorts she is in, the one where something is due next first.</summary>
    internal ValueTask<List<GroupFound>> GroupsAsync(LearningDb db, string learnerId, CancellationToken cancellation) => _groups(db, learnerId).ToListAsync(cancellation);

    /// <summary>Her texts that were graded after <paramref name="since"/>, the latest first; one for each grade.</summary>
    internal ValueTask<List<GradedFound>> GradedAsync(LearningDb db, string learnerId, DateTimeOffset since, CancellationToken cancellation) => _graded(db, learnerId, since).ToListAsync(cancellation);

    /// <summary>Of the courses that she is on and that are open to her, in the order in which they are due.</summary>
    internal ValueTask<List<ReviewCard>> CardsAsync(LearningDb db, string learnerId, CancellationToken cancellation) => _cards(db, learnerId).ToListAsync(cancellation);

    /// <param name="IsClosed">Nobody goes on in it.</param>
    internal sealed record CourseFound(string Id, string Slug, Guid CurrentRevisionId, bool IsWithdrawn, bool IsClosed);

    internal sealed record CredentialFound(string CourseId, Guid Id);

    internal sealed record GroupFound(Guid Id, string Name, string TimeZone, DateTimeOffset? NextDueAt);

    internal sealed record GradedFound(Guid AttemptId, string CourseId, string ActivityId, DateTimeOffset At);
}
