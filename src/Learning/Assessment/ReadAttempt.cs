using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>Reads where a learner stands with a quiz. Writes nothing.</summary>
public sealed class ReadAttempt(LearningDb db, RevisionCache revisions, ReadLimits readLimits, MarkAttempt marking, TimeProvider clock)
{
    private static readonly Dictionary<string, Response> NothingTyped = [];

    /// <summary>
    /// About the open attempt, else the latest one handed in, else (practice) one not yet begun. About the named attempt instead, where it is hers; null where it is not.
    /// <paramref name="typed"/> stands in the fields of questions that have no answer yet.
    /// </summary>
    public async Task<QuizStanding?> ReadAsync(
        string learnerId, Guid enrolmentId, Revision current, ActivityOutline activity, Guid? named, CancellationToken cancellation, IReadOnlyDictionary<string, Response>? typed = null)
    {
        typed ??= NothingTyped;
        var now = clock.GetUtcNow();
        var courseId = current.Outline.Id;
        var limits = await readLimits.ForAsync(learnerId, courseId, activity, cancellation);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activity.Id).ToListAsync(cancellation);
        var attempt = named is { } id
            ? attempts.Find(a => a.Id == id)
            : attempts.OrderBy(a => a.SubmittedAt is not null).ThenByDescending(a => a.StartedAt).ThenByDescending(a => a.Id).FirstOrDefault();
        if (attempt is null && named is not null)
        {
            return null;
        }

