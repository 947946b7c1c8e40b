using System.Globalization;
using Learning.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Pack;

/// <summary>An answer to choose from: the letter printed before it, and the value of a response it stands for.</summary>
public sealed record PaperChoice(string Letter, string Value, HtmlString Text);

/// <summary>A numbered part of a question. What it may be given stands beside it, else with the question; where neither does it is written (a place in an order, a gap).</summary>
public sealed record PaperPart(int Number, string Key, HtmlString Label, IReadOnlyList<PaperChoice> Choices);

/// <summary>A piece of a text with gaps: what stands before the gap and behind it, and the number of the gap; none after the last piece.</summary>
public sealed record PaperSegment(HtmlString Before, int? Gap, HtmlString After);

/// <summary>How an answer is put on paper.</summary>
public enum PaperForm
{
    /// <summary>A box before each answer; one is ticked.</summary>
    One,

    /// <summary>A box before each answer; several may be ticked.</summary>
    Several,

    /// <summary>A line for a few words.</summary>
    Words,

    /// <summary>A line for a number, with its unit.</summary>
    Number,

    /// <summary>Lines for a text.</summary>
    Text,

    /// <summary>A small box before each part for its place in the order.</summary>
    Places,

    /// <summary>A small box behind each part for the letter of what belongs to it.</summary>
    Letters,

    /// <summary>Numbered gaps in a text: written, or the letter of one of the words below.</summary>
    Gaps,
}

/// <summary>A question as it stands on a paper, with its key. Nothing but the key gives the right answer away.</summary>
public sealed record PaperQuestion
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    public required PaperForm Form { get; init; }

    public required HtmlString Prompt { get; init; }

    public required HtmlString Body { get; init; }

    public required int Max { get; init; }

    public required bool AsksCertainty { get; init; }

    public IReadOnlyList<PaperChoice> Choices { get; init; } = [];

    public IReadOnlyList<PaperPart> Parts { get; init; } = [];

    public IReadOnlyList<PaperSegment> Segments { get; init; } = [];

    public IReadOnlyList<CriterionView> Criteria { get; init; } = [];

    public int? Words { get; init; }

    public string? Unit { get; init; }

    /// <summary>Lines to write on: about nine words to a line, and some air.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>The question as it is marked.</summary>
    public required Question Question { get; init; }

    public required PaperKey Key { get; init; }

    /// <param name="number">From one.</param>
    /// <param name="question">With its numbers drawn.</param>
    /// <param name="order">Gives the order of what may stand in any.</param>
    /// <param name="asksCertainty">Whether the quiz asks of each question how sure she is.</param>
    /// <param name="letters">What stands before answers to choose from.</param>
    /// <param name="language">Of the course.</param>
    internal static PaperQuestion Of(int number, Question question, Random order, bool asksCertainty, IReadOnlyList<string> letters, string language)
    {
        var shown = question.Show(Response.Empty, null, order);
        var form = FormOf(question, shown);
        var choices = form switch
        {
            PaperForm.One or PaperForm.Several => [.. shown.Options.Select((o, i) => new PaperChoice(letters.At(i), o.Value, o.Text))],
            PaperForm.Letters => Lettered(shown.Parts[0], letters),
            _ => (IReadOnlyList<PaperChoice>)[],
        };
        IReadOnlyList<PaperPart> parts = [.. shown.Parts.Select((p, i) => new PaperPart(i + 1, p.Key, p.Label, form == PaperForm.Gaps ? Lettered(p, letters) : []))];
        return new PaperQuestion
        {
            Number = number,
            Id = question.Id,
            Form = form,
            Prompt = shown.Prompt,
            Body = shown.Body,
            Max = question.Max,
            AsksCertainty = question.HasKey && (asksCertainty || question.AsksCertainty),
            Choices = choices,
            Parts = parts,
            Segments = [.. shown.Segments.Select(s => new PaperSegment(s.Before, s.Gap is null ? null : parts.First(p => p.Key == s.Gap.Key).Number, s.After))],
            Criteria = shown.Criteria,
            Words = shown.Words,
            Unit = shown.Unit,
            Lines = form == PaperForm.Text ? [.. Enumerable.Range(1, LinesFor(shown.Words))] : [],
            Question = question,
            Key = PaperKey.Of(question, choices, parts, language),
        };
    }

    private static PaperForm FormOf(Question question, QuestionView shown) => question switch
    {
        Ordering => PaperForm.Places,
        Gaps => PaperForm.Gaps,
        PartedQuestion => PaperForm.Letters,
        Numeric => PaperForm.Number,
        ShortText => PaperForm.Words,
        MultipleChoice or Opinion { IsMultiple: true } => PaperForm.Several,
        _ => shown.Options.Count > 0 ? PaperForm.One : PaperForm.Text,
    };

    private static int LinesFor(int? words) => words is { } some ? Math.Clamp((some / 9) + 2, 4, 30) : 6;

    private static IReadOnlyList<PaperChoice> Lettered(PartView part, IReadOnlyList<string> letters) =>
        [.. part.Choices.Select((c, i) => new PaperChoice(letters.At(i), c.Value[(part.Key.Length + 1)..], new HtmlString(System.Net.WebUtility.HtmlEncode(c.Text))))];
}
