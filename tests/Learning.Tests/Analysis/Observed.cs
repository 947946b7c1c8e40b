using Learning.Analysis;
using Learning.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Tests.Analysis;

/// <summary>Attempts made by hand, as the statistics take them.</summary>
internal static class Observed
{
    public static ItemPlan Plan(string id, bool isShared = true, int options = 0) => new()
    {
        Id = id,
        IsShared = isShared,
        HasOptions = options > 0,
        Cells = [.. Enumerable.Range(0, options).Select(i => new Cell(-1, ((char)('a' + i)).ToString(), new HtmlString("x"), i == 0))],
    };

    /// <summary>So many points of so many for the question at that place of the plan.</summary>
    public static Observation Points(int item, long points, int max = 1, long of = 1) => new(item, new() { Score = new(new Fraction(points, of), max) }, true, true, null, null);

    /// <summary>The option chosen; the first one is right.</summary>
    public static Observation Chose(int item, int option) => new(item, new() { Score = new(new Fraction(option == 0 ? 1 : 0), 1), Cells = [option] }, true, true, null, null);

    /// <summary>A matrix of nought and one: a row for each learner, repeated so often.</summary>
    public static ItemStatistics Matrix(int[][] rows, int times = 1, bool isShared = true)
    {
        var statistics = new ItemStatistics([.. rows[0].Select((_, i) => Plan($"q{i + 1}", isShared))]);
        for (var n = 0; n < times; n++)
        {
            foreach (var row in rows)
            {
                statistics.Add([.. row.Select((points, i) => Points(i, points))]);
            }
        }

        return statistics;
    }
}
