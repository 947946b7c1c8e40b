using Learning.Authoring;
using Learning.Authoring.Pictures;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The pictures of a package that is read: files in it, named relative to the item that shows them. Each is unpacked once.</summary>
internal sealed class QtiPictures(BankArchive archive, BankReader into)
{
    private readonly Dictionary<string, FoundPicture> _found = new(StringComparer.Ordinal);

    public FoundPicture? Find(string address)
    {
        if (BankArchive.Resolve(into.Part, address) is not { } path || !archive.Has(path))
        {
            return null;
        }

        if (!_found.TryGetValue(path, out var picture))
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            var bytes = archive.Read(path, into, Picture.MostBytes + 1);
            picture = bytes is { } read ? new(name, read.ToArray()) : FoundPicture.Wrong(name, "picture-broken");
            _found.Add(path, picture);
        }

        return picture;
    }
}

/// <summary>Where the pictures of a package that is written lie in it: each once, those with the same name in different folders.</summary>
internal sealed class QtiMedia
{
    private readonly Dictionary<string, (string Path, MediaFile Picture)> _media = new(StringComparer.Ordinal);

    public QtiMedia(IEnumerable<BankItem> items)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var picture in items.SelectMany(item => item.Pictures).DistinctBy(picture => picture.Hash))
        {
            var path = $"media/{picture.FileName}";
            for (var number = 2; !taken.Add(path); number++)
            {
                path = $"media/{number}/{picture.FileName}";
            }

            _media.Add(picture.Hash, (path, picture));
        }
    }

    public IEnumerable<(string Path, MediaFile Picture)> All => _media.Values;

    /// <summary>As an address, relative to the package.</summary>
    public string Href(string hash) => string.Join('/', _media[hash].Path.Split('/').Select(Uri.EscapeDataString));
}
