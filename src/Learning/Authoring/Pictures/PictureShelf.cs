using System.Collections.Concurrent;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;

namespace Learning.Authoring.Pictures;

/// <summary>The pictures a course uses, each read and checked once, and its videos and sounds.</summary>
internal sealed class PictureShelf(ContentTree tree, Problems problems)
{
    private readonly ConcurrentDictionary<string, Lazy<Picture?>> _pictures = new(StringComparer.Ordinal);

    public ClipShelf Clips { get; } = new(tree, problems);

    public IReadOnlyList<MediaFile> Files =>
        [.. _pictures.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value.Value).OfType<Picture>().Select(p => p.File).Concat(Clips.Files).DistinctBy(f => (f.Hash, f.FileName))];

    /// <summary>Null when the file is no picture we take; what is wrong with it is reported at the file.</summary>
    public Picture? Take(string path) => _pictures.GetOrAdd(path, _ => new(() => Read(path))).Value;

    private Picture? Read(string path)
    {
        var (picture, fault) = Picture.Read(path, () => tree.Read(path, Picture.MostBytes, problems));
        if (fault is not null)
        {
            problems.Add(Spot.Start(path), fault.Code, fault.Reason, fault.Remedy);
        }

        return picture;
    }
}
