using System.Globalization;
using Learning.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Analysis;

/// <summary>
/// Something that can be chosen in a question: an option, or an answer to one of its parts (<paramref name="Part"/>; -1 where it has none). Its value is that of the response.
/// <paramref name="IsKey"/> is null where nothing is right or wrong.
/// </summary>
public sealed record Cell(int Part, string Value, HtmlString Label, bool? IsKey);

/// <summary>A part of a question, or the one place where something is typed. <paramref name="Key"/> starts its values; empty where the response is the text alone.</summary>
public sealed record SheetPart(string Key, HtmlString Label, bool IsTyped);

/// <summary>What can be answered to a question, laid out to be counted. Made from the question as a page shows it, so that a new kind of question needs nothing here. Pure.</summary>
public sealed class AnswerSheet
{
    private readonly Question _question;
    private readonly Dictionary<string, int> _places;

    private AnswerSheet(Question question, IReadOnlyList<SheetPart> parts, IReadOnlyList<Cell> cells)
    {
        _question = question;
        Parts = parts;
        Cells = cells;
        _places = cells.Select((cell, place) => (cell.Value, place)).ToDictionary(c => c.Value, c => c.place, StringComparer.Ordinal);
    }

    public IReadOnlyList<SheetPart> Parts { get; }

    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>Its options stand for themselves, not for parts.</summary>
    public bool HasOptions => Cells is [{ Part: -1 }, ..];

    public static AnswerSheet Of(Question question)
    {
        // Each learner calculates with other numbers, and an essay or an opinion in her own words is hers: there is nothing to count.
        if (question is Calculation or Essay or Opinion { Options.Count: 0 })
        {
            return new(question, [], []);
        }

        var right = question.RightResponse;
        var view = question.Show(right, question.Mark(right), shuffle: null);
        if (view.Options.Count > 0)
        {
            return new(question, [], [.. view.Options.Select(o => new Cell(-1, o.Value, o.Text, o.IsRight))]);
        }

        return view.Parts.Count == 0
            ? new(question, [new("", HtmlString.Empty, IsTyped: true)], [])
            : new(
                question,
                [.. view.Parts.Select(p => new SheetPart(p.Key, p.Label, p.Choices.Count == 0))],
                [.. view.Parts.SelectMany((p, i) => p.Choices.Select(c => new Cell(i, c.Value, new HtmlString(System.Net.WebUtility.HtmlEncode(c.Text)), c.IsChosen)))]);
    }

    /// <summary>What a response comes to: its marking, and what of the sheet it ticks.</summary>
    public GivenAnswer Read(Response response, Marking marking)
    {
        var isCounted = !response.IsBlank && (Cells.Count > 0 || Parts.Count > 0);
        return new()
        {
            Score = marking.Score,
            IsBlank = response.IsBlank,
            IsPending = marking.IsPending,
            Cells = isCounted ? [.. Ticked(response).Where(_places.ContainsKey).Select(value => _places[value]).Distinct()] : [],
            Typed = isCounted ? Typed(response, marking) : [],
        };
    }

    private IEnumerable<string> Ticked(Response response) => HasOptions ? response.Values : Parts.Where(p => !p.IsTyped).Select(p => $"{p.Key}={Given(response, p.Key)}");

    private TypedText[] Typed(Response response, Marking marking)
    {
        if (!Parts.Any(p => p.IsTyped))
        {
            return [];
        }

        if (Parts is [{ Key: "" }])
        {
            return Folded(response.Text) is { Length: > 0 } text ? [new(0, text, marking.IsRight)] : [];
        }

        var views = _question.Show(response, marking, shuffle: null).Parts;
        return [.. Parts.Select((part, i) => (part, i)).Where(p => p.part.IsTyped)
            .Select(p => new TypedText(p.i, Folded(Given(response, p.part.Key)), views.Any(v => v.Key == p.part.Key && v.IsRight == true)))
            .Where(t => t.Text.Length > 0)];
    }

    /// <summary>As answers are compared, so that two ways to write one thing count together; of a number that may be read in two ways the one with thousands.</summary>
    private string Folded(string text) =>
        _question is Numeric number && Numeric.Readings(text, number.Unit) is [.., var read] ? Numeric.Write(read, CultureInfo.InvariantCulture) : ShortText.Fold(text);

    private static string Given(Response response, string key) =>
        response.Values.LastOrDefault(value => value.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..].Trim() ?? "";
}

/// <summary>A text typed into a part of a question, folded as it is compared.</summary>
public readonly record struct TypedText(int Part, string Text, bool IsRight);

/// <summary>What one answer comes to, ready to be counted. Never changes, so one serves all who answered the same.</summary>
public sealed record GivenAnswer
{
    public required Score Score
    {
        get;
        init => (field, Points) = (value, value.Raw.Value);
    }

    /// <summary>The score's points; divided once, not for each who answered so.</summary>
    public double Points { get; private init; }

    public bool IsBlank { get; init; }

    /// <summary>An essay that nobody has graded yet.</summary>
    public bool IsPending { get; init; }

    /// <summary>Places of the cells it ticks.</summary>
    public int[] Cells { get; init; } = [];

    public TypedText[] Typed { get; init; } = [];
}
