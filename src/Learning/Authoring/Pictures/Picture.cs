using System.Security.Cryptography;
using Learning.Authoring.Files;

namespace Learning.Authoring.Pictures;

/// <summary>Why a file is no picture we take: a stable code, what is wrong and how to mend it.</summary>
internal sealed record PictureFault(string Code, string Reason, string Remedy);

/// <summary>A picture as a text shows it. Wherever its bytes come from, it is checked here.</summary>
/// <param name="Widths">In which widths it is also to be had (<see cref="RasterPicture.Narrower"/>); none for drawings and what moves.</param>
internal sealed record Picture(MediaFile File, PictureSize? Size, IReadOnlyList<int> Widths)
{
    public const int MostBytes = 1024 * 1024;

    public const string WrongType = "not-a-picture";
    public const string WrongBytes = "wrong-bytes";
    public const string Unsafe = "unsafe-svg";
    public const string TooLarge = "picture-too-large";
    public const string Broken = "broken-picture";

    /// <summary>In pixels: a phone, and a phone with fine pixels or a tablet. What is wider takes the picture itself.</summary>
    public static IReadOnlyList<int> AllWidths { get; } = [480, 960];

    /// <summary>The picture, or what is wrong with it; neither where there are no bytes to judge.</summary>
    /// <param name="path">Its name says which type it has to be.</param>
    /// <param name="read">Asked only where the name is one of a picture.</param>
    public static (Picture? Picture, PictureFault? Fault) Read(string path, Func<byte[]?> read)
    {
        if (PictureType.Of(ContentPath.Extension(path)) is not { } type)
        {
            return (null, new(WrongType, $"Files ending in “{ContentPath.Extension(path)}” are not shown as pictures.", PictureType.Remedy));
        }

        if (read() is not { } bytes)
        {
            return default;
        }

        if (!type.BeginsAsItShould(bytes))
        {
            return (null, new(WrongBytes, $"The file is named like a {type.Name} but is none.", "Save it again in the format its name says, or rename it."));
        }

        var file = new MediaFile(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentPath.Name(path), type.ContentType, bytes);
        return type.IsDrawing ? Drawing(file) : Raster(file, type);
    }

    private static (Picture? Picture, PictureFault? Fault) Drawing(MediaFile file)
    {
        var (fault, size) = KnownDrawings.Look(file.Hash, file.Bytes);
        return fault is null
            ? (new(file, size, []), null)
            : (null, new(Unsafe, $"This SVG cannot be published: {fault}.", "Save it as plain SVG, without scripts, foreign objects and references to other files."));
    }

    private static (Picture? Picture, PictureFault? Fault) Raster(MediaFile file, PictureType type)
    {
        if (type.Size(file.Bytes) is { } size && (long)size.Width * size.Height > RasterPicture.MostPixels)
        {
            return (null, new(
                TooLarge,
                $"The picture is {size.Width} pixels wide and {size.Height} high; it may have {RasterPicture.MostPixels / 1_000_000} million at most.",
                "Save it smaller: 1600 pixels in width are enough."));
        }

        return KnownRasters.Look(file.Hash, file.Bytes) is not { IsBroken: false } facts
            ? (null, new(Broken, "The picture is damaged or cut off.", "Open it in a program for pictures, see whether all of it is there, and save it again."))
            : (new(file, facts.Size, facts.IsAnimated ? [] : [.. AllWidths.Where(width => width < facts.Size.Width)]), null);
    }
}
