using System.Text;
using SkiaSharp;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// Faces found on the machine for scripts the product brings no face for: a name may be in any. Skia is asked first; its Linux build without
/// dependencies knows no font of the machine, so the usual folders are read then: once, at the first such name, which takes a second or two where there are hundreds of fonts.
/// </summary>
internal sealed class MachineFonts(SKFontStyle style)
{
    /// <summary>Enough for every script there is, and a bound on what odd names can make us keep in memory.</summary>
    private const int MostFaces = 48;

    private const int MostFiles = 1000;

    /// <summary>Where living scripts and signs beyond our own faces stand in Unicode. A font is asked for the great ranges only if it has their first.</summary>
    private static readonly (int First, int Last, bool IsGreat)[] Ranges =
    [
        (0x0530, 0x33FF, false), (0x4E00, 0x9FFF, true), (0x3400, 0x4DBF, true), (0xA000, 0xABFF, false), (0xAC00, 0xD7A3, true), (0xF900, 0xFFFD, false),
        (0x11000, 0x1147F, false), (0x1E900, 0x1E95F, false), (0x1F300, 0x1FAFF, false),
    ];

    private static readonly string[] Folders =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts"),
    ];

    private readonly Lock _lock = new();
    private readonly Lazy<Dictionary<int, string>> _files = new(() => FilesByCharacter(style));
    private List<Face> _faces = [];

    /// <summary>A face that has all of the text, or null.</summary>
    public Face? For(string text)
    {
        if (_faces.Find(f => f.Covers(text)) is { } known)
        {
            return known;
        }

        var first = text.EnumerateRunes().FirstOrDefault(r => !CleanText.IsUnseen(r), new Rune(' '));
        lock (_lock)
        {
            // A known face that has the character but not the whole text: the text must be split, not another face loaded.
            if (_faces.Count >= MostFaces || _faces.Exists(f => f.Covers(first.ToString())) || Find(first.Value) is not { } typeface)
            {
                return null;
            }

            var face = new Face(typeface);
            _faces = [.. _faces, face];
            return face.Covers(text) ? face : null;
        }
    }

    private SKTypeface? Find(int character) =>
        SKFontManager.Default.MatchCharacter(null, style, [], character)
        ?? (_files.Value.GetValueOrDefault(character) is { } file ? SKTypeface.FromFile(file) : null);

    /// <summary>For each character the file that has it and looks best beside ours.</summary>
    private static Dictionary<int, string> FilesByCharacter(SKFontStyle style)
    {
        var files = new Dictionary<int, string>();
        foreach (var file in Files(style))
        {
            using var typeface = SKTypeface.FromFile(file);
            if (typeface is null)
            {
                continue;
            }

            using var font = new SKFont(typeface);
            foreach (var (first, last, _) in Ranges.Where(range => !range.IsGreat || font.ContainsGlyph(range.First)))
            {
                var characters = Enumerable.Range(first, last - first + 1).ToArray();
                var glyphs = font.GetGlyphs(characters);
                for (var i = 0; i < glyphs.Length; i++)
                {
                    if (glyphs[i] != 0)
                    {
                        files.TryAdd(characters[i], file);
                    }
                }
            }
        }

        return files;
    }

    /// <summary>The ones of the weight first, and of them those with serifs.</summary>
    private static IEnumerable<string> Files(SKFontStyle style)
    {
        var weight = style.Weight >= (int)SKFontStyleWeight.Bold ? "Bold" : "Regular";
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        return Folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
            .OrderBy(file => file.Contains("Italic", StringComparison.Ordinal))
            .ThenByDescending(file => file.Contains(weight, StringComparison.Ordinal))
            .ThenByDescending(file => file.Contains("Serif", StringComparison.Ordinal))
            .ThenBy(file => file, StringComparer.Ordinal)
            .Take(MostFiles);
    }
}
