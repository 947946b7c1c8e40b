using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>How many questions a test draws for an objective.</summary>
internal readonly record struct Draw(FrontText Objective, FrontNode Number, int Count);

/// <summary>A quiz: what its front matter says, its introduction and its questions.</summary>
internal sealed record QuizPage
{
    public const string Ending = ".quiz.md";
    public const int LongestMinutes = 180;
    public const int PracticePass = 60;

    public required PageFile File { get; init; }

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ActivityKind Kind { get; init; }

    public required int Minutes { get; init; }

    public required IReadOnlyList<FrontText> Objectives { get; init; }

    public required int Pass { get; init; }

    public required QuizRules Rules { get; init; }

    public required DateOnly? Again { get; init; }

    public required IReadOnlyList<Draw> Draws { get; init; }

    public required QuestionParts Text { get; init; }

    /// <param name="today">As for a lesson; null: whatever day it gives is taken.</param>
    public static QuizPage? Read(ContentTree tree, string path, Ids ids, Problems problems, DateOnly? today = null)
    {
        var file = PageFile.Read(tree, path, MarkdownForms.Questions, problems);
        if (file is null)
        {
            return null;
        }

        var fields = file.Fields("a quiz", problems);
        var kind = KindOf(fields.OneOf("mode", "practice", "test", "survey", "pre-test")?.Value);
        var draw = fields.Map("draw", isRequired: false);
        var quiz = new QuizPage
        {
            File = file,
            Id = ids.Take(fields.Text("id")),
            Title = fields.Text("title")?.Value ?? "",
            Kind = kind,
            Minutes = fields.Whole("minutes", 1, LongestMinutes),
            Objectives = fields.Words("objectives", isRequired: draw is null && kind != ActivityKind.Survey),
            Pass = kind == ActivityKind.Survey ? 0 : fields.Whole("pass", 1, 100, kind == ActivityKind.Practice ? PracticePass : null),
            Rules = QuizRulesReader.Read(fields, kind, problems),
            Again = SeenAgain.Read(fields, today, problems),
            Draws = ReadDraws(draw, problems),
            Text = QuestionParts.Read(file, ids, problems),
        };
        fields.ReportUnknown();
        quiz.ReportWhereQuestionsComeFrom(draw, problems);
        return quiz;
    }

    /// <summary>Its place in the course.</summary>
    /// <param name="questions">How many questions one attempt asks.</param>
    public ActivityOutline Outline(int questions) => new()
    {
        Id = Id,
        Title = Title,
        Kind = Kind,
        Minutes = Minutes,
        Objectives = [.. (Objectives.Count > 0 ? Objectives : Draws.Select(d => d.Objective)).Select(o => o.Value)],
        Pass = Pass,
        QuizRules = Rules == QuizRules.Default ? null : Rules,
        Again = Again,
        Questions = questions,
    };

    private static ActivityKind KindOf(string? mode) => mode switch
    {
        "test" => ActivityKind.Test,
        "survey" => ActivityKind.Survey,
        "pre-test" => ActivityKind.PreTest,
        _ => ActivityKind.Practice,
    };

    private void ReportWhereQuestionsComeFrom(FrontMap? draw, Problems problems)
    {
        if (draw is not null && Kind == ActivityKind.Survey)
        {
            problems.Add(draw.Spot, "survey-draws", "A survey draws no questions: those of a pool have right answers.", "Write its questions below headings ##.");
        }

        if (draw is not null && Text.Questions.Count > 0)
        {
            problems.Add(
                draw.Spot,
                "questions-and-draw",
                "The quiz has questions of its own and also draws some.",
                "Keep one of the two; questions to draw from stand in a .pool.md file.");
        }

        if (File.IsWhole && draw is null && Text.Questions.Count == 0)
        {
            problems.Add(
                File.Source.Start,
                "no-questions",
                "The quiz has no questions and draws none.",
                "Write a question below a heading ##, or add draw: with objectives and numbers.");
        }
    }

    private static List<Draw> ReadDraws(FrontMap? map, Problems problems)
    {
        var draws = new List<Draw>();
        var fields = new Fields(map, "draw", map?.Spot ?? default, problems);
        foreach (var entry in map?.Entries ?? [])
        {
            draws.Add(new(entry.Key, entry.Value, fields.Whole(entry.Key.Value, 1, 50)));
        }

        if (map is { Entries.Count: 0 })
        {
            problems.Add(map.Spot, "empty-value", "Nothing is drawn.", "Write an objective and a number on each line below draw.");
        }

        return draws;
    }
}
