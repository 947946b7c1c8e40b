namespace Learning.Authoring;

/// <summary>What reading a course folder gave: the draft, or the problems because of which there is none.</summary>
public sealed record CourseReading(CourseDraft? Draft, IReadOnlyList<Problem> Problems)
{
    /// <summary>The folder or file that was read, within the content root.</summary>
    public string Path { get; init; } = "";
}
