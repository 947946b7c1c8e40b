namespace Learning.Questions;

/// <summary>A line and column in the file a question was written in, from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>Something wrong with a question as it was written: where, a stable code, what it is and how to mend it.</summary>
internal sealed record Fault(Place Place, string Code, string Reason, string Remedy);

/// <summary>An option as written: round brackets ask for one right answer, square ones for several. Plain is its text without markup.</summary>
internal sealed record WrittenOption(Place Place, char Bracket, bool IsRight, string Html, string Plain, string Feedback);

/// <summary>A foreseen answer as written: <c>= text</c> is right, <c>!= text</c> is wrong.</summary>
internal sealed record WrittenAnswer(Place Place, string Text, bool IsRight, string Feedback)
{
    /// <summary>Where its text begins, behind the sign.</summary>
    public Place TextPlace { get; init; }
}

/// <summary>Words with a place: of a step, a cell, a group or a thing in it.</summary>
internal sealed record WrittenItem(Place Place, string Html, string Plain);

/// <summary>A row of a table with two columns.</summary>
internal sealed record WrittenPair(WrittenItem Left, WrittenItem Right);

/// <summary>A group and what belongs to it.</summary>
internal sealed record WrittenGroup(WrittenItem Name, IReadOnlyList<WrittenItem> Items);

/// <summary>A level of a rubric: its points, and what earns them.</summary>
internal sealed record WrittenLevel(int Points, WrittenItem Text);

/// <summary>A row of a rubric: what counts, and its levels in the order of the columns.</summary>
internal sealed record WrittenCriterion(WrittenItem Name, IReadOnlyList<WrittenLevel> Levels);

/// <summary>A gap: what is right in it, and what there is to choose from; nothing where it is typed.</summary>
internal sealed record WrittenGap(Place Place, IReadOnlyList<string> Accepted, IReadOnlyList<string> Choices);

/// <summary>A number in a text that is drawn or worked out: its name and the range where it is drawn, else an expression. The place is that of the text.</summary>
internal sealed record WrittenNumber(Place Place, string Text, string? Range);

/// <summary>A question taken apart as its author wrote it; its kind then decides whether it is one of its own and free of faults.</summary>
internal sealed record WrittenQuestion
{
    public required Place Place { get; init; }

    /// <summary>The language of the course, which says how its author writes numbers.</summary>
    public required string Language { get; init; }

    public required string Id { get; init; }

    public required string Objective { get; init; }

    public required string Lesson { get; init; }

    /// <summary>The heading in that lesson; null where none is named.</summary>
    public string? Section { get; init; }

    public required string Prompt { get; init; }

    public required string Body { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<Citation> Sources { get; init; }

    public required bool IsTrueFalse { get; init; }

    /// <summary>Typed answers are words, even where they begin with a digit.</summary>
    public required bool IsShortText { get; init; }

    public required IReadOnlyList<WrittenOption> Options { get; init; }

    public required IReadOnlyList<WrittenAnswer> Answers { get; init; }

    public IReadOnlyList<WrittenItem> Steps { get; init; } = [];

    public IReadOnlyList<WrittenPair> Pairs { get; init; } = [];

    public IReadOnlyList<WrittenGroup> Groups { get; init; } = [];

    public IReadOnlyList<WrittenGap> Gaps { get; init; } = [];

    public IReadOnlyList<WrittenNumber> Numbers { get; init; } = [];

    public bool IsEssay { get; init; }

    public IReadOnlyList<WrittenCriterion> Rubric { get; init; } = [];

    public int? Words { get; init; }

    /// <summary>The question stands in a survey.</summary>
    public bool IsSurvey { get; init; }

    public bool AsksCertainty { get; init; }

    /// <summary>The question, or null when there are faults.</summary>
    public Question? Read(ICollection<Fault> faults)
    {
        if (IsSurvey)
        {
            return Opinion.Read(this, faults);
        }

        if (IsEssay)
        {
            return Essay.Read(this, faults);
        }

        if (Numbers.Count > 0 && (Answers.Count == 0 || Gaps.Count > 0 || Options.Count > 0))
        {
            faults.Add(new(Numbers[0].Place, "mixed-kinds", "Numbers are drawn only where the answer is worked out from them.", "Write the answer as = {…}, or put \\ before the brace if it is meant as it stands."));
            return null;
        }

        if (Calculation.IsWrittenIn(this) && Options.Count == 0 && Gaps.Count == 0)
        {
            return Calculation.Read(this, faults);
        }

        if (Gaps.Count > 0 && (Options.Count > 0 || Answers.Count > 0))
        {
            faults.Add(new(Gaps[0].Place, "mixed-kinds", "The question has both gaps and answers below them.", "Keep one of the two; make two questions of it if need be."));
            return null;
        }

        if (Gaps.Count > 0)
        {
            return Questions.Gaps.Read(this, faults);
        }

        if (Steps.Count > 0)
        {
            return Ordering.Read(this, faults);
        }

        if (Pairs.Count > 0)
        {
            return Matching.Read(this, faults);
        }

        if (Groups.Count > 0)
        {
            return Categorising.Read(this, faults);
        }

        if (Options.Count == 0 && Answers.Count == 0)
        {
            faults.Add(new(Place, "no-answers", "The question has no answers.", "Write options (- ( ) or - [ ]), answers (= …), a numbered list, a table of two columns, groups, or gaps ({{…}}) below it."));
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
