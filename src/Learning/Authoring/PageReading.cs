using Learning.Authoring.Clips;
using Learning.Questions;

namespace Learning.Authoring;

/// <summary>What reading one file of a course gave: the page it makes, as learners would see it, and what is wrong in the file.</summary>
public sealed record PageReading(string Language, IReadOnlyList<Problem> Problems)
{
    public string Title { get; init; } = "";

    /// <summary>Safe HTML: the text of a lesson with its notes, of a course's or module's own page, the introduction of a quiz; "" where there is none, or the file is no text.</summary>
    public string Html { get; init; } = "";

    /// <summary>The lesson, where the file is one.</summary>
    public LessonText? Lesson { get; init; }

    /// <summary>Of a quiz or pool.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Of a register: its rows by the names of their columns.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; init; } = [];

    /// <summary>Of captions: their cues.</summary>
    public IReadOnlyList<CaptionLine> Captions { get; init; } = [];

    /// <summary>The pictures it shows.</summary>
    public IReadOnlyList<MediaFile> Media { get; init; } = [];
}
