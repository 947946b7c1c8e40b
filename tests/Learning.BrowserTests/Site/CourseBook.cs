using Learning.Assessment;
using Learning.Authoring;
using Learning.Progress;
using Learning.Questions;
using Microsoft.Extensions.FileProviders;

namespace Learning.BrowserTests.Site;

/// <summary>The course of the site as its authors wrote it: the order of its parts, and what is right and wrong.</summary>
internal sealed class CourseBook
{
    public const string Slug = "right-to-social-security";

    private const string OwnText = "Section 9 pays 40 per cent. Article 16 asks for 45. We ask the Committee to examine this.";

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

    public ActivityOutline PreTest => Activities.Single(a => a.Kind == ActivityKind.PreTest);

    public ActivityOutline Survey => Activities.Single(a => a.Kind == ActivityKind.Survey);

    /// <summary>What the certificate asks for.</summary>
    public IReadOnlyList<ActivityOutline> Required => [.. CompletionRule.Required(_draft.Outline)];

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

    public ActivityOutline PracticeWith(string kind) => Practices.First(p => QuestionsOf(p).Any(q => q.Kind == kind));

    public IReadOnlyList<Question> QuestionsOf(ActivityOutline quiz) => _draft.Quizzes[quiz.Id].Questions;

    public string ObjectiveOf(string questionId) => _questions[questionId].Objective;

    /// <summary>The right answer with the numbers of this attempt; a text where somebody would have to read it.</summary>
    public Response Right(Guid attempt, string questionId) => Asked(attempt, questionId) is { HasKey: true } question ? question.RightResponse : new([OwnText]);

    /// <summary>What somebody may say in a survey: the first of the options, or words.</summary>
    public Response Opinion(Guid attempt, string questionId) => new([Asked(attempt, questionId) is Opinion { Options: [var first, ..] } ? first.Value : "More about mines."]);

    /// <summary>An answer that earns nothing.</summary>
    public Response Wrong(Guid attempt, string questionId)
    {
        var question = Asked(attempt, questionId);
        var answers = question is Choice choice ? choice.Options.Select(o => o.Value) : ["-987654", "nothing like it"];
        return answers.Select(a => new Response([a])).First(r => question.Mark(r).Score.Raw == Fraction.Zero);
    }

    private Question Asked(Guid attempt, string questionId) => _questions[questionId].For(Draw.SeedOf(attempt, questionId));
}
