using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>A question as a page shows it. Before marking nothing in it gives the right answer away.</summary>
public sealed record QuestionView
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required HtmlString Prompt { get; init; }

    public required HtmlString Body { get; init; }

    /// <summary>The language it stands in where that is not the one of the page; null otherwise.</summary>
    public string? InLanguage { get; init; }

    /// <summary>Translated from an earlier wording than the one of today.</summary>
    public bool IsStale { get; init; }

    /// <summary>Options of a choice; empty for typed answers.</summary>
    public IReadOnlyList<OptionView> Options { get; init; } = [];

    /// <summary>Whether several options may be chosen.</summary>
    public bool IsMultiple { get; init; }

    /// <summary>What is answered part by part; empty for other kinds.</summary>
    public IReadOnlyList<PartView> Parts { get; init; } = [];

    /// <summary>A text with its gaps; empty for other kinds.</summary>
    public IReadOnlyList<GapSegment> Segments { get; init; } = [];

    /// <summary>What the score of a question in parts is made of; null before marking and for other kinds.</summary>
    public Tally? Tally { get; init; }

    /// <summary>What an essay is graded by; empty for other kinds.</summary>
    public IReadOnlyList<CriterionView> Criteria { get; init; } = [];

    /// <summary>About how many words are expected; null where nothing is said.</summary>
    public int? Words { get; init; }

    public bool AsksCertainty { get; init; }

    /// <summary>1 to 3; null where she has not said.</summary>
    public int? Certainty { get; init; }

    /// <summary>She was very sure, and it was not right: the most useful mistakes.</summary>
    public bool IsSureAndWrong => Certainty == Response.MostCertain && Marking is { IsRight: false, IsPending: false };

    /// <summary>The typed answer so far.</summary>
    public string Text { get; init; } = "";

    public string? Unit { get; init; }

    /// <summary>The right answer in words, after marking, for typed answers.</summary>
    public string? RightAnswer { get; init; }

    /// <summary>The right number, and the one she gave where there is no doubt which; after marking, of a numeric question.</summary>
    public decimal? RightNumber { get; init; }

    public decimal? GivenNumber { get; init; }

    public bool IsAnswered { get; init; }

    /// <summary>What she can put right before it is marked; null where there is nothing.</summary>
    public UnclearAnswer? Problem { get; init; }

    /// <summary>What was decided about its key since she answered; null where nothing was.</summary>
    public string? Correction { get; init; }

    public Marking? Marking { get; init; }

    /// <summary>A facilitator has yet to read it.</summary>
    public bool IsPending => Marking is { IsPending: true };

    public HtmlString? Feedback => Marking is { Feedback.Length: > 0 } ? new(Marking.Feedback) : null;

    public HtmlString? Explanation { get; init; }

    public IReadOnlyList<Citation> Sources { get; init; } = [];

    public required string Lesson { get; init; }

    public string? Section { get; init; }

    /// <summary>With the numbers that belong to the question written as the language of its course writes them, like those in its explanation.</summary>
    public QuestionView In(string language) => this with
    {
        RightAnswer = Written(RightNumber, language) ?? RightAnswer,
        Text = Written(GivenNumber, language) ?? Text,
    };

    private static string? Written(decimal? number, string language) => number is { } some ? Numeric.Write(some, CultureInfo.GetCultureInfo(language)) : null;
}

/// <summary>So many of so many were right.</summary>
public sealed record Tally(int Right, int Of);

/// <summary>One option. Whether it is right, and its feedback, are filled in after marking only.</summary>
public sealed record OptionView(string Value, HtmlString Text, bool IsChosen, bool? IsRight, HtmlString? Feedback);
