using Learning.Authoring.Files;
using Learning.Questions;

namespace Learning.Authoring.Translations;

/// <summary>A question in the words of a translation, how it stands to its source, and where it is written.</summary>
internal sealed record TranslatedQuestion(Question Question, TranslationState State, Spot Place);

/// <summary>What is kept of a page's translation when it was read and written. Without a translation the words are null, and what is written is the original.</summary>
internal sealed record WrittenTranslation
{
    public required string? Title { get; init; }

    public required string? Summary { get; init; }

    /// <summary>The words of the course's objectives, by id.</summary>
    public required IReadOnlyDictionary<string, string>? Objectives { get; init; }

    /// <summary>How what the front matter says in words stands to its source.</summary>
    public required TranslationState Head { get; init; }

    /// <summary>One for each block of a lesson, or for the introduction of a quiz.</summary>
    public IReadOnlyList<TranslationState> States { get; init; } = [];

    /// <summary>The text of a lesson; null for other pages.</summary>
    public LessonText? Lesson { get; init; }

    /// <summary>The text of a course or a module; the introduction of a quiz where it is translated.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<TranslatedQuestion> Questions { get; init; } = [];
}