        var refusal = limits.RefusalAt(now, attempts.Count);
        var past = QuizStanding.PastOf(attempts, activity.Rules.Counts, await ReadTextsAsync(learnerId, attempts, cancellation));
        return new QuizStanding
        {
            Limits = limits,
            Attempts = attempts.Count,
            Past = past,
            IsSettled = past.Any(a => a.Counts && (activity.Rules.Counts == Counting.First || a is { Passed: true, Percent: 100 })),
            Refusal = refusal,
            Attempt = attempt is not null ? await ViewAsync(attempt, now, typed, cancellation)
                : activity.Kind == ActivityKind.Practice && refusal is null ? NotBegun(current, activity, enrolmentId, typed)
                : null,
        };
    }

    /// <summary>
    /// An attempt of somebody as those who teach her may read it: each answer marked, whatever the date from which learners see that. Null where there is none, and for a survey: what was said there is
    /// told in figures only.
    /// </summary>
    public async Task<(Attempt Attempt, AttemptView View)?> ReadForTeacherAsync(string learnerId, Guid id, CancellationToken cancellation)
    {
        var attempt = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.LearnerId == learnerId, cancellation);
        if (attempt is null || (await revisions.ForReaderAsync(db, attempt.RevisionId, cancellation)).Activity(attempt.ActivityId) is null or { Kind: ActivityKind.Survey })
        {
            return null;
        }

        return (attempt, await ViewAsync(attempt, DateTimeOffset.MaxValue, NothingTyped, cancellation, isForTeacher: true));
    }

    private static AttemptView NotBegun(Revision revision, ActivityOutline activity, Guid enrolmentId, IReadOnlyDictionary<string, Response> typed)
    {
        var id = Draw.FirstAttemptId(enrolmentId, activity.Id);
        var questions = Draw.Questions(revision.Quiz(activity.Id), revision.Pool, id, activity.Rules.ShufflesQuestions);
        return new() { Id = id, IsSubmitted = false, Questions = [.. questions.Select(q => Asked(revision, activity, id, q).Show(typed.GetValueOrDefault(q) ?? Response.Empty, null, Draw.OptionsOf(id, q)))] };
    }

    private async Task<AttemptView> ViewAsync(Attempt attempt, DateTimeOffset now, IReadOnlyDictionary<string, Response> typed, CancellationToken cancellation, bool isForTeacher = false)
    {
        var revision = await revisions.ForReaderAsync(db, attempt.RevisionId, cancellation);
        var activity = revision.Activity(attempt.ActivityId)!;
        var responses = await db.ItemResponses.AsNoTracking().Where(r => r.LearnerId == attempt.LearnerId && r.AttemptId == attempt.Id).ToDictionaryAsync(r => r.QuestionId, r => r.Response, cancellation);
        var isExplained = isForTeacher || (!attempt.IsOpen && activity.Kind != ActivityKind.Survey && activity.Rules.ExplainsAt(now));
        var view = new AttemptView
        {
            Id = attempt.Id,
            IsBegun = true,
            IsSubmitted = !attempt.IsOpen,
            IsExplained = isExplained,
            AwaitsGrading = attempt.AwaitsGrading,
            Score = attempt.Score,
            Passed = attempt.Passed,
            SecondsLeft = !isForTeacher && attempt is { IsOpen: true, EndsAt: { } end } ? (int)Math.Max(0, Math.Ceiling((end - now).TotalSeconds)) : null,
            Changes = attempt.IsOpen ? [] : await ChangesAsync(attempt, cancellation),
            Questions = [],
        };

        var isPreTested = !attempt.IsOpen && activity.Kind == ActivityKind.PreTest;
        var markings = isExplained || isPreTested || (attempt.IsOpen && activity.Kind == ActivityKind.Practice) ? await marking.MarkAsync(attempt, responses, cancellation) : [];
        var marked = markings.ToDictionary(q => q.Question.Id);
        return view with
        {
            KnownObjectives = isPreTested ? Scoring.KnownObjectives(markings, activity.Pass) : [],
            KnownLessons = isPreTested ? Scoring.KnownLessons(revision.Outline, markings, activity.Pass) : [],
            Questions = [.. attempt.QuestionIds.Select(id =>
            {
                var response = responses.GetValueOrDefault(id) ?? Response.Empty;
                var mark = marked.GetValueOrDefault(id);
                var isShown = mark is not null && (isExplained || (attempt.IsOpen && !response.IsBlank));
                response = response.IsBlank && attempt.IsOpen && typed.TryGetValue(id, out var draft) ? draft : response;
                var question = isShown ? WithCertainty(mark!.Shown, activity) : Asked(revision, activity, attempt.Id, id);
                return question.Show(response, isShown ? mark!.Marking : null, Draw.OptionsOf(attempt.Id, id)).In(revision.Outline.Language) with { Correction = isShown ? mark!.Correction?.ToString() : null };
            })],
        };
    }

    /// <summary>The attempts in which a facilitator has read a text.</summary>
    private async Task<IReadOnlySet<Guid>> ReadTextsAsync(string learnerId, List<Attempt> attempts, CancellationToken cancellation)
    {
        var ids = attempts.Where(a => !a.IsOpen).Select(a => a.Id).ToList();
        return ids.Count == 0 ? new HashSet<Guid>() : (await db.Grades.Where(g => g.LearnerId == learnerId && ids.Contains(g.AttemptId)).Select(g => g.AttemptId).ToListAsync(cancellation)).ToHashSet();
    }

    private async Task<IReadOnlyList<ChangeView>> ChangesAsync(Attempt attempt, CancellationToken cancellation)
    {
        var changes = await db.ScoreChanges.AsNoTracking().Where(c => c.LearnerId == attempt.LearnerId && c.AttemptId == attempt.Id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(cancellation);
        return [.. changes.Select(c => new ChangeView(c.At, c.Before.Percent, c.After.Percent, c.Reason))];
    }

    private static Question Asked(Revision revision, ActivityOutline activity, Guid attemptId, string questionId) =>
        WithCertainty(revision.Question(questionId)!.For(Draw.SeedOf(attemptId, questionId)), activity);

    private static Question WithCertainty(Question question, ActivityOutline activity) =>
        activity.Rules.AsksCertainty && question.HasKey && !question.AsksCertainty ? question with { AsksCertainty = true } : question;
}
