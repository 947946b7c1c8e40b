using Learning.Questions;
using Markdig;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>A page of a course as translations need it, whatever it is: the course's own, a module, a lesson, a quiz or a pool.</summary>
/// <param name="Forms">What of Markdown it is written in.</param>
internal sealed record SourcePage(PageFile File, MarkdownPipeline Forms)
{
    /// <summary>Those of a course, a module or a lesson, with their ids.</summary>
    public IReadOnlyDictionary<HeadingBlock, string> Headings { get; init; } = new Dictionary<HeadingBlock, string>();

    public LessonPage? Lesson { get; init; }

    /// <summary>Those of a quiz or a pool.</summary>
    public QuestionParts? Questions { get; init; }

    public bool IsSurvey { get; init; }
}
