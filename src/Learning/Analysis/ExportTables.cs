using Learning.Tables;
using Learning.Texts;

namespace Learning.Analysis;

/// <summary>The tables of an analysis.</summary>
internal static class ExportTables
{
    public static ExportTable Items(QuizAnalysis analysis, InterfaceTexts texts) => new(
        texts["Analysis.ExportItems"],
        [
            texts["Analysis.Number"], "id", texts["Analysis.Question"], texts["Analysis.Asked"], texts["Analysis.Answered"], texts["Analysis.Skipped"], texts["Analysis.NotReached"],
            texts["Analysis.Facility"], texts["Analysis.Deviation"], texts["Analysis.Discrimination"], texts["Analysis.Chance"], texts["Analysis.Time"], texts["Analysis.Findings"],
        ],
        analysis.Items.Select(item => (IReadOnlyList<object?>)(item.Figures.IsHidden
            ? [item.Item.Number, item.Item.Question.Id, Figure.Plain(item.Item.Question), item.Figures.Asked, .. new object?[9]]
            :
            [
                item.Item.Number, item.Item.Question.Id, Figure.Plain(item.Item.Question), item.Figures.Asked, item.Figures.Answered, item.Figures.Skipped, item.Figures.NotReached,
                item.Figures.Facility, item.Figures.Deviation, item.Figures.Discrimination, item.Item.Plan.IsScored ? Chance.Of(item.Item.Question) : null, item.Figures.Time?.Median,
                string.Join("; ", item.Found.Select(f => texts[$"Analysis.Finding.{f.Finding}"])),
            ])));

    public static ExportTable Options(QuizAnalysis analysis, InterfaceTexts texts) => new(
        texts["Analysis.ExportOptions"],
        [
            texts["Analysis.Number"], "id", texts["Analysis.Parts"], texts["Analysis.Option"], texts["Analysis.IsKey"], texts["Analysis.Count"], texts["Analysis.Share"],
            texts["Analysis.LowerThird"], texts["Analysis.UpperThird"], texts["Analysis.PointBiserial"],
        ],
        analysis.Items.SelectMany(item => item.Item.Sheet.Cells.Zip(item.Figures.Cells).Select(c => (IReadOnlyList<object?>)
        [
            item.Item.Number,
            item.Item.Question.Id,
            c.First.Part < 0 ? null : Part(item, c.First.Part),
            Figure.Plain(c.First.Label.Value ?? ""),
            c.First.IsKey switch { true => 1, false => 0, _ => null },
            c.Second.Count,
            c.Second.Share,
            c.Second.Lower?.Share,
            c.Second.Upper?.Share,
            c.Second.PointBiserial,
        ])));

    private static string Part(AnalysedItem item, int part) => Figure.Plain(item.Item.Sheet.Parts[part].Label.Value ?? "") is { Length: > 0 } label ? label : item.Item.Sheet.Parts[part].Key;
}
