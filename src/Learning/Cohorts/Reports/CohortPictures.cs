using System.Globalization;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Reports;

/// <summary>The pictures of a cohort's charts. Whatever they show stands in a table behind them as well.</summary>
internal static class CohortPictures
{
    private const int Width = 480;
    private const int Height = 320;
    private const int Left = 60;
    private const int Right = 16;
    private const int Top = 40;
    private const int Bottom = 56;
    private const int Plot = Height - Top - Bottom;
    private const int Foot = Top + Plot;

    /// <summary>The share done as a line, the share due as a line of dashes.</summary>
    public static HtmlString Progress(IReadOnlyList<TimePoint> points, InterfaceTexts texts)
    {
        var svg = Frame(new Svg("f-time", Width, Height, texts["Charts.Time"], texts["Charts.TimeDescription"]), texts["Charts.ShareAxis"], "")
            .Line("chart-line", Left, 16, Left + 30, 16).Text("chart-hint", Left + 36, 20, texts["Charts.Done"], "start")
            .Line("chart-plan", Left + 190, 16, Left + 220, 16).Text("chart-hint", Left + 226, 20, texts["Charts.Planned"], "start");
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].Planned is { } due && points[i - 1].Planned is { } dueBefore)
            {
                svg.Line("chart-plan", X(i - 1), Y(dueBefore), X(i), Y(due));
            }

            if (points[i].Done is { } done && points[i - 1].Done is { } doneBefore)
            {
                svg.Line("chart-line", X(i - 1), Y(doneBefore), X(i), Y(done));
            }
        }

        foreach (var (place, anchor) in new[] { (0, "start"), ((points.Count - 1) / 2, "middle"), (points.Count - 1, "end") }.DistinctBy(p => p.Item1))
        {
            svg.Text("chart-label", X(place), Foot + 20, points[place].Day.ToString("d MMM", CultureInfo.CurrentCulture), anchor, isRightToLeft: CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft);
        }

        return svg.End();

        double X(int point) => Left + ((Width - Left - Right) * (points.Count == 1 ? 0 : point / (points.Count - 1.0)));
    }

    /// <summary>A column for each, as high as its share of the highest scale, with its number above.</summary>
    /// <param name="svg">Begun with its title.</param>
    /// <param name="columns">What stands below each, its share 0..1, and what stands above.</param>
    /// <param name="across">What the columns are.</param>
    /// <param name="up">What their height is.</param>
    public static HtmlString Columns(Svg svg, IReadOnlyList<(string Below, double Share, string Above)> columns, string across, string up)
    {
        var step = (double)(Width - Left - Right) / Math.Max(1, columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            svg.Rectangle("chart-bar", Left + (i * step) + 2, Y(columns[i].Share), step - 4, Plot * columns[i].Share)
                .Text("chart-number", Left + ((i + 0.5) * step), Y(columns[i].Share) - 6, columns[i].Above)
                .Text("chart-label", Left + ((i + 0.5) * step), Foot + 20, columns[i].Below);
        }

        return svg.Line("chart-axis", Left, Foot, Width - Right, Foot)
            .Text("chart-name", (Width + Left - Right) / 2.0, Height - 8, across)
            .Text("chart-name", 16, Top + (Plot / 2.0), up, isUpright: true)
            .End();
    }

    /// <summary>For each activity a pale column of those who got so far, and within it one of those who did it.</summary>
    public static HtmlString DropOff(string id, string title, IReadOnlyList<(double Reached, double Did)> activities, InterfaceTexts texts)
    {
        var svg = Frame(new Svg(id, Width, Height, title, texts["Charts.DropOffDescription"]), texts["Charts.LearnersAxis"], texts["Charts.ActivityAxis"])
            .Rectangle("chart-bar", Left, 8, 14, 14).Text("chart-hint", Left + 22, 20, texts["Charts.Did"], "start")
            .Rectangle("chart-reached", Left + 190, 8, 14, 14).Text("chart-hint", Left + 212, 20, texts["Charts.Reached"], "start");
        var step = (double)(Width - Left - Right) / Math.Max(1, activities.Count);
        var gap = Math.Min(2, step / 6);
        for (var i = 0; i < activities.Count; i++)
        {
            var (reached, did) = activities[i];
            svg.Rectangle("chart-reached", Left + (i * step) + gap, Y(reached), step - (2 * gap), Plot * reached)
                .Rectangle("chart-bar", Left + (i * step) + gap, Y(did), step - (2 * gap), Plot * did);
            if (i == 0 || i == activities.Count - 1 || ((i + 1) % 10 == 0 && activities.Count - i > 4))
            {
                svg.Text("chart-label", Left + ((i + 0.5) * step), Foot + 20, (i + 1).ToString(CultureInfo.CurrentCulture));
            }
        }

        return svg.End();
    }

    public static Svg Begin(string id, string title, string description) => new(id, Width, Height, title, description);

    private static Svg Frame(Svg svg, string up, string across)
    {
        for (var percent = 0; percent <= 100; percent += 25)
        {
            svg.Line(percent == 0 ? "chart-axis" : "chart-grid", Left, Y(percent / 100.0), Width - Right, Y(percent / 100.0))
                .Text("chart-label", Left - 6, Y(percent / 100.0) + 4, (percent / 100.0).ToString("P0", CultureInfo.CurrentCulture), "end");
        }

        return svg.Text("chart-name", 12, Top + (Plot / 2.0), up, isUpright: true).Text("chart-name", (Width + Left - Right) / 2.0, Height - 8, across);
    }

    private static double Y(double share) => Top + ((1 - share) * Plot);
}
