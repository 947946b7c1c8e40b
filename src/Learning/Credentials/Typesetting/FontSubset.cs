using System.Buffers.Binary;
using SkiaSharp;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// The part of a TrueType font that a paper uses: the same glyph numbers, but outlines only of the glyphs used, so that the PDF stays small
/// (this build of Skia puts whole fonts into it). What shaping needed is left out: the glyphs are shaped already.
/// Format: OpenType 1.9, tables head, hhea, hmtx, maxp, loca, glyf, cmap (format 12).
/// </summary>
internal static class FontSubset
{
    private const int WordArguments = 1;
    private const int OneScale = 8;
    private const int MoreComponents = 32;
    private const int TwoScales = 64;
    private const int FourScales = 128;

    /// <summary>Null where the font's outlines are not of the TrueType kind.</summary>
    public static byte[]? Of(Face face, IEnumerable<ushort> used)
    {
        var outlines = face.Table("glyf");
        var isPlain = outlines.Length > 0 && face.Table("fvar").Length == 0;
        if (!isPlain)
        {
            return null;
        }

        var where = Locations(face);
        var glyphs = WithComponents(used, outlines, where);
        var count = glyphs.Max + 1;
        var (glyf, loca) = Outlines(glyphs, count, outlines, where);
        return FontFile.Of(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["OS/2"] = face.Table("OS/2"),
            ["cmap"] = CharacterMap(face, glyphs),
            ["glyf"] = glyf,
            ["head"] = WithLongLocations(face.Table("head")),
            ["hhea"] = Patched(face.Table("hhea"), 34, count),
            ["hmtx"] = Metrics(face, count),
            ["loca"] = loca,
            ["maxp"] = Patched(face.Table("maxp"), 4, count),
            ["name"] = face.Table("name"),
            ["post"] = PostWithoutNames(face.Table("post")),
        });
    }

    private static int[] Locations(Face face)
    {
        var loca = face.Table("loca");
        var isLong = BinaryPrimitives.ReadInt16BigEndian(face.Table("head").AsSpan(50)) != 0;
        return isLong
            ? [.. Enumerable.Range(0, loca.Length / 4).Select(i => BinaryPrimitives.ReadInt32BigEndian(loca.AsSpan(i * 4)))]
            : [.. Enumerable.Range(0, loca.Length / 2).Select(i => BinaryPrimitives.ReadUInt16BigEndian(loca.AsSpan(i * 2)) * 2)];
    }

    /// <summary>An é may be built of e and an accent, which must come along. Glyph 0 always does.</summary>
    private static SortedSet<int> WithComponents(IEnumerable<ushort> used, byte[] outlines, int[] where)
    {
        var glyphs = new SortedSet<int>();
        var waiting = new Stack<int>(used.Select(glyph => (int)glyph).Append(0));
        while (waiting.TryPop(out var glyph))
        {
            if (glyph < where.Length - 1 && glyphs.Add(glyph))
            {
                foreach (var component in Components(outlines.AsSpan(where[glyph]..where[glyph + 1])))
                {
                    waiting.Push(component);
                }
            }
        }

        return glyphs;
    }

    private static List<int> Components(ReadOnlySpan<byte> outline)
    {
        var components = new List<int>();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return components;
        }

        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            components.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & FourScales) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);

        return components;
    }

    private static (byte[] Glyf, byte[] Loca) Outlines(SortedSet<int> glyphs, int count, byte[] outlines, int[] where)
    {
        var glyf = new MemoryStream();
        var loca = new byte[(count + 1) * 4];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(glyph * 4), (int)glyf.Length);
            if (glyphs.Contains(glyph))
            {
                glyf.Write(outlines.AsSpan(where[glyph]..where[glyph + 1]));
                glyf.Write(new byte[(4 - (int)(glyf.Length % 4)) % 4]);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(count * 4), (int)glyf.Length);
        return (glyf.ToArray(), loca);
    }

    private static byte[] Metrics(Face face, int count)
    {
        var whole = face.Table("hmtx");
        var wide = BinaryPrimitives.ReadUInt16BigEndian(face.Table("hhea").AsSpan(34));
        var metrics = new byte[count * 4];
        for (var glyph = 0; glyph < count; glyph++)
        {
            whole.AsSpan(Math.Min(glyph, wide - 1) * 4, 2).CopyTo(metrics.AsSpan(glyph * 4));
            var bearing = glyph < wide ? (glyph * 4) + 2 : (wide * 4) + ((glyph - wide) * 2);
            whole.AsSpan(bearing, 2).CopyTo(metrics.AsSpan((glyph * 4) + 2));
        }

        return metrics;
    }

    private static byte[] CharacterMap(Face face, SortedSet<int> glyphs)
    {
        var pairs = glyphs.Where(glyph => face.Characters.ContainsKey((ushort)glyph))
            .Select(glyph => (Character: face.Characters[(ushort)glyph], Glyph: glyph))
            .OrderBy(pair => pair.Character)
            .ToList();
        var map = new byte[28 + (pairs.Count * 12)];
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(6), 10);
        BinaryPrimitives.WriteInt32BigEndian(map.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(12), 12);
        BinaryPrimitives.WriteInt32BigEndian(map.AsSpan(16), map.Length - 12);
        BinaryPrimitives.WriteInt32BigEndian(map.AsSpan(24), pairs.Count);
        for (var i = 0; i < pairs.Count; i++)
        {
            var group = map.AsSpan(28 + (i * 12));
            BinaryPrimitives.WriteInt32BigEndian(group, pairs[i].Character);
            BinaryPrimitives.WriteInt32BigEndian(group[4..], pairs[i].Character);
            BinaryPrimitives.WriteInt32BigEndian(group[8..], pairs[i].Glyph);
        }

        return map;
    }

    private static byte[] WithLongLocations(byte[] head)
    {
        var patched = Patched(head, 50, 1);
        patched.AsSpan(8, 4).Clear();
        return patched;
    }

    private static byte[] Patched(byte[] table, int at, int value)
    {
        var patched = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(patched.AsSpan(at), (ushort)value);
        return patched;
    }

    private static byte[] PostWithoutNames(byte[] post)
    {
        var patched = post.AsSpan(0, 32).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(patched, 0x00030000);
        return patched;
    }
}
