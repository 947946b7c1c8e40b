using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>An attempt as its page shows it: each question with the answer so far, marked where the learner may see the marking.</summary>
public sealed record AttemptView
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<QuestionView> Questions { get; init; }

    public required bool IsSubmitted { get; init; }

    /// <summary>Whether an entry began it; a practice page shows questions before anything was answered.</summary>
    public required bool IsBegun { get; init; }

    public required Score Score { get; init; }

    public required bool Passed { get; init; }

    public int Answered => Questions.Count(q => q.IsAnswered);

    public int Percent => Score.Percent;

    /// <summary>The lessons to read again: those of the questions not fully right, in the order of the questions, each once.</summary>
    public IReadOnlyList<string> LessonsToRead =>
        [.. Questions.Where(q => q.Marking is { IsRight: false }).Select(q => q.Lesson).Distinct()];
}

/// <summary>Reads the attempt a learner has to do with on a quiz page.</summary>
public sealed class ReadAttempt(LearningDb db, RevisionCache revisions)
{
    /// <summary>
    /// The open attempt, else the latest one handed in, else (practice) one not yet begun, else null: a test begins when she says so. The named
    /// attempt instead, where it is hers.
    /// </summary>
    public async Task<AttemptView?> ReadAsync(string learnerId, Revision current, ActivityOutline activity, Guid? named, CancellationToken cancellation)
    {
        var courseId = current.Outline.Id;
        var attempts = db.Attempts.AsNoTracking().Where(a => a.LearnerId == learnerId && a.CourseId == courseId && a.ActivityId == activity.Id);
        var attempt = named is { } id
            ? await attempts.FirstOrDefaultAsync(a => a.Id == id, cancellation)
            : await attempts.OrderBy(a => a.SubmittedAt != null).ThenByDescending(a => a.StartedAt).FirstOrDefaultAsync(cancellation);

        if (attempt is null)
        {
            return activity.Kind == ActivityKind.Practice ? NotBegun(current, activity) : null;
        }

        var responses = await db.ItemResponses.AsNoTracking()
            .Where(r => r.AttemptId == attempt.Id)
            .ToDictionaryAsync(r => r.QuestionId, r => r.Response, cancellation);
        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        return View(attempt.Id, attempt.QuestionIds, responses, revision, activity.Kind, !attempt.IsOpen) with
        {
            IsBegun = true,
            Score = attempt.Score,
            Passed = attempt.Passed,
        };
    }

    private static AttemptView NotBegun(Revision revision, ActivityOutline activity)
    {
        var id = Guid.CreateVersion7();
        var questions = Draw.Questions(revision.Quiz(activity.Id), revision.Pool, id);
        return View(id, questions, new Dictionary<string, Response>(), revision, activity.Kind, isSubmitted: false);
    }

    private static AttemptView View(
        Guid id, IReadOnlyList<string> questions, Dictionary<string, Response> responses, Revision revision, ActivityKind kind, bool isSubmitted) => new()
    {
        Id = id,
        IsSubmitted = isSubmitted,
        IsBegun = false,
        Score = Score.None,
        Passed = false,
        Questions = [.. questions.Select(questionId => revision.Question(questionId)!.For(Draw.SeedOf(id, questionId))).Select(question =>
        {
            var response = responses.GetValueOrDefault(question.Id) ?? Response.Empty;
            var isShown = isSubmitted || (kind == ActivityKind.Practice && !response.IsBlank);
            return question.Show(response, isShown ? question.Mark(response) : null, Draw.OptionsOf(id, question.Id));
        })],
    };
}
