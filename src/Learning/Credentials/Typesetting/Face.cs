using System.Collections.Concurrent;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// A typeface ready to shape and draw with. Nothing in it changes, so one serves all threads. <paramref name="scale"/> evens out how large
/// different scripts look at the same size.
/// </summary>
internal sealed class Face(SKTypeface typeface, float scale = 1)
{
    private readonly ConcurrentDictionary<uint, byte[]> _tables = [];
    private readonly Lazy<Dictionary<ushort, int>> _characters = new(() => CharactersOf(typeface));

    public SKTypeface Typeface => typeface;

    public SKShaper Shaper { get; } = new(typeface);

    public float Scale => scale;

    /// <summary>Which character each glyph stands for; a glyph that is only a form or a ligature may have none.</summary>
    public IReadOnlyDictionary<ushort, int> Characters => _characters.Value;

    /// <summary>Whether it has a glyph for all of the text. What nobody sees, like a joiner, needs none.</summary>
    public bool Covers(string text)
    {
        using var font = new SKFont(typeface);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!CleanText.IsUnseen(rune) && !font.ContainsGlyph(rune.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bytes of a table of the font file, for example "glyf"; empty where it has none.</summary>
    public byte[] Table(string tag) =>
        _tables.GetOrAdd(
            (uint)((tag[0] << 24) | (tag[1] << 16) | (tag[2] << 8) | tag[3]),
            number => typeface.TryGetTableData(number, out var bytes) ? bytes : []);

    private static Dictionary<ushort, int> CharactersOf(SKTypeface typeface)
    {
        var plane = Enumerable.Range(' ', 0xD800 - ' ').Concat(Enumerable.Range(0xE000, 0x10000 - 0xE000)).ToArray();
        using var font = new SKFont(typeface);
        var glyphs = font.GetGlyphs(plane);
        var characters = new Dictionary<ushort, int>();
        for (var i = 0; i < plane.Length; i++)
        {
            if (glyphs[i] != 0)
            {
                characters.TryAdd(glyphs[i], plane[i]);
            }
        }

        return characters;
    }
}
