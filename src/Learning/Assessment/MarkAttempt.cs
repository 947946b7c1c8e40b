using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>Marks attempts with all that bears on them: the questions they were started with, the numbers drawn for them, grades, corrected keys.</summary>
public sealed class MarkAttempt(LearningDb db, RevisionCache revisions)
{
    private readonly Dictionary<string, Dictionary<string, KeyCorrection>> _corrections = [];

    /// <summary>Each question of the attempt in its order; a decision that is being thought about may take the place of the stored one.</summary>
    public async Task<IReadOnlyList<MarkedQuestion>> MarkAsync(
        Attempt attempt, IReadOnlyDictionary<string, Response> responses, CancellationToken cancellation, KeyCorrection? instead = null)
    {
        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        var corrections = await CorrectionsAsync(attempt.CourseId, cancellation);
        var grades = await GradesAsync(attempt, revision, cancellation);
        var marked = new List<MarkedQuestion>();
        foreach (var id in attempt.QuestionIds)
        {
            var seed = Draw.SeedOf(attempt.Id, id);
            var correction = instead?.QuestionId == id ? instead : corrections.GetValueOrDefault(id);
            var corrected = correction?.Correction == Correction.NewKey ? (await revisions.GetAsync(db, correction.RevisionId, cancellation)).Question(id) : null;
            marked.Add(Scoring.Mark(revision.Question(id)!.For(seed), responses.GetValueOrDefault(id) ?? Response.Empty, grades.GetValueOrDefault(id), correction?.Correction, corrected?.For(seed)));
        }

        return marked;
    }

    /// <summary>What the markings come to, with the rules of the revision the attempt was started with.</summary>
    public async Task<AttemptResult> ResultAsync(Attempt attempt, IReadOnlyCollection<MarkedQuestion> questions, CancellationToken cancellation)
    {
        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        var activity = revision.Activity(attempt.ActivityId)!;
        var score = Scoring.Total(questions);
        var passed = activity.Kind == ActivityKind.Survey
            || (activity.Rules.Mastery is { } mastery
                ? Scoring.IsMastered(mastery, Latest(questions).Concat(await EarlierAnswersAsync(attempt, mastery.Of, cancellation)))
                : score.Reaches(activity.Pass));
        return new(score, passed, Scoring.AwaitsGrading(questions));
    }

    /// <summary>Within one attempt the order of the questions stands for that of the answers.</summary>
    private static IEnumerable<bool> Latest(IEnumerable<MarkedQuestion> questions) => questions.Where(q => !q.Response.IsBlank).Reverse().Select(q => q.Marking.IsRight);

    private async Task<List<bool>> EarlierAnswersAsync(Attempt attempt, int most, CancellationToken cancellation)
    {
        var earlier = await db.Attempts.AsNoTracking()
            .Where(a => a.LearnerId == attempt.LearnerId && a.CourseId == attempt.CourseId && a.ActivityId == attempt.ActivityId && a.Id != attempt.Id && a.SubmittedAt != null && a.StartedAt <= attempt.StartedAt)
            .OrderByDescending(a => a.StartedAt).ThenByDescending(a => a.Id)
            .Take(most)   // each has an answer at least
            .ToListAsync(cancellation);
        var right = new List<bool>();
        foreach (var one in earlier.TakeWhile(_ => right.Count < most))
        {
            var responses = await db.ItemResponses.AsNoTracking().Where(r => r.LearnerId == one.LearnerId && r.AttemptId == one.Id).ToDictionaryAsync(r => r.QuestionId, r => r.Response, cancellation);
            right.AddRange(Latest(await MarkAsync(one, responses, cancellation)));
        }

        return right;
    }

    internal async Task<Dictionary<string, KeyCorrection>> CorrectionsAsync(string courseId, CancellationToken cancellation)
    {
        if (!_corrections.TryGetValue(courseId, out var known))
        {
            var all = await db.KeyCorrections.AsNoTracking().Where(c => c.CourseId == courseId).OrderBy(c => c.DecidedAt).ThenBy(c => c.Id).ToListAsync(cancellation);
            known = all.GroupBy(c => c.QuestionId).ToDictionary(c => c.Key, c => c.Last());
            _corrections[courseId] = known;
        }

        return known;
    }

    /// <summary>The latest grade of each essay, those of this transaction too.</summary>
    private async Task<Dictionary<string, Grade>> GradesAsync(Attempt attempt, Revision revision, CancellationToken cancellation)
    {
        if (!attempt.QuestionIds.Any(id => revision.Question(id) is Essay))
        {
            return [];
        }

        await db.Grades.Where(g => g.LearnerId == attempt.LearnerId && g.AttemptId == attempt.Id).LoadAsync(cancellation);
        return db.Grades.Local.Where(g => g.AttemptId == attempt.Id).GroupBy(g => g.QuestionId).ToDictionary(g => g.Key, g => g.MaxBy(one => (one.GradedAt, one.Id))!);
    }
}
