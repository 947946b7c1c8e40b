using Learning.Assessment;
using Learning.Authoring;

namespace Learning.Study;

/// <summary>What a learner is told about a quiz before she begins: its rules as they hold for her.</summary>
public sealed record QuizRulesView
{
    /// <summary>practice, test, survey or pre-test.</summary>
    public required string Kind { get; init; }

    public required int Questions { get; init; }

    /// <summary>The questions are drawn from a pool, others each time.</summary>
    public required bool IsDrawn { get; init; }

    /// <summary>Per cent; nought where nothing is passed.</summary>
    public required int Pass { get; init; }

    /// <summary>Null where a pass mark says it.</summary>
    public required Mastery? Mastery { get; init; }

    /// <summary>Minutes an attempt may take; null where no clock runs.</summary>
    public required int? TimeLimit { get; init; }

    public required DateTimeOffset? OpensAt { get; init; }

    public required DateTimeOffset? ClosesAt { get; init; }

    public required int? MostAttempts { get; init; }

    public required int? AttemptsLeft { get; init; }

    /// <summary>Best, Last or First.</summary>
    public required string Counts { get; init; }

    public required bool ExplainsAfterClosing { get; init; }

    /// <summary>The result that counts cannot get better: nothing is said of further attempts.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>The name of the text that says why she may not begin now; null when she may.</summary>
    public required string? Refusal { get; init; }

    internal static QuizRulesView Of(ActivityOutline quiz, QuizText text, QuizStanding standing) => new()
    {
        Kind = quiz.Kind switch { ActivityKind.Practice => "practice", ActivityKind.Survey => "survey", ActivityKind.PreTest => "pre-test", _ => "test" },
        Questions = quiz.Questions,
        IsDrawn = text.Draw.Count > 0,
        Pass = quiz.Pass,
        Mastery = quiz.Rules.Mastery,
        TimeLimit = standing.Limits.Time is { } time ? (int)time.TotalMinutes : null,
        OpensAt = standing.Limits.OpensAt,
        ClosesAt = standing.Limits.ClosesAt,
        MostAttempts = standing.Limits.MostAttempts,
        AttemptsLeft = standing.AttemptsLeft,
        Counts = quiz.Rules.Counts.ToString(),
        ExplainsAfterClosing = quiz.Rules.ExplainsAfterClosing,
        IsSettled = standing.IsSettled,
        Refusal = standing.Refusal,
    };
}
