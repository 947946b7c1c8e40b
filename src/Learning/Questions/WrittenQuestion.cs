namespace Learning.Questions;

/// <summary>A line and column in the file a question was written in, from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>Something wrong with a question as it was written: where, a stable code, what it is and how to mend it.</summary>
internal sealed record Fault(Place Place, string Code, string Reason, string Remedy);

/// <summary>An option as written: round brackets ask for one right answer, square ones for several. Plain is its text without markup.</summary>
internal sealed record WrittenOption(Place Place, char Bracket, bool IsRight, string Html, string Plain, string Feedback);

/// <summary>A foreseen answer as written: <c>= text</c> is right, <c>!= text</c> is wrong.</summary>
internal sealed record WrittenAnswer(Place Place, string Text, bool IsRight, string Feedback);

/// <summary>A question taken apart as its author wrote it; its kind then decides whether it is one of its own and free of faults.</summary>
internal sealed record WrittenQuestion
{
    public required Place Place { get; init; }

    /// <summary>The language of the course, which says how its author writes numbers.</summary>
    public required string Language { get; init; }

    public required string Id { get; init; }

    public required string Objective { get; init; }

    public required string Lesson { get; init; }

    public required string Prompt { get; init; }

    public required string Body { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<Citation> Sources { get; init; }

    public required bool IsTrueFalse { get; init; }

    /// <summary>Typed answers are words, even where they begin with a digit.</summary>
    public required bool IsShortText { get; init; }

    public required IReadOnlyList<WrittenOption> Options { get; init; }

    public required IReadOnlyList<WrittenAnswer> Answers { get; init; }

    /// <summary>The question, or null when there are faults.</summary>
    public Question? Read(ICollection<Fault> faults)
    {
        if (Options.Count == 0 && Answers.Count == 0)
        {
            faults.Add(new(Place, "no-answers", "The question has no answers.", "Write options (- ( ) or - [ ]) or answers (= …) below it."));
            return null;
        }

        if (Options.Count > 0 && Answers.Count > 0)
        {
            faults.Add(new(
                Answers[0].Place,
                "mixed-kinds",
                "The question has both options and typed answers.",
                "Keep one of the two; make two questions of it if need be."));
            return null;
        }

        if (Answers.Count > 0)
        {
            return Numeric.IsWrittenIn(this) ? Numeric.Read(this, faults) : ShortText.Read(this, faults);
        }

        if (Options.FirstOrDefault(o => o.Bracket != Options[0].Bracket) is { } other)
        {
            faults.Add(new(
                other.Place,
                "mixed-kinds",
                "Some options have round brackets and some have square ones.",
                "Use ( ) for one right answer, [ ] for several, and the same for all."));
            return null;
        }

        return IsTrueFalse ? TrueFalse.Read(this, faults)
            : Options[0].Bracket == '[' ? MultipleChoice.Read(this, faults)
            : SingleChoice.Read(this, faults);
    }
}
