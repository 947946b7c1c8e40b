using System.Globalization;
using Learning.Assessment;
using Learning.Data;

namespace Learning.Analysis;

/// <summary>
/// Reads the first attempt that each learner handed in at a quiz, a hundred attempts at a time, and gives them to the statistics. In SQL of our own: with a hundred questions and ten
/// thousand attempts there are a million answers, and materializing those takes longer than all the rest.
/// </summary>
internal sealed class ReadAnswers(LearningDb db)
{
    private const int Page = 100;

    private const string First = """
        a."CourseId" = @0 AND a."ActivityId" = @1 AND a."SubmittedAt" IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM "Attempt" e WHERE e."LearnerId" = a."LearnerId" AND e."CourseId" = @0 AND e."ActivityId" = @1
            AND (e."SubmittedAt" < a."SubmittedAt" OR (e."SubmittedAt" = a."SubmittedAt" AND e."Id" < a."Id")))
        """;

    private readonly string _attemptsSql = $"""
        SELECT a."Id", a."RevisionId", a."Questions", {db.MillisecondsOf("a.\"StartedAt\"")}, {db.MillisecondsOf("a.\"SubmittedAt\"")} FROM "Attempt" a
        WHERE {First} AND a."SubmittedAt" >= @2 AND (a."SubmittedAt" > @2 OR a."Id" > @3)
        ORDER BY a."SubmittedAt", a."Id" LIMIT @4
        """;

    private static readonly string Ids = string.Join(", ", Enumerable.Range(0, Page).Select(n => $"@{n}"));

    /// <summary>With the place of the attempt in the page: an id in each row would have to be read as text each time.</summary>
    private readonly string _answersSql = $"""
        SELECT p.column1, r."QuestionId", r."Values", {db.MillisecondsOf("r.\"AnsweredAt\"")}, r."Certainty"
        FROM (VALUES {string.Join(", ", Enumerable.Range(0, Page).Select(n => $"({n}, @{n})"))}) p JOIN "ItemResponse" r ON r."AttemptId" = p.column2
        """;

    private readonly string _gradesSql =
        $"""SELECT "AttemptId", "QuestionId", "Points", {db.MillisecondsOf("\"GradedAt\"")} FROM "Grade" WHERE "AttemptId" IN ({Ids}) ORDER BY "GradedAt", "Id" """;

    private const string CountSql = $"""SELECT COUNT(*) FROM "Attempt" a WHERE {First} AND a."SubmittedAt" > @2""";

    /// <summary>How many learners have handed in their first attempt since then.</summary>
    public async Task<int> CountAsync(string courseId, string activityId, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var command = await db.CommandAsync(CountSql, cancellation, courseId, activityId, since);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    /// <summary>While one page is marked and counted, the next is read.</summary>
    public async Task ReadAsync(string courseId, string activityId, Func<Guid, CancellationToken, Task<AskedQuestions>> askedIn, ItemStatistics statistics, CancellationToken cancellation)
    {
        var counting = new CountAttempts(statistics);
        var counted = Task.CompletedTask;
        var (after, afterId) = (DateTimeOffset.MinValue, Guid.Empty);
        while (true)
        {
            var page = await AttemptsAsync(courseId, activityId, after, afterId, cancellation);
            if (page.Count == 0)
            {
                await counted;
                return;
            }

            foreach (var attempt in page)
            {
                attempt.Asked = await askedIn(attempt.RevisionId, cancellation);
            }

            await AnswersAsync(page, cancellation);
            await counted;
            counted = Task.Run(() => page.ForEach(counting.Add), cancellation);
            (after, afterId) = (DateTimeOffset.FromUnixTimeMilliseconds(page[^1].SubmittedAt), page[^1].Id);
        }
    }

    private async Task<List<ReadAttempted>> AttemptsAsync(string courseId, string activityId, DateTimeOffset after, Guid afterId, CancellationToken cancellation)
    {
        var page = new List<ReadAttempted>(Page);
        await using var command = await db.CommandAsync(_attemptsSql, cancellation, courseId, activityId, after, afterId, Page);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            page.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)));
        }

        return page;
    }

    private async Task AnswersAsync(List<ReadAttempted> page, CancellationToken cancellation)
    {
        var ids = page.Select(a => (object)a.Id).Concat(Enumerable.Repeat((object)Guid.Empty, Page - page.Count)).ToArray();
        var grades = page.Any(a => a.Asked.HaveEssays) ? await GradesAsync(ids, cancellation) : [];
        await using var command = await db.CommandAsync(_answersSql, cancellation, ids);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var attempt = page[row.GetInt32(0)];
            var question = row.GetString(1);
            var grade = grades.Count == 0 ? null : grades.GetValueOrDefault((attempt.Id, question));
            attempt.Answers.Add(new(question, row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt32(4), grade));
        }
    }

    /// <summary>The latest grade of each essay.</summary>
    private async Task<Dictionary<(Guid, string), Grade>> GradesAsync(object[] ids, CancellationToken cancellation)
    {
        var grades = new Dictionary<(Guid, string), Grade>();
        await using var command = await db.CommandAsync(_gradesSql, cancellation, ids);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (id, question) = (row.GetGuid(0), row.GetString(1));
            var points = System.Text.Json.JsonSerializer.Deserialize<int[]>(row.GetString(2)) ?? [];
            grades[(id, question)] = Grade.Give("", id, question, points, "", "", DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
        }

        return grades;
    }
}

/// <summary>An attempt as it is stored. Times are in milliseconds since 1970, UTC; questions are ids in their order, separated by spaces.</summary>
internal sealed record ReadAttempted(Guid Id, Guid RevisionId, string Questions, long StartedAt, long SubmittedAt)
{
    public AskedQuestions Asked { get; set; } = null!;

    public List<ReadAnswer> Answers { get; } = [];
}

/// <summary>An answer as it is stored; its values are a JSON array of texts.</summary>
internal readonly record struct ReadAnswer(string Question, string Values, long At, int? Certainty, Grade? Grade);
