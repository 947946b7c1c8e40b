using Learning.Authoring;
using Learning.Questions;

namespace Learning.Tests.Courses;

/// <summary>Small courses made by hand, for tests that are not about reading Markdown.</summary>
internal static class Drafts
{
    public const string CourseId = "rhythm";

    /// <summary>Lessons "beat" and "bar" (5 and 7 minutes), practice "check" (two questions), test "exam" (two of three from the pool, pass 70).</summary>
    public static CourseDraft Rhythm(string title = "Rhythm", string lesson = "The beat is the pulse of the music.") => new()
    {
        Outline = new CourseOutline
        {
            Id = CourseId,
            Slug = CourseId,
            Title = title,
            Summary = "Feel the beat.",
            Level = "introductory",
            Language = "en",
            Hours = 1,
            Licence = "CC BY 4.0",
            Objectives = [new("pulse", "Keep a pulse")],
            Completion = new(Requirement.Done, Requirement.Done, Requirement.Passed),
            Modules =
            [
                new("one", "One", "The first.", "",
                [
                    new() { Id = "beat", Title = "The beat", Kind = ActivityKind.Lesson, Minutes = 5 },
                    new() { Id = "bar", Title = "The bar", Kind = ActivityKind.Lesson, Minutes = 7 },
                    new() { Id = "check", Title = "Check yourself", Kind = ActivityKind.Practice, Minutes = 3, Pass = 60, Questions = 2 },
                ]),
                new("two", "Two", "The second.", "",
                [
                    new() { Id = "exam", Title = "Final test", Kind = ActivityKind.Test, Minutes = 10, Pass = 70, Questions = 2 },
                ]),
            ],
        },
        Lessons = new Dictionary<string, LessonText> { ["beat"] = Lesson(lesson), ["bar"] = Lesson("A bar holds beats.") },
        Quizzes = new Dictionary<string, QuizText>
        {
            ["check"] = new() { Questions = [Question("q1"), Question("q2")] },
            ["exam"] = new() { Draw = new Dictionary<string, int> { ["pulse"] = 2 } },
        },
        Pool = [Question("p1"), Question("p2"), Question("p3")],
        Media = [],
    };

    public static SingleChoice Question(string id) => new()
    {
        Id = id,
        Objective = "pulse",
        Lesson = "beat",
        Prompt = $"Is {id} a?",
        Explanation = "<p>It is a.</p>",
        Options = [new("a", "Yes", true, "<p>Right.</p>"), new("b", "No", false, "<p>Not so.</p>"), new("c", "Perhaps", false, "<p>No.</p>")],
    };

    private static LessonText Lesson(string text) => new()
    {
        Html = $"<h2 id=\"pulse\">Pulse</h2><p>{text}</p>",
        Passages = [new("pulse", "Pulse", text)],
        Sources = [new("s", "A source", "Somebody", "2020", null, null)],
        Checked = new DateOnly(2026, 11, 23),
        Terms = [new("pulse", "pulse", "A steady beat.")],
    };
}
