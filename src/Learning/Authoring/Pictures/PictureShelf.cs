using System.Security.Cryptography;
using Learning.Authoring.Files;

namespace Learning.Authoring.Pictures;

/// <summary>A picture as a text shows it.</summary>
internal sealed record Picture(MediaFile File, PictureSize? Size);

/// <summary>The pictures a course uses, each read and checked once.</summary>
internal sealed class PictureShelf(ContentTree tree, Problems problems)
{
    public const int MostBytes = 1024 * 1024;

    private readonly Dictionary<string, Picture?> _pictures = new(StringComparer.Ordinal);

    public IReadOnlyList<MediaFile> Files => [.. _pictures.Values.OfType<Picture>().Select(p => p.File).DistinctBy(f => (f.Hash, f.FileName))];

    /// <summary>Null when the file is no picture we take; what is wrong with it is reported at the file.</summary>
    public Picture? Take(string path)
    {
        if (!_pictures.TryGetValue(path, out var picture))
        {
            picture = Read(path);
            _pictures.Add(path, picture);
        }

        return picture;
    }

    private Picture? Read(string path)
    {
        var type = PictureType.Of(ContentPath.Extension(path));
        if (type is null)
        {
            problems.Add(
                Spot.Start(path),
                "not-a-picture",
                $"Files ending in “{ContentPath.Extension(path)}” are not shown as pictures.",
                PictureType.Remedy);
            return null;
        }

        var bytes = tree.Read(path, MostBytes, problems);
        if (bytes is null)
        {
            return null;
        }

        if (!type.BeginsAsItShould(bytes))
        {
            problems.Add(
                Spot.Start(path),
                "wrong-bytes",
                $"The file is named like a {type.Name} but is none.",
                "Save it again in the format its name says, or rename it.");
            return null;
        }

        if (type.Name == "SVG" && SvgPicture.Fault(bytes) is { } fault)
        {
            problems.Add(
                Spot.Start(path),
                "unsafe-svg",
                $"This SVG cannot be published: {fault}.",
                "Save it as plain SVG, without scripts, foreign objects and references to other files.");
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new(new(hash, ContentPath.Name(path), type.ContentType, bytes), type.Size(bytes));
    }
}
