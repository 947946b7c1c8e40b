using Learning.Authoring;

namespace Learning.QuestionBanks;

/// <summary>
/// A question on its way between programs: what a file of another program says of it, before it has a place in a course. Texts are HTML in the form of <see cref="BankHtml"/>:
/// a <em>line</em> (words, emphasis, code, links, line breaks) or <em>blocks</em> (paragraphs, lists, tables, code).
/// </summary>
public sealed record BankItem
{
    /// <summary>Where it begins in its file, from 1; of a question of ours, its place in the quiz.</summary>
    public required int Line { get; init; }

    /// <summary>The id its bank gives it; empty where it gives none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name in the bank, plain text; empty where it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the bank keeps it, the outermost first, joined by slashes; empty where it says nothing.</summary>
    public string Category { get; init; } = "";

    /// <summary>Plain words. What our questions say beyond other programs travels as tags: see <see cref="BankTags"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The question itself: a line. Empty where the question begins with something else; see <see cref="BankText.Split"/>.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What stands between the question and its answers: blocks. Holds the marks of gaps (<see cref="BankMarks.Gap"/>).</summary>
    public string Body { get; init; } = "";

    /// <summary>What is said to everybody afterwards: blocks; often empty.</summary>
    public string Explanation { get; init; } = "";

    public required BankAnswer Answer { get; init; }

    /// <summary>The pictures that its texts show (<see cref="PictureMark"/>), each once, in the order of the texts.</summary>
    public IReadOnlyList<MediaFile> Pictures { get; init; } = [];
}

/// <summary>How a question is answered; one record a kind.</summary>
public abstract record BankAnswer;

/// <summary>An option: a line, and blocks for those who choose it.</summary>
public sealed record BankOption(string Text, bool IsRight, string Feedback);

/// <summary>One right option, or several where <see cref="IsMultiple"/>.</summary>
public sealed record ChoiceAnswer(bool IsMultiple, IReadOnlyList<BankOption> Options) : BankAnswer;

/// <summary>Nothing is right or wrong: lines to choose one of (several where <see cref="IsMultiple"/>), or none where words of her own are asked for.</summary>
public sealed record OpinionAnswer(bool IsMultiple, IReadOnlyList<string> Options) : BankAnswer;

/// <summary>A statement to judge. The feedback is for those who say true, and for those who say false. The words of the two are empty where the bank has its own.</summary>
public sealed record TrueFalseAnswer(bool IsTrue, string TrueFeedback, string FalseFeedback) : BankAnswer
{
    public string TrueText { get; init; } = "";

    public string FalseText { get; init; } = "";
}

/// <summary>Words somebody may type (plain text), whether they are right, and blocks for those who do.</summary>
public sealed record BankWording(string Text, bool IsRight, string Feedback);

/// <summary>A few typed words.</summary>
public sealed record ShortTextAnswer(IReadOnlyList<BankWording> Wordings) : BankAnswer;

/// <summary>A number somebody may type, met within plus or minus the tolerance.</summary>
public sealed record BankNumber(decimal Value, decimal Tolerance, bool IsRight, string Feedback);

/// <summary>A number, with one unit (plain text) or none.</summary>
public sealed record NumericAnswer(IReadOnlyList<BankNumber> Numbers, string Unit) : BankAnswer;

/// <summary>Lines in the right order.</summary>
public sealed record OrderingAnswer(IReadOnlyList<string> Steps) : BankAnswer;

/// <summary>A line and the plain text that belongs to it.</summary>
public sealed record BankPair(string Left, string Right);

/// <summary>What belongs to what. Decoys (plain text) belong to nothing.</summary>
public sealed record MatchingAnswer(IReadOnlyList<BankPair> Pairs, IReadOnlyList<string> Decoys) : BankAnswer;

/// <summary>A group (a line) and the lines that belong to it.</summary>
public sealed record BankGroup(string Name, IReadOnlyList<string> Items);

/// <summary>Things to put into groups.</summary>
public sealed record CategorisingAnswer(IReadOnlyList<BankGroup> Groups) : BankAnswer;

/// <summary>A gap, plain text: what is right in it, and what there is to choose from (the right one too); no choices where it is typed.</summary>
public sealed record BankGap(IReadOnlyList<string> Accepted, IReadOnlyList<string> Choices);

/// <summary>A text with gaps. <see cref="BankMarks.Gap"/> stands once in the body for each, numbered from 0 in the order of the text.</summary>
public sealed record GapsAnswer(IReadOnlyList<BankGap> Gaps) : BankAnswer;

/// <summary>A number that is drawn: from, from + step … at most to. The name is a word of letters.</summary>
public sealed record BankRange(string Name, decimal From, decimal To, decimal Step);

/// <summary>A result somebody may type, as what it is worked out from: numbers, names, + - * / and %, brackets, round, floor, ceiling, min, max.</summary>
public sealed record BankFormula(string Expression, decimal Tolerance, bool IsRight, string Feedback);

/// <summary>A number to work out from drawn numbers. <see cref="BankMarks.Number"/> stands in the texts where one is shown.</summary>
public sealed record CalculationAnswer(IReadOnlyList<BankRange> Ranges, IReadOnlyList<BankFormula> Formulas, string Unit) : BankAnswer;

/// <summary>A level of a criterion: its points and a line saying what earns them.</summary>
public sealed record BankLevel(int Points, string Text);

/// <summary>A line saying what counts, and its levels from the fewest points to the most.</summary>
public sealed record BankCriterion(string Text, IReadOnlyList<BankLevel> Levels);

/// <summary>A text of her own. Without criteria where the bank has no rubric; words as a hint, or null.</summary>
public sealed record EssayAnswer(IReadOnlyList<BankCriterion> Criteria, int? Words) : BankAnswer;
