using System.Text.Json;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;

namespace Learning.Cohorts.Reports;

/// <summary>
/// Which questions of a cohort's quizzes were most often not answered rightly, in its latest attempts at all of them. Marked by the rule of all marking, with corrected keys. Essays and opinions,
/// which nobody can miss, are left out. Reads and marks at most 2,000 attempts.
/// </summary>
public sealed class MissedQuestions(LearningDb db, RevisionCache revisions, MarkAttempt marking)
{
    private const int MostAttempts = 2_000;
    private const int MostQuestions = 10;

    /// <summary>From the members on, so that a small cohort on a large course reads only its own attempts.</summary>
    private const string Latest = """
        SELECT a."Id", a."CourseId", a."ActivityId", a."RevisionId", a."Questions"
        FROM "Members" m CROSS JOIN "CohortCourses" c CROSS JOIN "Attempt" a
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL AND c."CohortId" = @0 AND a."LearnerId" = m."LearnerId" AND a."CourseId" = c."CourseId" AND a."SubmittedAt" IS NOT NULL
        ORDER BY a."SubmittedAt" DESC, a."Id" DESC LIMIT @1
        """;

    private const string Answers = $"""
        SELECT l."Id", r."QuestionId", r."Values" FROM ({Latest}) l CROSS JOIN "ItemResponse" r WHERE r."AttemptId" = l."Id"
        """;

    /// <param name="from">Where attempts and answers are read (<see cref="ReportsDb"/>).</param>
    /// <param name="cohortId">Of the cohort.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(IReadOnlyList<MissedQuestion> Questions, int Attempts)> ReadAsync(LearningDb from, Guid cohortId, CancellationToken cancellation)
    {
        var attempts = await AttemptsAsync(from, cohortId, cancellation);
        var answers = await AnswersAsync(from, cohortId, cancellation);
        var counts = new Dictionary<(Place, string), (Question Question, int Asked, int Missed)>();
        foreach (var attempt in attempts)
        {
            var revision = await revisions.ForReaderAsync(db, attempt.RevisionId, cancellation);
            var corrections = await marking.CorrectionsAsync(attempt.Quiz.Course, cancellation);
            foreach (var id in attempt.Questions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (question, correction) = (revision.Question(id)!, corrections.GetValueOrDefault(id));
                if (question is Essay or Opinion || question.Max == 0 || correction is { Correction: not Correction.NewKey })
                {
                    continue;
                }

                var corrected = correction is null ? null : (await revisions.ForReaderAsync(db, correction.RevisionId, cancellation)).Question(id);
                var seed = Draw.SeedOf(attempt.Id, id);
                var marked = Scoring.Mark(question.For(seed), answers.GetValueOrDefault((attempt.Id, id)) ?? Response.Empty, null, correction?.Correction, corrected?.For(seed));
                var known = counts.GetValueOrDefault((attempt.Quiz, id));
                counts[(attempt.Quiz, id)] = (corrected ?? known.Question ?? question, known.Asked + 1, known.Missed + (marked.Marking.IsRight ? 0 : 1));
            }
        }

        return (
            [
                .. counts.Where(c => c.Value.Missed > 0).Select(c => new MissedQuestion(c.Key.Item1, c.Value.Question, c.Value.Asked, c.Value.Missed))
                    .OrderByDescending(m => m.Share).ThenByDescending(m => m.Asked).ThenBy(m => m.Question.Id, StringComparer.Ordinal).Take(MostQuestions),
            ],
            attempts.Count);
    }

    private static async Task<List<Looked>> AttemptsAsync(LearningDb from, Guid cohortId, CancellationToken cancellation)
    {
        var attempts = new List<Looked>();
        await using var command = await from.CommandAsync(Latest, cancellation, cohortId, MostAttempts);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            attempts.Add(new(row.GetGuid(0), new(row.GetString(1), row.GetString(2)), row.GetGuid(3), row.GetString(4)));
        }

        return attempts;
    }

    private static async Task<Dictionary<(Guid, string), Response>> AnswersAsync(LearningDb from, Guid cohortId, CancellationToken cancellation)
    {
        var answers = new Dictionary<(Guid, string), Response>();
        await using var command = await from.CommandAsync(Answers, cancellation, cohortId, MostAttempts);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            answers[(row.GetGuid(0), row.GetString(1))] = new(JsonSerializer.Deserialize<string[]>(row.GetString(2)) ?? []);
        }

        return answers;
    }

    private sealed record Looked(Guid Id, Place Quiz, Guid RevisionId, string Questions);
}
