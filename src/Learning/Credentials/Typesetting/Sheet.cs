using SkiaSharp;

namespace Learning.Credentials.Typesetting;

/// <summary>Collects the lines of a page in reading order and draws them at the end, when it is known which glyphs of each face it needs.</summary>
internal sealed class Sheet
{
    private readonly List<(Line Line, SKPoint At, SKColor Colour)> _lines = [];

    /// <summary>Places a line with its left end at a point of its baseline.</summary>
    public void Place(Line line, float left, float baseline, SKColor colour) => _lines.Add((line, new SKPoint(left, baseline), colour));

    /// <summary>Draws all lines. What it returns must live until the document is closed.</summary>
    public IDisposable DrawOn(SKCanvas canvas)
    {
        var cut = new CutTypefaces(_lines.SelectMany(l => l.Line.Runs));
        foreach (var (line, at, colour) in _lines)
        {
            using var paint = new SKPaint { Color = colour, IsAntialias = true };
            foreach (var run in line.Runs)
            {
                if (cut.For(run.Face) is { } typeface)
                {
                    run.Draw(canvas, typeface, at, paint);
                }
                else
                {
                    run.DrawOutlines(canvas, at, paint);
                }
            }
        }

        return cut;
    }

    /// <summary>Draws all lines as outlines, for a picture: it needs no font, and has no text to copy.</summary>
    public void DrawOutlinesOn(SKCanvas canvas)
    {
        foreach (var (line, at, colour) in _lines)
        {
            using var paint = new SKPaint { Color = colour, IsAntialias = true };
            using var outlines = new SKPathBuilder();
            foreach (var run in line.Runs)
            {
                run.AddOutlines(outlines, at);
            }

            using var path = outlines.Detach();
            canvas.DrawPath(path, paint);
        }
    }

    /// <summary>The typefaces of a page, cut down to the glyphs it uses; null where one cannot be.</summary>
    private sealed class CutTypefaces(IEnumerable<ShapedRun> runs) : IDisposable
    {
        private readonly Dictionary<Face, SKTypeface?> _typefaces =
            runs.GroupBy(r => r.Face).ToDictionary(face => face.Key, face => Cut(face.Key, face.SelectMany(r => r.Glyphs)));

        public SKTypeface? For(Face face) => _typefaces[face];

        public void Dispose()
        {
            foreach (var typeface in _typefaces.Values)
            {
                typeface?.Dispose();
            }
        }

        private static SKTypeface? Cut(Face face, IEnumerable<ushort> glyphs)
        {
            if (FontSubset.Of(face, glyphs) is not { } bytes)
            {
                return null;
            }

            using var data = SKData.CreateCopy(bytes);
            return SKTypeface.FromData(data);
        }
    }
}
