using Learning.Authoring.Pictures;
using Learning.Questions;

namespace Learning.Authoring.Parts;

/// <summary>Puts the rendered pages of a course together as a draft.</summary>
internal sealed class DraftWriter(CourseFolder folder, PageWriter pages, PictureShelf pictures)
{
    private readonly Dictionary<string, LessonText> _lessons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuizText> _quizzes = new(StringComparer.Ordinal);
    private Dictionary<LessonPage, LessonText> _lessonTexts = [];
    private Dictionary<QuizPage, QuizText> _quizTexts = [];
    private IReadOnlyList<Question> _pool = [];

    public CourseDraft Write(CoursePage page)
    {
        _pool = [.. SideBySide.Make(folder.Pools, pool => pages.Questions(pool.File, pool.Text)).SelectMany(questions => questions)];
        _lessonTexts = Texts([.. folder.Modules.SelectMany(m => m.Lessons)], pages.Lesson);
        _quizTexts = Texts([.. folder.Modules.SelectMany(m => m.Quizzes)], quiz => pages.Quiz(quiz, objective => _pool.Count(q => q.Objective == objective)));
        var outline = page.Outline with
        {
            Welcome = pages.Text(page.File, page.Headings),
            Modules = [.. folder.Modules.Select(Module)],
        };

        return new() { Outline = outline, Lessons = _lessons, Quizzes = _quizzes, Pool = _pool, Media = pictures.Files };
    }

    private static Dictionary<TPage, TText> Texts<TPage, TText>(IReadOnlyList<TPage> pages, Func<TPage, TText> write)
        where TPage : class =>
        pages.Zip(SideBySide.Make(pages, write)).ToDictionary(text => text.First, text => text.Second, (IEqualityComparer<TPage>)ReferenceEqualityComparer.Instance);

    private ModuleOutline Module(ModulePage module)
    {
        var lessons = module.Lessons.Select(l => (l.File.Source.File, Activity: Lesson(l)));
        var quizzes = module.Quizzes.Select(q => (q.File.Source.File, Activity: Quiz(q)));
        var activities = lessons.Concat(quizzes).OrderBy(a => a.File, StringComparer.Ordinal).Select(a => a.Activity);
        return new(module.Id, module.Title, module.Summary, module.File is null ? "" : pages.Text(module.File, module.Headings), [.. activities]);
    }

    private ActivityOutline Lesson(LessonPage lesson)
    {
        _lessons[lesson.Id] = _lessonTexts[lesson];
        return new()
        {
            Id = lesson.Id,
            Title = lesson.Title,
            Kind = ActivityKind.Lesson,
            Minutes = lesson.Minutes,
            Again = lesson.Again,
            Objectives = [.. lesson.Objectives.Select(o => o.Value)],
        };
    }

    private ActivityOutline Quiz(QuizPage quiz)
    {
        var text = _quizTexts[quiz];
        _quizzes[quiz.Id] = text;
        return quiz.Outline(quiz.Draws.Count > 0 ? quiz.Draws.Sum(d => d.Count) : text.Questions.Count);
    }
}
