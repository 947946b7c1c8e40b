using System.Globalization;
using System.Text.Json;
using Learning.Authoring;
using Learning.Questions;
using Microsoft.Data.Sqlite;

namespace Learning.Benchmarks;

/// <summary>A quiz of many questions of all kinds that can be marked at once, and as many attempts at it as are wanted; the same each time.</summary>
internal static class ManyAttempts
{
    public const string CourseId = "many";
    public const string Activity = "quiz";

    public static CourseDraft Draft(int questions) => new()
    {
        Outline = new CourseOutline
        {
            Id = CourseId,
            Slug = CourseId,
            Title = "Many",
            Summary = "",
            Level = "introductory",
            Language = "en",
            Hours = 1,
            Licence = "CC BY 4.0",
            Objectives = [new("o", "O")],
            Completion = new(Requirement.None, Requirement.None, Requirement.None),
            Modules = [new("m", "M", "", "", [new() { Id = Activity, Title = "Quiz", Kind = ActivityKind.Test, Minutes = 60, Pass = 60, Questions = questions }])],
        },
        Lessons = new Dictionary<string, LessonText>(),
        Quizzes = new Dictionary<string, QuizText> { [Activity] = new() { Questions = [.. Enumerable.Range(0, questions).Select(Question)] } },
        Pool = [],
        Media = [],
    };

    /// <summary>Straight into the tables: through the record it would take hours.</summary>
    public static void Fill(string database, Guid revisionId, IReadOnlyList<Question> questions, int attempts)
    {
        var chance = new Random(42);
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var attempt = Command(connection, """
            INSERT INTO "Attempt" ("Id", "LearnerId", "CourseId", "ActivityId", "RevisionId", "Questions", "StartedAt", "BeganAt", "SubmittedAt", "RawNumerator", "RawDenominator", "Max", "Passed", "AwaitsGrading")
            VALUES ($0, $1, $2, $3, $4, $5, $6, $6, $7, 0, 1, 0, 0, 0)
            """, 8);
        using var answer = Command(connection, """
            INSERT INTO "ItemResponse" ("LearnerId", "AttemptId", "QuestionId", "Values", "AnsweredAt", "EntryId", "Certainty") VALUES ($0, $1, $2, $3, $4, $5, $6)
            """, 7);
        var ids = string.Join(' ', questions.Select(q => q.Id));
        for (var n = 0; n < attempts; n++)
        {
            var began = DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(n);
            var id = Guid.CreateVersion7(began);
            var ability = chance.NextDouble();
            var at = began;
            Run(attempt, id, $"learner-{n}", CourseId, Activity, revisionId, ids, began.ToUnixTimeMilliseconds(), began.AddHours(1).ToUnixTimeMilliseconds());
            foreach (var question in questions)
            {
                at = at.AddMilliseconds(5_000 + chance.Next(60_000));
                var values = Response(question, Learning.Assessment.Draw.SeedOf(id, question.Id), chance.NextDouble() < 0.2 + (0.7 * ability), chance);
                Run(answer, $"learner-{n}", id, question.Id, JsonSerializer.Serialize(values), at.ToUnixTimeMilliseconds(), Guid.CreateVersion7(at), question.AsksCertainty ? 1 + chance.Next(3) : DBNull.Value);
            }
        }

        transaction.Commit();
    }

    /// <summary>Of a hundred: fifty single choices, fifteen of several, ten true or false, eight texts, seven numbers, four calculations, two each of ordering, matching and gaps.</summary>
    private static Question Question(int n)
    {
        var id = $"question-{n.ToString("000", CultureInfo.InvariantCulture)}";
        Question question = (n % 100) switch
        {
            < 50 => new SingleChoice { Id = id, Objective = "o", Lesson = "l", Prompt = "Which?", Explanation = "", Options = Options(4, 1) },
            < 65 => new MultipleChoice { Id = id, Objective = "o", Lesson = "l", Prompt = "Which ones?", Explanation = "", Options = Options(5, 2) },
            < 75 => new TrueFalse { Id = id, Objective = "o", Lesson = "l", Prompt = "True?", Explanation = "", Options = Options(2, 1) },
            < 83 => new ShortText { Id = id, Objective = "o", Lesson = "l", Prompt = "What?", Explanation = "", Answers = [new("ratification", true, "")] },
            < 90 => new Numeric { Id = id, Objective = "o", Lesson = "l", Prompt = "How many?", Explanation = "", Answers = [new(450, 1, true, "")] },
            < 94 => new Calculation
            {
                Id = id, Objective = "o", Lesson = "l", Prompt = "How much?", Explanation = "", Language = "en",
                Ranges = [new("wage", 800, 2400, 50)], Answers = [new("wage * 45 %", 1, true, "")],
            },
            < 96 => new Ordering { Id = id, Objective = "o", Lesson = "l", Prompt = "Order", Explanation = "", Items = [.. Enumerable.Range(1, 4).Select(i => new Item($"i{i}", $"{i}", $"{i}"))] },
            < 98 => new Matching
            {
                Id = id, Objective = "o", Lesson = "l", Prompt = "Match", Explanation = "",
                Answers = [.. Enumerable.Range(1, 4).Select(i => new Item($"a{i}", $"{i}", $"{i}"))],
                Matches = [.. Enumerable.Range(1, 4).Select(i => new Match(new Item($"i{i}", $"{i}", $"{i}"), $"a{i}"))],
            },
            _ => new Gaps { Id = id, Objective = "o", Lesson = "l", Prompt = "Fill in", Explanation = "", All = [new("g1", ["maternity"], []), new("g2", ["45"], ["45", "40", "60"])] },
        };
        return question with { AsksCertainty = n % 3 == 0 };
    }

    private static Option[] Options(int count, int right) => [.. Enumerable.Range(0, count).Select(i => new Option(((char)('a' + i)).ToString(), $"Option {i}", i < right, ""))];

    private static string[] Response(Question question, string seed, bool knows, Random chance) => knows ? [.. question.For(seed).RightResponse.Values] : question switch
    {
        Choice choice => [choice.Options[chance.Next(choice.Options.Count)].Value],
        ShortText => [$"word {chance.Next(300)}"],
        Numeric or Calculation => [$"{chance.Next(2_000)}"],
        Ordering order => [.. order.Items.Select(i => $"{i.Key}={1 + chance.Next(4)}")],
        Matching match => [.. match.Matches.Select(m => $"{m.Item.Key}=a{1 + chance.Next(4)}")],
        Gaps => [$"g1=word {chance.Next(300)}", $"g2={40 + (5 * chance.Next(5))}"],
        _ => [],
    };

    private static SqliteCommand Command(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
