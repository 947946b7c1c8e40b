using System.Globalization;
using Learning.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Analysis;

/// <summary>A question and its figures as the page shows them.</summary>
public sealed record ItemView
{
    public required int Number { get; init; }

    public required HtmlString Prompt { get; init; }

    public required ItemFigures Figures { get; init; }

    public required string Facility { get; init; }

    public required string Discrimination { get; init; }

    public required string Chance { get; init; }

    public required IReadOnlyList<ShowItemAnalysis.FoundView> Found { get; init; }

    /// <summary>Name of the text that says what was decided about its key; null where nothing was.</summary>
    public required string? Correction { get; init; }

    /// <summary>Letters with what was chosen; empty where it has no options, or too few answered.</summary>
    public required IReadOnlyList<ChosenView> Options { get; init; }

    /// <summary>Whether thirds can be told apart.</summary>
    public bool HasThirds => Options is [{ Upper: not null }, ..];

    public required IReadOnlyList<PartFigures> Parts { get; init; }

    public required IReadOnlyList<CertaintyFigures> Certainty { get; init; }

    internal static ItemView Of(AnalysedItem item)
    {
        var figures = item.Figures;
        var chosen = item.Item.Sheet.Cells.Zip(figures.Cells).Select(c => (c.First.Part, View: ChosenView.Of(c.First, c.Second))).ToArray();
        return new()
        {
            Number = item.Item.Number,
            Prompt = new(item.Item.Question is Calculation ? Calculation.Unmarked(item.Item.Question.Prompt) : item.Item.Question.Prompt),
            Figures = figures,
            Facility = Figure.Percent(figures.Facility),
            Discrimination = Figure.Number(figures.Discrimination),
            Chance = Figure.Percent(Analysis.Chance.Of(item.Item.Question)),
            Found = [.. item.Found.Select(f => ShowItemAnalysis.FoundView.Of(f.Finding, f.About))],
            Correction = item.Item.Correction is { } correction ? $"Analysis.Correction.{correction}" : null,
            Options = item.Item.Sheet.HasOptions ? [.. chosen.Select(c => c.View)] : [],
            Parts = figures.Cells.Count + figures.Typed.Count == 0 || item.Item.Sheet.HasOptions ? [] : [.. item.Item.Sheet.Parts.Select((part, place) => new PartFigures(
                place + 1,
                part.Key.Length == 0 ? null : part.Label,
                part.IsTyped,
                [.. chosen.Where(c => c.Part == place).Select(c => c.View)],
                part.IsTyped ? figures.Typed[place] : []))],
            Certainty = figures.Certainty,
        };
    }
}

/// <summary>A part of a question, with what was chosen or typed for it. The label is null where the question has no parts, and may be empty for a gap.</summary>
public sealed record PartFigures(int Number, HtmlString? Label, bool IsTyped, IReadOnlyList<ChosenView> Chosen, IReadOnlyList<CommonText> Typed)
{
    public bool HasLabel => Label is { Value.Length: > 0 };
}

/// <summary>Something that could be chosen, and how often it was.</summary>
public sealed record ChosenView(string Letter, HtmlString Text, bool? IsKey, int Count, string Share, HtmlString Bar, string? Lower, string? Upper, string PointBiserial)
{
    internal static ChosenView Of(Cell cell, CellFigures figures) => new(
        cell.Value.ToUpper(CultureInfo.InvariantCulture),
        cell.Label,
        cell.IsKey,
        figures.Count,
        Figure.Percent(figures.Share),
        Pictures.Bar(figures.Share, cell.IsKey == true),
        figures.Lower is null ? null : Figure.Percent(figures.Lower.Share),
        figures.Upper is null ? null : Figure.Percent(figures.Upper.Share),
        Figure.Number(figures.PointBiserial));
}
