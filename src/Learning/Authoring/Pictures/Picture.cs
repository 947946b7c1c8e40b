using System.Security.Cryptography;
using Learning.Authoring.Files;

namespace Learning.Authoring.Pictures;

/// <summary>Why a file is no picture we take: a stable code, what is wrong and how to mend it.</summary>
internal sealed record PictureFault(string Code, string Reason, string Remedy);

/// <summary>A picture as a text shows it. Wherever its bytes come from, it is checked here.</summary>
internal sealed record Picture(MediaFile File, PictureSize? Size)
{
    public const int MostBytes = 1024 * 1024;

    public const string WrongType = "not-a-picture";
    public const string WrongBytes = "wrong-bytes";
    public const string Unsafe = "unsafe-svg";

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

        if (type.Name == "SVG" && SvgPicture.Fault(bytes) is { } fault)
        {
            return (null, new(Unsafe, $"This SVG cannot be published: {fault}.", "Save it as plain SVG, without scripts, foreign objects and references to other files."));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return (new(new(hash, ContentPath.Name(path), type.ContentType, bytes), type.Size(bytes)), null);
    }
}
