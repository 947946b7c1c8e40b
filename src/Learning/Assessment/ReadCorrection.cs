using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>A question whose key may be corrected: as it was asked, and as the revision in force has it; one of the two is there at least. In which quizzes it was asked, and by how many attempts.</summary>
public sealed record CorrectionSubject(string CourseId, Guid RevisionId, Question? Current, IReadOnlyList<Question> Asked, IReadOnlyList<string> Quizzes, int Attempts)
{
    public Question Question => Current ?? Asked[0];

    /// <summary>Somebody was asked it with another key than the one in force.</summary>
    public bool HasNewKey => Current is not null && Asked.Any(asked => Keys.Of(asked) != Keys.Of(Current));

    /// <summary>The name of the text that says why this cannot be decided; null when it can.</summary>
    public string? RefusalOf(Correction correction) => correction != Correction.NewKey ? null
        : Current is null ? "Correction.Withdrawn"
        : Asked.Any(asked => !KeyCorrection.Fits(asked, Current)) ? "Correction.AsksSomethingElse"
        : null;
}

/// <summary>What a decision about a key would do to those who have handed in.</summary>
public sealed record CorrectionEffect
{
    public int Attempts { get; init; }

    public int Higher { get; init; }

    public int Lower { get; init; }

    public int NowPass { get; init; }

    /// <summary>Learners who would no longer pass by this attempt. They keep what they have passed.</summary>
    public IReadOnlyList<string> NoLongerPass { get; init; } = [];
}

/// <summary>
/// Reads what an editor needs to know before she corrects a key. Writes nothing. What a decision would do is asked of every attempt that asked the question, so it looks at all attempts at the quizzes that ask it, through the index by quiz; how many
/// they are is counted on a standby where there is one.
/// </summary>
public sealed class ReadCorrection(LearningDb db, ReportsDb reports, RevisionCache revisions, ReviseResult revise)
{
    /// <summary>Null where neither the course in force nor any attempt has the question.</summary>
    public async Task<CorrectionSubject?> SubjectAsync(string slug, string questionId, CancellationToken cancellation)
    {
        var course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (course is null)
        {
            return null;
        }

        var (versions, quizzes) = (new Dictionary<Guid, Question>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var id in await AnsweredAsync(db, course.Id, cancellation))
        {
            var revision = await revisions.GetAsync(db, id, cancellation);
            if (revision.Question(questionId) is { } question)
            {
                versions.Add(id, question);
                quizzes.UnionWith(revision.Activities.Where(a => a.IsQuiz && MayAsk(revision.Quiz(a.Id), question)).Select(a => a.Id));
            }
        }

        var from = await reports.OpenAsync(cancellation);
        var asked = await HandedIn(from, course.Id, questionId).Where(a => quizzes.Contains(a.ActivityId)).GroupBy(a => a.RevisionId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var questions = asked.ConvertAll(a => versions[a.Key]);
        var current = (await revisions.GetAsync(db, course.CurrentRevisionId, cancellation)).Question(questionId);
        return current is null && questions.Count == 0 ? null : new(course.Id, course.CurrentRevisionId, current, questions, [.. quizzes], asked.Sum(a => a.Count));
    }

    /// <summary>Goes through the attempts one after the other, so that it needs little memory however many there are.</summary>
    public async Task<CorrectionEffect> EffectAsync(CorrectionSubject subject, Correction correction, CancellationToken cancellation)
    {
        var decision = KeyCorrection.Decide(subject.CourseId, subject.Question.Id, correction, subject.RevisionId, "", "", DateTimeOffset.UnixEpoch);
        var effect = new CorrectionEffect();
        var losing = new List<string>();
        foreach (var quiz in subject.Quizzes)
        {
            var (at, last) = (DateTimeOffset.MinValue, Guid.Empty);
            while (true)
            {
                var attempts = await HandedIn(db, subject.CourseId, subject.Question.Id).Where(a => a.ActivityId == quiz && a.SubmittedAt >= at && (a.SubmittedAt > at || a.Id > last))
                    .OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id).Take(RemarkAttempts.AtOnce).ToListAsync(cancellation);
                if (attempts.Count == 0)
                {
                    break;
                }

                foreach (var attempt in attempts)
                {
                    var result = await revise.PreviewAsync(attempt, decision, cancellation);
                    effect = effect with
                    {
                        Attempts = effect.Attempts + 1,
                        Higher = effect.Higher + (result.Score.Scaled > attempt.Score.Scaled ? 1 : 0),
                        Lower = effect.Lower + (result.Score.Scaled < attempt.Score.Scaled ? 1 : 0),
                        NowPass = effect.NowPass + (result.Passed && !attempt.Passed ? 1 : 0),
                    };
                    if (attempt.Passed && !result.Passed)
                    {
                        losing.Add(attempt.LearnerId);
                    }
                }

                (at, last) = (attempts[^1].SubmittedAt!.Value, attempts[^1].Id);
            }
        }

        return effect with { NoLongerPass = losing };
    }

    /// <summary>The revisions of a course by which somebody has handed something in. The earliest is asked for, since an index leads to it; where any would do PostgreSQL expects to find one wherever it begins, and reads all where there is none.</summary>
    internal static Task<List<Guid>> AnsweredAsync(LearningDb db, string courseId, CancellationToken cancellation)
    {
        var attempts = db.Attempts;
        return db.Revisions.Where(r => r.CourseId == courseId && attempts.Where(a => a.RevisionId == r.Id && a.SubmittedAt != null).Min(a => a.SubmittedAt) != null).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(cancellation);
    }

    private static bool MayAsk(QuizText quiz, Question question) => quiz.Questions.Any(q => q.Id == question.Id) || quiz.Draw.ContainsKey(question.Objective);

    /// <summary>The attempts handed in that asked a question.</summary>
    internal static IQueryable<Attempt> HandedIn(LearningDb db, string courseId, string questionId) =>
        db.Attempts.AsNoTracking().Where(a => a.CourseId == courseId && a.SubmittedAt != null && (" " + a.Questions + " ").Contains(" " + questionId + " "));
}

/// <summary>What is right by a question, as far as a change of it changes marks.</summary>
public static class Keys
{
    public static string Of(Question question) => question switch
    {
        ShortText text => string.Join('|', text.Answers.Where(a => a.IsRight).Select(a => a.Text).Order(StringComparer.Ordinal)),
        Numeric number => string.Join('|', number.Answers.Where(a => a.IsRight).Select(a => $"{a}")),
        Calculation calculation => string.Join('|', calculation.Answers.Where(a => a.IsRight).Select(a => $"{a}")),
        Essay => "",
        Gaps gaps => string.Join('|', gaps.All.Select(g => $"{g.Key}={string.Join('/', g.Accepted)}")),
        _ => string.Join('|', question.RightResponse.Values.Order(StringComparer.Ordinal)),
    };
}
