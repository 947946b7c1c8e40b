namespace Learning.Authoring.Rendering;

/// <summary>The kinds of callout an author can write, and the title each has when she gives none.</summary>
internal static class CalloutKinds
{
    public const string Description = "DESCRIPTION";

    /// <summary>The words of the video or sound above it.</summary>
    public const string Transcript = "TRANSCRIPT";

    /// <summary>A note for those who take cohorts through the lesson; learners never get it.</summary>
    public const string Facilitator = "FACILITATOR";

    public static IReadOnlyList<string> All { get; } = ["KEY", "CASE", "LAW", "EXAMPLE", "TRY", "NOTE", Description, Transcript, Facilitator];

    public static string Title(string kind, TextLabels labels) => kind switch
    {
        "KEY" => labels.Key,
        "CASE" => labels.Case,
        "LAW" => labels.Law,
        "EXAMPLE" => labels.Example,
        "TRY" => labels.Try,
        Description => labels.Description,
        Transcript => labels.Transcript,
        Facilitator => labels.Facilitator,
        _ => labels.Note,
    };
}
