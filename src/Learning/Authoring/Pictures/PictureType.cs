namespace Learning.Authoring.Pictures;

/// <summary>A kind of picture we take: what its name ends in, what the web calls it, and how its bytes begin.</summary>
internal sealed record PictureType(
    string Name, string ContentType, string[] Extensions, Func<byte[], bool> BeginsAsItShould, Func<byte[], PictureSize?> Size)
{
    /// <summary>Lines and words, as sharp in any width.</summary>
    public bool IsDrawing => Name == "SVG";

    public const string Remedy = "Use SVG, PNG, JPEG or WebP.";

    private static readonly PictureType[] _all =
    [
        new("SVG", "image/svg+xml", [".svg"], bytes => bytes.AsSpan().IndexOf("<svg"u8) >= 0, SvgPicture.Size),
        new("PNG", "image/png", [".png"], bytes => bytes is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..], PictureSize.OfPng),
        new("JPEG", "image/jpeg", [".jpg", ".jpeg"], bytes => bytes is [0xFF, 0xD8, 0xFF, ..], PictureSize.OfJpeg),
        new("WebP", "image/webp", [".webp"], IsWebP, PictureSize.OfWebP),
    ];

    private static bool IsWebP(byte[] bytes) =>
        bytes.Length > 30 && bytes.AsSpan().StartsWith("RIFF"u8) && bytes.AsSpan(8).StartsWith("WEBP"u8);

    /// <summary>By what the web calls it.</summary>
    public static PictureType? OfContent(string contentType) => Array.Find(_all, t => t.ContentType.Equals(contentType, StringComparison.OrdinalIgnoreCase));

    public static PictureType? Of(string extension) => Array.Find(_all, t => t.Extensions.Contains(extension));
}
