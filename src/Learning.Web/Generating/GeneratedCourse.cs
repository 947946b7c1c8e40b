using System.Globalization;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Web.Generating;

/// <summary>A course to measure with: modules of five lessons and a quiz, at the end a test that has to be passed. It teaches nothing. The same each time.</summary>
internal static class GeneratedCourse
{
    public const string Id = "generated-course";

    private const int OfModule = 6;
    private const int QuestionsOfQuiz = 5;

    public static CourseDraft Draft(int activities)
    {
        var all = Enumerable.Range(1, activities).Select(n => Activity(n, activities)).ToArray();
        return new()
        {
            Outline = new CourseOutline
            {
                Id = Id,
                Slug = Id,
                Title = "Generated course",
                Summary = "For measuring only.",
                Level = "introductory",
                Language = "en",
                Hours = Math.Max(1, all.Sum(a => a.Minutes) / 60),
                Licence = "CC0 1.0",
                Objectives = [new("measure", "Be measured")],
                Completion = new(Requirement.Done, Requirement.Done, Requirement.Passed),
                Modules = [.. all.Chunk(OfModule).Select((some, i) => new ModuleOutline($"module-{i + 1}", $"Module {i + 1}", "", "", some))],
            },
            Lessons = all.Where(a => !a.IsQuiz).ToDictionary(a => a.Id, a => Lesson(a.Title)),
            Quizzes = all.Where(a => a.IsQuiz).ToDictionary(a => a.Id, a => new QuizText { Questions = [.. Enumerable.Range(1, QuestionsOfQuiz).Select(q => Question(a.Id, q, all[0].Id))] }),
            Pool = [],
            Media = [],
        };
    }

    private static ActivityOutline Activity(int n, int last)
    {
        var number = n.ToString("00", CultureInfo.InvariantCulture);
        return n == last ? new() { Id = $"test-{number}", Title = "Final test", Kind = ActivityKind.Test, Minutes = 15, Pass = 60, Questions = QuestionsOfQuiz }
            : n % OfModule == 0 ? new() { Id = $"quiz-{number}", Title = $"Quiz {n / OfModule}", Kind = ActivityKind.Practice, Minutes = 5, Pass = 60, Questions = QuestionsOfQuiz }
            : new() { Id = $"lesson-{number}", Title = $"Lesson {n}", Kind = ActivityKind.Lesson, Minutes = 4 + (n % 5) };
    }

    private static LessonText Lesson(string title) => new()
    {
        Html = $"<p>{title} is there to be measured.</p>",
        Passages = [new(null, null, $"{title} is there to be measured.")],
        Sources = [],
        Checked = new DateOnly(2026, 11, 28),
        Terms = [],
    };

    private static SingleChoice Question(string quiz, int n, string lesson) => new()
    {
        Id = $"{quiz}-q{n}",
        Objective = "measure",
        Lesson = lesson,
        Prompt = $"Question {n} of {quiz}: which is it?",
        Explanation = "<p>The first.</p>",
        Options = [new("a", "The first", true, ""), new("b", "The second", false, ""), new("c", "The third", false, "")],
    };
}
