using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>
/// A question of a survey: nothing is right or wrong, nothing is scored. Written as a list of <c>( )</c> (one) or <c>[ ]</c> (several) without any x, or with nothing below it, which
/// asks for words of her own.
/// </summary>
public sealed record Opinion : Question
{
    public const string KindName = "opinion";

    public Opinion()
    {
    }

    [SetsRequiredMembers]
    private Opinion(WrittenQuestion written)
        : base(written)
    {
        Options = [.. written.Options.Select((o, i) => new Option(((char)('a' + i)).ToString(), o.Html, IsRight: false, ""))];
        IsMultiple = written.Options is [{ Bracket: '[' }, ..];
    }

    /// <summary>What there is to choose from, in the author's order; empty where words are asked for.</summary>
    public required IReadOnlyList<Option> Options { get; init; }

    public bool IsMultiple { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    public override bool HasKey => false;

    [JsonIgnore]
    public override int Max => 0;

    [JsonIgnore]
    public override Response RightResponse => Response.Empty;

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Opinion? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (written.Answers.Count + written.Gaps.Count + written.Steps.Count + written.Pairs.Count + written.Groups.Count > 0 || written.IsEssay || written.IsTrueFalse)
        {
            faults.Add(new(written.Place, "not-a-survey-question", "A survey asks with options, or for words; this question has a right answer.", "Write options without an x, or nothing below the question."));
        }

        foreach (var right in written.Options.Where(o => o.IsRight))
        {
            faults.Add(new(right.Place, "right-answer-in-survey", "An option of a survey is marked as right.", "Take the x out: a survey has no score."));
        }

        if (written.Options.Count is 1 or > Choice.MostOptions)
        {
            faults.Add(new(written.Place, written.Options.Count == 1 ? "too-few-options" : "too-many-options", $"The question has {written.Options.Count} options.", $"Write {Choice.FewestOptions} to {Choice.MostOptions} options, or none to ask for words."));
        }

        if (written.Options.Select(o => o.Bracket).Distinct().Count() > 1)
        {
            faults.Add(new(written.Options[0].Place, "mixed-kinds", "Some options have round brackets and some have square ones.", "Use ( ) where one is to be chosen, [ ] where several may be, and the same for all."));
        }

        return faults.Count == before ? new(written) : null;
    }

    private protected override Question? WithWords(Question words) =>
        words is Opinion other && other.IsMultiple == IsMultiple && other.Options.Count == Options.Count ? (Opinion)WithTexts(words) with { Options = other.Options } : null;

    public override Marking Mark(Response response) => new(Score.None, "");

    /// <summary>Never marked: whatever is given, the answer alone is shown.</summary>
    public override QuestionView Show(Response response, Marking? marking, Random? shuffle) => ShowTexts(response, null) with
    {
        IsMultiple = IsMultiple,
        Options = [.. Options.Select(o => new OptionView(o.Value, new HtmlString(o.Text), response.Has(o.Value), null, null))],
    };
}
