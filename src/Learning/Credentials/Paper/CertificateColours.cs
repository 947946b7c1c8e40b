using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>The colours of a certificate on white paper. By default those of the product.</summary>
internal sealed record CertificateColours
{
    /// <summary>WCAG 2.2, 1.4.3.</summary>
    public const double LeastContrast = 4.5;

    public static readonly CertificateColours Standard = new();

    public SKColor Text { get; init; } = new(0x1B, 0x24, 0x30);

    /// <summary>Of what is said beside.</summary>
    public SKColor Quiet { get; init; } = new(0x5B, 0x64, 0x72);

    /// <summary>The cloth of the banner, the hem of the frame, the name of the site.</summary>
    public SKColor Main { get; init; } = new(0xA3, 0x26, 0x2A);

    /// <summary>The course, the address, the band over the cloth.</summary>
    public SKColor Accent { get; init; } = new(0x0F, 0x5C, 0x63);

    /// <summary>Cord, knobs and fringe; no text.</summary>
    public SKColor Trim { get; init; } = new(0x9A, 0x63, 0x08);

    /// <summary>What shines on cloth; too pale for text.</summary>
    public SKColor Light { get; init; } = new(0xE3, 0xA5, 0x2F);

    /// <summary>The rules between the parts.</summary>
    public SKColor Rule { get; init; } = new(0xD9, 0xD2, 0xC5);

    /// <summary>How well it is told from the white of the paper: 1 not at all, 21 black (WCAG 2.2, contrast ratio).</summary>
    public static double ContrastOnWhite(SKColor colour) =>
        1.05 / ((0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue)) + 0.05);

    private static double Linear(byte channel)
    {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
