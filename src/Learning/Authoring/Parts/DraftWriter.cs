using Learning.Authoring.Files;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>Renders the pages of a course and puts them together as a draft.</summary>
internal sealed class DraftWriter(
    CourseFolder folder, CourseKnowledge course, Glossary glossary, LinkResolver links, PictureShelf pictures, Problems problems)
{
    private readonly Dictionary<string, LessonText> _lessons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuizText> _quizzes = new(StringComparer.Ordinal);
    private IReadOnlyList<Question> _pool = [];

    public CourseDraft Write(CoursePage page)
    {
        _pool = [.. folder.Pools.SelectMany(pool => Questions(pool.File, pool.Text))];
        var outline = page.Outline with
        {
            Welcome = Text(page.File, page.Headings),
            Modules = [.. folder.Modules.Select(Module)],
        };

        return new() { Outline = outline, Lessons = _lessons, Quizzes = _quizzes, Pool = _pool, Media = pictures.Files };
    }

    private ModuleOutline Module(ModulePage module)
    {
        var lessons = module.Lessons.Select(l => (l.File.Source.File, Activity: Lesson(l)));
        var quizzes = module.Quizzes.Select(q => (q.File.Source.File, Activity: Quiz(q)));
        var activities = lessons.Concat(quizzes).OrderBy(a => a.File, StringComparer.Ordinal).Select(a => a.Activity);
        return new(module.Id, module.Title, module.Summary, module.File is null ? "" : Text(module.File, module.Headings), [.. activities]);
    }

    private ActivityOutline Lesson(LessonPage lesson)
    {
        course.ReportUnknownObjectives(lesson.Objectives, problems);
        links.Resolve(lesson.File.Text, lesson.File.Source);
        var renderer = new TextRenderer(MarkdownForms.Page, course.Labels) { HeadingIds = lesson.Headings };
        var html = renderer.Blocks(lesson.File.Text);
        _lessons[lesson.Id] = LessonWriting.Text(lesson, html, renderer.Notes, lesson.Sources.Select(s => s.Place), course, glossary, problems);

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
        course.ReportUnknownObjectives(quiz.Objectives.Concat(quiz.Draws.Select(d => d.Objective)), problems);
        ReportShortPools(quiz);
        var questions = Questions(quiz.File, quiz.Text, quiz.Kind == ActivityKind.Survey);
        var introduction = new TextRenderer(MarkdownForms.Questions, course.Labels).Blocks(quiz.Text.Introduction);
        _quizzes[quiz.Id] = new()
        {
            Introduction = SafeHtml.Write(SafeHtml.Clean(introduction)),
            Questions = questions,
            Draw = quiz.Draws.DistinctBy(d => d.Objective.Value).ToDictionary(d => d.Objective.Value, d => d.Count),
        };

        return quiz.Outline(quiz.Draws.Count > 0 ? quiz.Draws.Sum(d => d.Count) : questions.Count);
    }

    private void ReportShortPools(QuizPage quiz)
    {
        foreach (var draw in quiz.Draws.Where(d => course.Objectives.Contains(d.Objective.Value)))
        {
            var there = _pool.Count(q => q.Objective == draw.Objective.Value);
            if (draw.Count > there)
            {
                problems.Add(
                    draw.Number.Spot,
                    "pool-too-small",
                    $"The test draws {draw.Count} questions for “{draw.Objective.Value}”, and the pools hold {there}.",
                    "Draw fewer, or write more questions with this objective into a .pool.md file.");
            }
        }
    }

    private IReadOnlyList<Question> Questions(PageFile file, QuestionParts parts, bool isSurvey = false)
    {
        links.Resolve(file.Text, file.Source);
        return new QuestionReader(file, course, problems) { IsSurvey = isSurvey }.Read(parts);
    }

    private string Text(PageFile file, IReadOnlyDictionary<HeadingBlock, string> headings)
    {
        links.Resolve(file.Text, file.Source);
        return SafeHtml.Write(SafeHtml.Clean(new TextRenderer(MarkdownForms.Page, course.Labels) { HeadingIds = headings }.Blocks(file.Text)));
    }
}
