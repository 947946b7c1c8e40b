using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Progress;

/// <summary>The queries that deciding an outcome asks, compiled once for this container.</summary>
public sealed class ProgressQueries
{
    private readonly Func<LearningDb, string, Guid, CancellationToken, Task<CourseOutcome?>> _outcome = EF.CompileAsyncQuery(
        (LearningDb db, string learnerId, Guid enrolmentId, CancellationToken cancellation) => db.Set<CourseOutcome>().FirstOrDefault(o => o.LearnerId == learnerId && o.EnrolmentId == enrolmentId));

    private readonly Func<LearningDb, string, string, IAsyncEnumerable<ActivityResult>> _results = EF.CompileAsyncQuery(
        (LearningDb db, string learnerId, string courseId) => db.Set<ActivityResult>().Where(r => r.LearnerId == learnerId && r.CourseId == courseId));

    public Task<CourseOutcome?> OutcomeAsync(LearningDb db, string learnerId, Guid enrolmentId, CancellationToken cancellation) => _outcome(db, learnerId, enrolmentId, cancellation);

    /// <summary>Into the context, where those of this transaction are too.</summary>
    public async Task LoadResultsAsync(LearningDb db, string learnerId, string courseId, CancellationToken cancellation)
    {
        await foreach (var _ in _results(db, learnerId, courseId).WithCancellation(cancellation))
        {
        }
    }
}
