using Learning.Authoring;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>Reads what bounds a learner's attempts at a quiz.</summary>
public sealed class ReadLimits(LearningDb db)
{
    /// <summary>What the quiz's rules come to for her, with what she was allowed beyond them.</summary>
    public async Task<AttemptLimits> ForAsync(string learnerId, string courseId, ActivityOutline activity, CancellationToken cancellation)
    {
        // Most quizzes limit nothing, and nothing can be allowed beyond that.
        var isLimited = activity.Rules is { Attempts: > 0 } or { TimeLimit: not null } or { ClosesAt: not null };
        var allowances = isLimited ? await AllowancesAsync(learnerId, courseId, activity.Id, cancellation) : [];
        return AttemptLimits.Of(activity.Rules, allowances);
    }

    /// <summary>Her attempts at it, those of this transaction too.</summary>
    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(string learnerId, string courseId, string activityId, CancellationToken cancellation)
    {
        await db.Attempts.Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activityId).LoadAsync(cancellation);
        return [.. db.Attempts.Local.Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activityId)];
    }

    private async Task<List<Allowance>> AllowancesAsync(string learnerId, string courseId, string activityId, CancellationToken cancellation)
    {
        await db.Allowances.Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activityId).LoadAsync(cancellation);
        return [.. db.Allowances.Local.Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activityId)];
    }
}
