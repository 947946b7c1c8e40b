using System.Globalization;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Html;

namespace Learning.Analysis;

/// <summary>The pictures of an analysis.</summary>
internal static class Pictures
{
    private const int Width = 480;
    private const int Height = 320;
    private const int Left = 56;
    private const int Right = 16;
    private const int Top = 24;
    private const int Bottom = 56;
    private const int Plot = Height - Top - Bottom;

    /// <summary>Above the plot of the points stands what its shaded part means, where no point can be.</summary>
    private const int KeyRoom = 20;

    /// <summary>How many learners reached how much: a bar for each band, with its number above.</summary>
    public static HtmlString Distribution(IReadOnlyList<int> bands, InterfaceTexts texts)
    {
        var svg = new Svg("f-distribution", Width, Height, texts["Analysis.Results"], texts["Analysis.ResultsDescription"]);
        var most = Math.Max(bands.Max(), 1);
        var step = (double)(Width - Left - Right) / bands.Count;
        for (var i = 0; i < bands.Count; i++)
        {
            var height = (double)Plot * bands[i] / most;
            svg.Rectangle("chart-bar", Left + (i * step) + 2, Top + Plot - height, step - 4, height)
                .Text("chart-number", Left + ((i + 0.5) * step), Top + Plot - height - 6, bands[i].ToString(CultureInfo.CurrentCulture));
        }

        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.Text("chart-label", Left + (percent / 10.0 * step), Top + Plot + 20, percent.ToString(CultureInfo.CurrentCulture));
        }

        return svg.Line("chart-axis", Left, Top + Plot, Width - Right, Top + Plot)
            .Text("chart-name", (Width + Left - Right) / 2.0, Height - 8, texts["Analysis.ResultAxis"])
            .Text("chart-name", 20, Top + (Plot / 2.0), texts["Analysis.Learners"], isUpright: true)
            .End();
    }

    /// <summary>
    /// Each question as a point: facility to the right, discrimination upwards. Those with findings are diamonds. A diamond, and a place where there are several questions, carries their numbers.
    /// </summary>
    public static HtmlString Scatter(IReadOnlyList<AnalysedItem> items, InterfaceTexts texts)
    {
        var points = items.Where(i => i.Figures is { Facility: not null, Discrimination: not null }).ToArray();
        var least = Math.Floor(Math.Min(-0.2, points.Min(p => p.Figures.Discrimination!.Value)) * 5) / 5;
        var most = Math.Ceiling(Math.Max(0.6, points.Max(p => p.Figures.Discrimination!.Value)) * 5) / 5;
        var (top, foot) = (Top + KeyRoom, Top + KeyRoom + Plot);
        var svg = new Svg("f-scatter", Width, Height + KeyRoom, texts["Analysis.Scatter"], texts["Analysis.ScatterDescription"])
            .Rectangle("chart-zone", Left, 6, 14, 14)
            .Text("chart-hint", Left + 22, 18, texts["Analysis.WeakZone"], "start")
            .Rectangle("chart-zone", Left, Y(Math.Min(ItemVerdict.WeakBelow, most)), Width - Left - Right, Y(least) - Y(ItemVerdict.WeakBelow));
        for (var tenths = (int)Math.Round(least * 10); tenths <= (int)Math.Round(most * 10); tenths += 2)
        {
            svg.Line(tenths == 0 ? "chart-axis" : "chart-grid", Left, Y(tenths / 10.0), Width - Right, Y(tenths / 10.0))
                .Text("chart-label", Left - 8, Y(tenths / 10.0) + 4, Figure.Signed(tenths / 10.0, "0.0"), "end");
        }

        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.Text("chart-label", X(percent / 100.0), foot + 20, percent.ToString(CultureInfo.CurrentCulture));
        }

        var spots = ScatterSpot.Of(points.Select(p => new ScatterPoint(p.Item.Number, X(p.Figures.Facility!.Value), Y(p.Figures.Discrimination!.Value), p.Found.Count > 0)));
        foreach (var spot in spots)
        {
            _ = spot.IsWeak ? svg.Diamond("chart-weak", spot.X, spot.Y, 7) : svg.Circle("chart-point", spot.X, spot.Y, 5);
        }

        foreach (var (label, x, y) in ScatterSpot.Labels(spots, Left, top - 14, Width, foot))
        {
            svg.Text("chart-number", x, y, label);
        }

        return svg.Text("chart-name", (Width + Left - Right) / 2.0, Height + KeyRoom - 8, texts["Analysis.FacilityAxis"])
            .Text("chart-name", 14, top + (Plot / 2.0), texts["Analysis.Discrimination"], isUpright: true)
            .End();

        double X(double facility) => Left + (facility * (Width - Left - Right));

        double Y(double discrimination) => top + ((most - discrimination) / (most - least) * Plot);
    }

    /// <summary>A bar as long as a share, for the eye only: its number stands beside it. From the side where lines begin.</summary>
    public static HtmlString Bar(double share, bool isKey) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg class="share{(isKey ? " is-key" : "")}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="share-all" width="100" height="10"/><rect class="share-part" width="{Math.Clamp(share, 0, 1) * 100:0.#}" height="10"/></svg>"""));
}
