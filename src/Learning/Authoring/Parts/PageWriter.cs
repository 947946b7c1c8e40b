using Learning.Authoring.Files;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>Renders the pages of a course in its own language, each for itself, and says what in them does not fit the rest. A page is rendered once: its links are resolved in place.</summary>
internal sealed class PageWriter(CourseKnowledge course, Glossary glossary, LinkResolver links, Problems problems)
{
    public LessonText Lesson(LessonPage lesson)
    {
        course.ReportUnknownObjectives(lesson.Objectives, problems);
        links.Resolve(lesson.File.Text, lesson.File.Source);
        var renderer = new TextRenderer(MarkdownForms.Page, course.Labels) { HeadingIds = lesson.Headings };
        var html = renderer.Blocks(lesson.File.Text);
        return LessonWriting.Text(lesson, html, renderer.Notes, lesson.Sources.Select(s => s.Place), course, glossary, problems);
    }

    /// <param name="inPools">How many questions the pools hold for an objective.</param>
    public QuizText Quiz(QuizPage quiz, Func<string, int> inPools)
    {
        course.ReportUnknownObjectives(quiz.Objectives.Concat(quiz.Draws.Select(d => d.Objective)), problems);
        ReportShortPools(quiz, inPools);
        var questions = Questions(quiz.File, quiz.Text, quiz.Kind == ActivityKind.Survey);
        var introduction = new TextRenderer(MarkdownForms.Questions, course.Labels).Blocks(quiz.Text.Introduction);
        return new()
        {
            Introduction = SafeHtml.Write(SafeHtml.Clean(introduction)),
            Questions = questions,
            Draw = quiz.Draws.DistinctBy(d => d.Objective.Value).ToDictionary(d => d.Objective.Value, d => d.Count),
        };
    }

    public IReadOnlyList<Question> Questions(PageFile file, QuestionParts parts, bool isSurvey = false)
    {
        links.Resolve(file.Text, file.Source);
        return new QuestionReader(file, course, problems) { IsSurvey = isSurvey }.Read(parts);
    }

    /// <summary>The text of a course's or a module's own page.</summary>
    public string Text(PageFile file, IReadOnlyDictionary<HeadingBlock, string> headings)
    {
        links.Resolve(file.Text, file.Source);
        return SafeHtml.Write(SafeHtml.Clean(new TextRenderer(MarkdownForms.Page, course.Labels) { HeadingIds = headings }.Blocks(file.Text)));
    }

    private void ReportShortPools(QuizPage quiz, Func<string, int> inPools)
    {
        foreach (var draw in quiz.Draws.Where(d => course.Objectives.Contains(d.Objective.Value)))
        {
            var there = inPools(draw.Objective.Value);
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
}
