using Learning.Authoring;
using Learning.Questions;
using Microsoft.Extensions.FileProviders;

namespace Learning.BrowserTests.Site;

/// <summary>The course of the site as its authors wrote it: the order of its parts, and what is right and wrong.</summary>
internal sealed class CourseBook
{
    public const string Slug = "right-to-social-security";

    private readonly CourseDraft _draft;
    private readonly Dictionary<string, Question> _questions;

    private CourseBook(CourseDraft draft)
    {
        _draft = draft;
        _questions = draft.Quizzes.Values.SelectMany(q => q.Questions).Concat(draft.Pool).ToDictionary(q => q.Id);
    }

    public string Title => _draft.Outline.Title;

    public IReadOnlyList<ActivityOutline> Activities => [.. _draft.Outline.Activities];

    public IReadOnlyList<ActivityOutline> Lessons => [.. Activities.Where(a => a.Kind == ActivityKind.Lesson)];

    public IReadOnlyList<ActivityOutline> Practices => [.. Activities.Where(a => a.Kind == ActivityKind.Practice)];

    public ActivityOutline Test => Activities.Single(a => a.Kind == ActivityKind.Test);

    /// <exception cref="InvalidOperationException">The course has problems.</exception>
    public static CourseBook Read(string root)
    {
        using var content = new PhysicalFileProvider(Path.Combine(root, "content"));
        var reading = CourseReader.Read(content, $"courses/{Slug}");
        return new(reading.Draft ?? throw new InvalidOperationException(string.Join('\n', reading.Problems)));
    }

    public static string PathOf(ActivityOutline activity) => $"/learn/{Slug}/{activity.Id}";

    /// <summary>The activity after this one, or null after the last.</summary>
    public ActivityOutline? After(ActivityOutline activity) => Activities.SkipWhile(a => a.Id != activity.Id).Skip(1).FirstOrDefault();

    /// <summary>The first lesson whose text holds all of these pieces of HTML.</summary>
    public ActivityOutline LessonWith(params string[] html) =>
        Lessons.First(l => html.All(piece => _draft.Lessons[l.Id].Html.Contains(piece, StringComparison.Ordinal)));

    public ActivityOutline LessonOf(string questionId) => Activities.Single(a => a.Id == _questions[questionId].Lesson);

    public IReadOnlyList<Question> QuestionsOf(ActivityOutline practice) => _draft.Quizzes[practice.Id].Questions;

    public Response Right(string questionId) => _questions[questionId].RightResponse;

    /// <summary>An answer that earns nothing.</summary>
    public Response Wrong(string questionId)
    {
        var question = _questions[questionId];
        var answers = question is Choice choice ? choice.Options.Select(o => o.Value) : ["-987654", "nothing like it"];
        return answers.Select(a => new Response([a])).First(r => question.Mark(r).Score.Raw == Fraction.Zero);
    }
}
