using Learning.Authoring;

namespace Learning.QuestionBanks;

/// <summary>
/// Gives the pictures of a bank their places in the folder <c>media</c> beside the text that shows them. What lies there already is used where it is the same, and kept where it is not:
/// then the picture gets a number.
/// </summary>
/// <param name="there">The names of files that lie there, each with the hash of its bytes.</param>
internal sealed class PictureNames(IReadOnlyDictionary<string, string> there)
{
    public const string Folder = "media";

    /// <summary>In some folders two names that differ only in capital letters are one.</summary>
    private readonly Dictionary<string, string> _taken = there.DistinctBy(file => file.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ContentFile> _files = new(StringComparer.Ordinal);

    /// <summary>All that were asked for, by their paths beside the text.</summary>
    public IReadOnlyList<ContentFile> Files => [.. _files.Values];

    /// <summary>Finds the address of a picture of the question by its hash.</summary>
    public Func<string, string> AddressIn(BankItem item) => hash =>
    {
        if (!_files.TryGetValue(hash, out var file))
        {
            var picture = item.Pictures.First(one => one.Hash == hash);
            file = new($"{Folder}/{Take(picture)}", picture.Bytes);
            _files.Add(hash, file);
        }

        return string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
    };

    private string Take(MediaFile picture)
    {
        var dot = picture.FileName.LastIndexOf('.');
        var name = picture.FileName;
        for (var number = 2; !_taken.TryAdd(name, picture.Hash) && _taken[name] != picture.Hash; number++)
        {
            name = $"{picture.FileName[..dot]}-{number}{picture.FileName[dot..]}";
        }

        return name;
    }
}
