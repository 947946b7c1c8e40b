using System.Text.Json.Serialization;

namespace Learning.Authoring;

/// <summary>What an author may say of a quiz beyond its kind. Everything has a default that suits most; times are UTC.</summary>
public sealed record QuizRules
{
    public static QuizRules Default { get; } = new();

    /// <summary>How often it may be taken; nought is as often as she likes.</summary>
    public int Attempts { get; init; }

    public Counting Counts { get; init; }

    /// <summary>Instead of a pass mark: so many of her last answers are right.</summary>
    public Mastery? Mastery { get; init; }

    /// <summary>Minutes an attempt may take; null: no clock runs.</summary>
    public int? TimeLimit { get; init; }

    public DateTimeOffset? OpensAt { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Explanations come when it has closed, not at the end of each attempt, so that nobody passes them on.</summary>
    public bool ExplainsAfterClosing { get; init; }

    /// <summary>Its own questions come in another order in each attempt; those drawn from the pool always do.</summary>
    public bool ShufflesQuestions { get; init; }

    /// <summary>Every question asks how sure she is.</summary>
    public bool AsksCertainty { get; init; }

    public bool IsOpenAt(DateTimeOffset now) => !(now < OpensAt) && !(now >= ClosesAt);

    /// <summary>Whether somebody who has handed in is shown what is right.</summary>
    public bool ExplainsAt(DateTimeOffset now) => !ExplainsAfterClosing || now >= ClosesAt;
}

/// <summary>Which of her attempts is the one that counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Counting>))]
public enum Counting
{
    Best,
    Last,
    First,
}

/// <summary>Mastered with so many right of the last so many answers, over all attempts.</summary>
public sealed record Mastery(int Right, int Of);
