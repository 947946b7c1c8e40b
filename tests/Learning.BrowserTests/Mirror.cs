using SkiaSharp;

namespace Learning.BrowserTests;

/// <summary>A vertical edge that one picture has and the other has not where a mirror would show it: its place in the first picture, in px.</summary>
internal readonly record struct LostEdge(int X, int Top, int Bottom);

/// <summary>
/// Compares a page laid out from left to right with the mirror image of the same page from right to left. What is compared are the vertical edges of what is drawn, boxes, rules, bars and fields: an edge is where colour changes from one pixel to
/// the next beside it. Half a pixel is rounded to either side, so an edge may stand a little beside its place; corners and single dots are no edges.
/// </summary>
internal static class Mirror
{
    /// <summary>The least change of a colour, of 255.</summary>
    private const int Contrast = 20;

    /// <summary>How far beside its place an edge may stand.</summary>
    private const int Beside = 2;

    /// <summary>Shorter ones belong to corners, marks and letters.</summary>
    private const int Shortest = 9;

    /// <param name="page">From left to right.</param>
    /// <param name="turned">The same from right to left.</param>
    /// <returns>In the places of <paramref name="page"/>; those that are only in the other one too, where a mirror shows them.</returns>
    public static IReadOnlyList<LostEdge> Compare(SKBitmap page, SKBitmap turned)
    {
        var (one, other) = (Edges(page, isMirrored: false), Edges(turned, isMirrored: true));
        return [.. Lost(one, other), .. Lost(other, one)];
    }

    /// <summary>For each place between two pixels beside each other, whether there is an edge: [x, y] is between x-1 and x.</summary>
    private static bool[,] Edges(SKBitmap picture, bool isMirrored)
    {
        var (width, height) = (picture.Width, picture.Height);
        var pixels = picture.Pixels;
        var edges = new bool[width, height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 1; x < width; x++)
            {
                if (Differ(pixels[(y * width) + x - 1], pixels[(y * width) + x]))
                {
                    edges[isMirrored ? width - x : x, y] = true;
                }
            }
        }

        return edges;
    }

    private static bool Differ(SKColor left, SKColor right) =>
        Math.Abs(left.Red - right.Red) > Contrast || Math.Abs(left.Green - right.Green) > Contrast || Math.Abs(left.Blue - right.Blue) > Contrast;

    private static IEnumerable<LostEdge> Lost(bool[,] edges, bool[,] there)
    {
        for (var x = 0; x < edges.GetLength(0); x++)
        {
            var length = 0;
            for (var y = 0; y <= edges.GetLength(1); y++)
            {
                if (y < edges.GetLength(1) && edges[x, y] && !IsThere(there, x, y))
                {
                    length++;
                    continue;
                }

                if (length >= Shortest)
                {
                    yield return new(x, y - length, y);
                }

                length = 0;
            }
        }
    }

    private static bool IsThere(bool[,] edges, int x, int y)
    {
        for (var near = Math.Max(0, x - Beside); near <= Math.Min(edges.GetLength(0) - 1, x + Beside); near++)
        {
            if (edges[near, y] || (y > 0 && edges[near, y - 1]) || (y < edges.GetLength(1) - 1 && edges[near, y + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
