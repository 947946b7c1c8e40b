using System.Globalization;

namespace Learning.Analysis;

/// <summary>A question in a picture: its number, where it is, and whether something was found.</summary>
internal readonly record struct ScatterPoint(int Number, double X, double Y, bool IsWeak);

/// <summary>
/// A mark in a picture of points. Points that would cover each other are one mark with all their numbers: "2/3". Pure.
/// </summary>
internal sealed record ScatterSpot(double X, double Y, IReadOnlyList<int> Numbers, bool IsWeak)
{
    /// <summary>Nearer than that, two marks cover each other.</summary>
    private const double Near = 13;

    private const double LetterWidth = 8.5;
    private const double LetterHeight = 15;

    /// <summary>More numbers than that are counted: "2/3/5 +4".</summary>
    private const int MostNumbers = 3;

    /// <summary>What it is called where it carries its numbers; null where it stands for one question and nothing was found.</summary>
    public string? Label => !IsWeak && Numbers.Count == 1 ? null
        : string.Join('/', Numbers.Take(MostNumbers).Select(n => n.ToString(CultureInfo.CurrentCulture))) + (Numbers.Count > MostNumbers ? $" +{(Numbers.Count - MostNumbers).ToString(CultureInfo.CurrentCulture)}" : "");

    /// <summary>The marks, those with findings last, so that they lie on top.</summary>
    public static IReadOnlyList<ScatterSpot> Of(IEnumerable<ScatterPoint> points)
    {
        var spots = new List<List<ScatterPoint>>();
        foreach (var point in points.OrderBy(p => p.Number))
        {
            var there = spots.Find(spot => Math.Abs(spot[0].X - point.X) < Near && Math.Abs(spot[0].Y - point.Y) < Near);
            if (there is null)
            {
                spots.Add([point]);
            }
            else
            {
                there.Add(point);
            }
        }

        return [.. spots.Select(s => new ScatterSpot(s[0].X, s[0].Y, [.. s.Select(p => p.Number)], s.Any(p => p.IsWeak))).OrderBy(s => s.IsWeak)];
    }

    /// <summary>
    /// Where each label stands (the middle of its foot): above its mark, or else below, to the right, to the left; where it covers no other label and no other mark, and lies within the
    /// bounds. Above, where all of that is taken.
    /// </summary>
    public static IEnumerable<(string Label, double X, double Y)> Labels(IReadOnlyList<ScatterSpot> spots, double left, double top, double right, double foot)
    {
        var taken = spots.Select(s => (Of: (ScatterSpot?)s, Box: new Box(s.X - 7, s.Y - 7, s.X + 7, s.Y + 7))).ToList();
        foreach (var spot in spots)
        {
            if (spot.Label is not { } label)
            {
                continue;
            }

            var half = label.Length * LetterWidth / 2;
            (double X, double Y)[] places =
            [
                (spot.X, spot.Y - 10), (spot.X, spot.Y + 10 + LetterHeight - 3), (spot.X + 12 + half, spot.Y + 5), (spot.X - 12 - half, spot.Y + 5),
            ];
            var (x, y) = places.Where(IsFree).DefaultIfEmpty(places[0]).First();
            taken.Add((null, At(x, y)));
            yield return (label, x, y);

            Box At(double middle, double line) => new(middle - half, line - LetterHeight + 3, middle + half, line + 3);

            bool IsFree((double X, double Y) place)
            {
                var box = At(place.X, place.Y);
                return box.Left >= left && box.Right <= right && box.Top >= top && box.Foot <= foot && !taken.Exists(t => t.Of != spot && t.Box.Covers(box));
            }
        }
    }

    private readonly record struct Box(double Left, double Top, double Right, double Foot)
    {
        public bool Covers(Box other) => Left < other.Right && other.Left < Right && Top < other.Foot && other.Top < Foot;
    }
}
