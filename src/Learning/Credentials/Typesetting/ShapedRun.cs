using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// Glyphs of one face that run one way, from left to right on the paper, each with its place and the byte of the text it comes from. Skia marks those
/// that are read from right to left as reversed, so that the text is copied as it was written.
/// </summary>
internal sealed class ShapedRun
{
    private readonly byte[] _text;
    private readonly ushort[] _glyphs;
    private readonly uint[] _clusters;
    private readonly SKPoint[] _places;
    private readonly float _size;

    private ShapedRun(string text, int level, Face face, float size, SkiaSharp.HarfBuzz.SKShaper.Result shaped)
    {
        Face = face;
        Level = level;
        _size = size;
        _text = Encoding.UTF8.GetBytes(text);
        _glyphs = [.. shaped.Codepoints.Select(glyph => (ushort)glyph)];
        _clusters = shaped.Clusters;
        _places = shaped.Points;
        Width = shaped.Width;
    }

    public Face Face { get; }

    public int Level { get; }

    public float Width { get; }

    /// <summary>How far from the left edge of its line it begins.</summary>
    public float Left { get; set; }

    public IReadOnlyList<ushort> Glyphs => _glyphs;

    public static ShapedRun Shape(string text, int level, Face face, float size)
    {
        var scaled = size * face.Scale;
        using var font = FontOf(face.Typeface, scaled);
        using var buffer = new Buffer();
        buffer.AddUtf8(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = level % 2 == 1 ? Direction.RightToLeft : Direction.LeftToRight;
        return new ShapedRun(text, level, face, scaled, face.Shaper.Shape(buffer, font));
    }

    /// <summary>Draws with <paramref name="typeface"/>, which has the same glyphs under the same numbers as <see cref="Face"/>.</summary>
    public void Draw(SKCanvas canvas, SKTypeface typeface, SKPoint at, SKPaint paint)
    {
        if (_glyphs.Length == 0)
        {
            return;
        }

        using var font = FontOf(typeface, _size);
        using var builder = new SKTextBlobBuilder();
        var run = builder.AllocateRawPositionedTextRun(font, _glyphs.Length, _text.Length, null);
        _glyphs.CopyTo(run.Glyphs);
        _places.CopyTo(run.Positions);
        _clusters.CopyTo(run.Clusters);
        _text.CopyTo(run.Text);
        using var blob = builder.Build();
        canvas.DrawText(blob, at.X + Left, at.Y, paint);
    }

    /// <summary>
    /// Draws the outlines alone, for a face that cannot be cut down: whole it would weigh megabytes. These letters can be read but not copied.
    /// </summary>
    public void DrawOutlines(SKCanvas canvas, SKPoint at, SKPaint paint)
    {
        using var outlines = new SKPathBuilder();
        AddOutlines(outlines, at);
        using var path = outlines.Detach();
        canvas.DrawPath(path, paint);
    }

    public void AddOutlines(SKPathBuilder outlines, SKPoint at)
    {
        using var font = FontOf(Face.Typeface, _size);
        for (var i = 0; i < _glyphs.Length; i++)
        {
            using var outline = font.GetGlyphPath(_glyphs[i]);
            if (outline is not null)
            {
                outlines.AddPath(outline, at.X + Left + _places[i].X, at.Y + _places[i].Y);
            }
        }
    }

    private static SKFont FontOf(SKTypeface typeface, float size) => new(typeface, size)
    {
        Subpixel = true,
        LinearMetrics = true,
        Hinting = SKFontHinting.None,
    };
}
