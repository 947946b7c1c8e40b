using System.Text.Json.Serialization;

namespace Learning.Authoring;

/// <summary>What a course consists of and in which order: everything about it but the texts of its activities.</summary>
public sealed record CourseOutline
{
    /// <summary>The id its Markdown gives it, for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Its folder's name: its address.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Level { get; init; }

    /// <summary>The language its texts are in here: the one it is written in (en, fr, es, ar …), or that of a translation.</summary>
    public required string Language { get; init; }

    /// <summary>The other languages it is to be had in; null where there are none.</summary>
    public IReadOnlyList<string>? Translations { get; init; }

    /// <summary>Every language it is to be had in, its own first.</summary>
    [JsonIgnore]
    public IEnumerable<string> Languages => (Translations ?? []).Prepend(Language).Distinct(StringComparer.Ordinal);

    public required decimal Hours { get; init; }

    public required string Licence { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    public required CompletionPolicy Completion { get; init; }

    /// <summary>Whether completing it gives a certificate, and for how long; null: one that does not end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CertificatePolicy? Certificate { get; init; }

    /// <summary>Safe HTML.</summary>
    public string Welcome { get; init; } = "";

    public required IReadOnlyList<ModuleOutline> Modules { get; init; }

    [JsonIgnore]
    public IEnumerable<ActivityOutline> Activities => Modules.SelectMany(m => m.Activities);

    /// <summary>What an activity is called where its module is not in sight: with the module in front where another one has the same title.</summary>
    public string NameOf(ActivityOutline activity) =>
        Activities.Count(a => a.Title == activity.Title) > 1 && Modules.FirstOrDefault(m => m.Activities.Any(a => a.Id == activity.Id)) is { } module ? $"{module.Title} – {activity.Title}" : activity.Title;

    [JsonIgnore]
    public int Minutes => Activities.Sum(a => a.Minutes);
}

/// <summary>Something the learner will be able to do.</summary>
public sealed record Objective(string Id, string Text);

public sealed record ModuleOutline(string Id, string Title, string Summary, string Introduction, IReadOnlyList<ActivityOutline> Activities);

/// <summary>A lesson or a quiz in its place. Minutes are the author's honest estimate; pass is in per cent and for quizzes only.</summary>
public sealed record ActivityOutline
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ActivityKind Kind { get; init; }

    public required int Minutes { get; init; }

    public IReadOnlyList<string> Objectives { get; init; } = [];

    public int Pass { get; init; }

    /// <summary>How many questions one attempt asks.</summary>
    public int Questions { get; init; }

    /// <summary>It changed so much that it has to be seen again: what was reached in it before this day (UTC) does not count any more. Null, as usual: whatever changes, what was reached counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Again { get; init; }

    /// <summary>How much of it is translated; null in the course's own language.</summary>
    public Translations.TranslationCount? Translation { get; init; }

    /// <summary>What the author said beyond its kind; null where nothing.</summary>
    public QuizRules? QuizRules { get; init; }

    [JsonIgnore]
    public QuizRules Rules => QuizRules ?? QuizRules.Default;

    [JsonIgnore]
    public bool IsQuiz => Kind is not ActivityKind.Lesson;
}

[JsonConverter(typeof(JsonStringEnumConverter<ActivityKind>))]
public enum ActivityKind
{
    Lesson,

    /// <summary>A quiz that explains each answer at once.</summary>
    Practice,

    /// <summary>A quiz that explains at the end.</summary>
    Test,

    /// <summary>Questions without right answers and without score. Nobody has to answer it.</summary>
    Survey,

    /// <summary>A test before the lessons: what she knows she may skip. Nobody has to take it.</summary>
    PreTest,
}

/// <summary>What completing a course is certified by.</summary>
/// <param name="IsIssued">False: by nothing.</param>
/// <param name="Months">How long a certificate is valid, 1 to 120; null: for ever.</param>
public sealed record CertificatePolicy(bool IsIssued, int? Months);

/// <summary>What a learner must have done of each kind of activity to complete the course.</summary>
public sealed record CompletionPolicy(Requirement Lessons, Requirement Quizzes, Requirement Test)
{
    public Requirement For(ActivityKind kind) => kind switch
    {
        ActivityKind.Lesson => Lessons,
        ActivityKind.Practice => Quizzes,
        ActivityKind.Test => Test,
        _ => Requirement.None,   // nobody has to answer a survey or a pre-test
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<Requirement>))]
public enum Requirement
{
    /// <summary>Not needed.</summary>
    None,

    /// <summary>Read to the end, or handed in once with whatever result.</summary>
    Done,

    /// <summary>Handed in with at least the pass mark.</summary>
    Passed,
}
