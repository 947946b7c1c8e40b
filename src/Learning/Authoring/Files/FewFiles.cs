using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Authoring.Files;

/// <summary>A content root whose files are held in memory.</summary>
internal sealed class FewFiles : IFileProvider
{
    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    public FewFiles(IEnumerable<ContentFile> files)
    {
        foreach (var file in files)
        {
            var folder = ContentPath.Folder(file.Path);
            At(folder).Entries.TryAdd(ContentPath.Name(file.Path), new Entry(ContentPath.Name(file.Path), file.Bytes));
            for (; folder.Length > 0; folder = ContentPath.Folder(folder))
            {
                At(ContentPath.Folder(folder)).Entries.TryAdd(ContentPath.Name(folder), new Entry(ContentPath.Name(folder), null));
            }
        }
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => _folders.TryGetValue(subpath, out var folder) ? folder : NotFoundDirectoryContents.Singleton;

    public IFileInfo GetFileInfo(string subpath) =>
        _folders.TryGetValue(ContentPath.Folder(subpath), out var folder) && folder.Entries.TryGetValue(ContentPath.Name(subpath), out var entry) ? entry : new NotFoundFileInfo(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private Folder At(string path) => _folders.TryGetValue(path, out var folder) ? folder : _folders[path] = new();

    private sealed class Folder : IDirectoryContents
    {
        public Dictionary<string, IFileInfo> Entries { get; } = new(StringComparer.Ordinal);

        public bool Exists => true;

        public IEnumerator<IFileInfo> GetEnumerator() => Entries.Values.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A file, or a folder where it has no bytes.</summary>
    private sealed class Entry(string name, byte[]? bytes) : IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes?.Length ?? -1;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => bytes is null;

        public Stream CreateReadStream() => new MemoryStream(bytes ?? [], writable: false);
    }
}
