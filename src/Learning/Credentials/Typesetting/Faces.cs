using System.Globalization;
using SkiaSharp;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// The faces of one weight, the best liked first. A script that none of ours has is looked for on the machine; where that has none either, the
/// empty box of our own face stands for it, and the text layer still holds the character.
/// </summary>
internal sealed class Faces
{
    public static readonly Faces Strong = new(SKFontStyle.Bold, "ZillaSlab-SemiBold.ttf", "NotoSerif-Bold.ttf", "NotoNaskhArabic-Bold.ttf");

    public static readonly Faces Plain = new(SKFontStyle.Normal, "ZillaSlab-Medium.ttf", "NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf");

    private readonly Lazy<Face>[] _own;
    private readonly MachineFonts _machine;

    private Faces(SKFontStyle style, params string[] files)
        : this([.. files.Select(file => new Lazy<Face>(() => Load(file)))], new MachineFonts(style))
    {
    }

    private Faces(Lazy<Face>[] own, MachineFonts machine)
    {
        _own = own;
        _machine = machine;
    }

    /// <summary>What to draw when nothing has the character.</summary>
    public Face LastResort => _own[0].Value;

    /// <summary>The first face that has all of the text, or null. The machine's are asked only for what ours have not even in parts.</summary>
    public Face? For(string text) => Own(text) ?? (IsOursInParts(text) ? null : _machine.For(text));

    /// <summary>
    /// The same faces with the one first that has all of what runs left to right in this text, so that a name with one rare letter is not a
    /// patchwork, on whichever line its parts stand.
    /// </summary>
    public Faces SuitedTo(string text, bool rightToLeft)
    {
        var latin = string.Concat(Directions.Split(text, rightToLeft).Where(part => !part.IsRightToLeft).Select(part => part.Text));
        var best = Array.FindIndex(_own, f => f.Value.Covers(latin));
        return best <= 0 ? this : new Faces([_own[best], .. _own.Where((_, i) => i != best)], _machine);
    }

    private Face? Own(string text) => _own.Select(f => f.Value).FirstOrDefault(f => f.Covers(text));

    private bool IsOursInParts(string text)
    {
        var parts = StringInfo.GetTextElementEnumerator(text);
        while (parts.MoveNext())
        {
            if (Own(parts.GetTextElement()) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static Face Load(string file)
    {
        using var stream = typeof(Faces).Assembly.GetManifestResourceStream($"Learning.Credentials.Fonts.{file}")
            ?? throw new InvalidOperationException($"The font {file} is not in the library.");
        using var data = SKData.Create(stream);

        // Naskh is drawn small on its body.
        return new Face(SKTypeface.FromData(data), file.Contains("Arabic", StringComparison.Ordinal) ? 1.12f : 1);
    }
}
