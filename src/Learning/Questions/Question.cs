using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>A question as it stands in a revision: its texts are safe HTML, its id is for ever. One file per kind: parse, show, score.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SingleChoice), SingleChoice.KindName)]
[JsonDerivedType(typeof(MultipleChoice), MultipleChoice.KindName)]
[JsonDerivedType(typeof(TrueFalse), TrueFalse.KindName)]
[JsonDerivedType(typeof(ShortText), ShortText.KindName)]
[JsonDerivedType(typeof(Numeric), Numeric.KindName)]
[JsonDerivedType(typeof(Ordering), Ordering.KindName)]
[JsonDerivedType(typeof(Matching), Matching.KindName)]
[JsonDerivedType(typeof(Categorising), Categorising.KindName)]
[JsonDerivedType(typeof(Gaps), Gaps.KindName)]
[JsonDerivedType(typeof(Calculation), Calculation.KindName)]
[JsonDerivedType(typeof(Essay), Essay.KindName)]
[JsonDerivedType(typeof(Opinion), Opinion.KindName)]
public abstract record Question
{
    protected Question()
    {
    }

    [SetsRequiredMembers]
    private protected Question(WrittenQuestion written)
    {
        Id = written.Id;
        Objective = written.Objective;
        Lesson = written.Lesson;
        Section = written.Section;
        Prompt = written.Prompt;
        Body = written.Body;
        Explanation = written.Explanation;
        Sources = written.Sources;
        AsksCertainty = written.AsksCertainty;
    }

    public required string Id { get; init; }

    /// <summary>The course objective it examines.</summary>
    public required string Objective { get; init; }

    /// <summary>The lesson in which to study it.</summary>
    public required string Lesson { get; init; }

    /// <summary>The id of the heading in that lesson under which it stands; null where none is named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Section { get; init; }

    /// <summary>The question itself: inline HTML.</summary>
    public required string Prompt { get; init; }

    /// <summary>What stands between the question and its answers: block HTML, often empty.</summary>
    public string Body { get; init; } = "";

    /// <summary>Why the right answer is right: block HTML, never empty but where no answer is right or wrong.</summary>
    public required string Explanation { get; init; }

    public IReadOnlyList<Citation> Sources { get; init; } = [];

    /// <summary>Whether she is asked how sure she is. That changes no score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsksCertainty { get; init; }

    /// <summary>The language it stands in where that is not the one of its course, since it is not translated; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InLanguage { get; init; }

    /// <summary>Translated from an earlier wording than the one of today.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStale { get; init; }

    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>The most points it gives.</summary>
    [JsonIgnore]
    public virtual int Max => 1;

    /// <summary>Whether an answer can be right by itself, without anybody reading it.</summary>
    [JsonIgnore]
    public virtual bool HasKey => true;

    /// <summary>
    /// The question as one attempt asks it: with its numbers, where they are drawn anew for each. Pure: the same seed always gives the same. Every other kind is the same for all.
    /// </summary>
    public virtual Question For(string seed) => this;

    /// <summary>Pure: the same response always gets the same marking. A blank response gets nought.</summary>
    public abstract Marking Mark(Response response);

    /// <summary>What is unclear about an answer, so that she can put it right before it is marked; null where it can be marked as it stands. A blank one is not unclear.</summary>
    public virtual UnclearAnswer? FindUnclear(Response response) => null;

    /// <summary>The right answer in the shape of a response.</summary>
    public abstract Response RightResponse { get; }

    /// <summary>
    /// The same question in the words of a translation, with its own key: the same response gets the same points in every language. Null where the translation is not of the same shape.
    /// </summary>
    public Question? In(Question words) => words.GetType() == GetType() && words.Id == Id ? WithWords(words) : null;

    /// <summary>The same question that also takes what a learner would type in another language; kinds in which nothing is typed stay as they are.</summary>
    public virtual Question AlsoTaking(Question words) => this;

    private protected abstract Question? WithWords(Question words);

    /// <summary>The texts that every kind has, taken from a translation.</summary>
    private protected Question WithTexts(Question words) => this with { Prompt = words.Prompt, Body = words.Body, Explanation = words.Explanation, Sources = words.Sources };

    /// <summary>What a page needs to ask it. <paramref name="shuffle"/> gives the order of the options where order carries no meaning.</summary>
    public abstract QuestionView Show(Response response, Marking? marking, Random? shuffle);

    /// <summary>What every kind shows alike.</summary>
    protected QuestionView ShowTexts(Response response, Marking? marking) => new()
    {
        Id = Id,
        Kind = Kind,
        Prompt = new(Prompt),
        Body = new(Body),
        Text = response.Text,
        IsAnswered = !response.IsBlank,
        AsksCertainty = AsksCertainty,
        Certainty = response.Certainty,
        Marking = marking,
        Problem = marking is null ? FindUnclear(response) : null,
        Explanation = marking is null ? null : new(Explanation),
        Sources = marking is null ? [] : Sources,
        Lesson = Lesson,
        Section = Section,
        InLanguage = InLanguage,
        IsStale = IsStale,
    };
}

/// <summary>What is unclear about an answer: the name of the text that says it, and the number that is put into it.</summary>
public sealed record UnclearAnswer(string Text, int Place = 0);

/// <summary>What marking a response gave: the score, and what to say about this very answer (block HTML, may be empty).</summary>
public sealed record Marking(Score Score, string Feedback)
{
    /// <summary>A person has yet to read it; the points may still rise.</summary>
    public bool IsPending { get; init; }

    /// <summary>Of an essay: the points a facilitator gave for each criterion. Empty for other kinds, and before it was read.</summary>
    public IReadOnlyList<int> Points { get; init; } = [];

    public bool IsRight => Score.IsFull;

    public bool IsPartlyRight => !IsRight && Score.Raw > Fraction.Zero;
}

/// <summary>A source of the register, with the place in it. Year is as the register says ("2017, revised 2021").</summary>
public sealed record Citation(string Key, string Title, string? Publisher, string? Year, string? Url, string? Place);
