using System.Globalization;
using Learning.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Pack;

/// <summary>What stands in one place of a filled-in sheet: the number of the part where the question has parts, and a letter, a place or words.</summary>
public sealed record PaperMark(int? Part, string Text);

/// <summary>What is right on a paper, in the letters and places that are printed on it. Empty where a person has to read the answer, or nothing is right or wrong.</summary>
public sealed record PaperKey
{
    private PaperKey()
    {
    }

    /// <summary>One for each part or box; of a question that is answered in words, each wording that is right.</summary>
    public IReadOnlyList<PaperMark> Marks { get; private init; } = [];

    /// <summary>The right answers in words, where <see cref="Marks"/> only has letters.</summary>
    public IReadOnlyList<HtmlString> Words { get; private init; } = [];

    /// <summary>So much off is near enough; null where the number must be exact, and for other kinds.</summary>
    public string? Tolerance { get; private init; }

    internal static PaperKey Of(Question question, IReadOnlyList<PaperChoice> choices, IReadOnlyList<PaperPart> parts, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return question switch
        {
            { HasKey: false } => new(),
            ShortText words => new() { Marks = [.. words.Answers.Where(a => a.IsRight).Select(a => new PaperMark(null, a.Text))] },
            Numeric number => Number([.. number.Answers.Where(a => a.IsRight)], culture),
            Gaps gaps => new() { Marks = [.. parts.SelectMany(part => InGap(gaps.All.First(g => g.Key == part.Key), part))] },
            PartedQuestion => new() { Marks = [.. parts.Select(part => new PaperMark(part.Number, Given(question.RightResponse, part, choices)))] },
            _ => Chosen([.. choices.Where(c => question.RightResponse.Has(c.Value))]),
        };
    }

    private static PaperKey Chosen(IReadOnlyList<PaperChoice> right) => new() { Marks = [.. right.Select(c => new PaperMark(null, c.Letter))], Words = [.. right.Select(c => c.Text)] };

    private static PaperKey Number(IReadOnlyList<ForeseenNumber> right, CultureInfo culture) => new()
    {
        Marks = [.. right.Select(a => new PaperMark(null, Numeric.Write(a.Value, culture)))],
        Tolerance = right is [{ Tolerance: > 0 } only] ? Numeric.Write(only.Tolerance, culture) : null,
    };

    /// <summary>The letter where one is chosen; each wording where it is written.</summary>
    private static IEnumerable<PaperMark> InGap(TextGap gap, PaperPart part) => gap.Choices.Count > 0
        ? [new(part.Number, part.Choices.First(c => gap.Accepted.Contains(c.Value)).Letter)]
        : gap.Accepted.Select(text => new PaperMark(part.Number, text));

    private static string Given(Response response, PaperPart part, IReadOnlyList<PaperChoice> choices)
    {
        var value = response.Values.First(v => v.StartsWith(part.Key + "=", StringComparison.Ordinal))[(part.Key.Length + 1)..];
        return choices.FirstOrDefault(c => c.Value == value)?.Letter ?? value;
    }
}
