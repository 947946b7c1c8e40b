using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Tests.Authoring;

/// <summary>A content root in memory. A folder may be made to lead back to itself, as a symbolic link can.</summary>
internal sealed class MemoryContent : IFileProvider
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loops = new(StringComparer.Ordinal);

    public string this[string path]
    {
        get => Encoding.UTF8.GetString(_files[path]);
        set => _files[path] = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>How many files were opened.</summary>
    public int Opened { get; private set; }

    public void Put(string path, byte[] bytes) => _files[path] = bytes;

    public IReadOnlyList<string> GetPaths() => [.. _files.Keys];

    public void Delete(string path) => _files.Remove(path);

    public void DeleteFolder(string folder)
    {
        foreach (var path in _files.Keys.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal)).ToList())
        {
            _files.Remove(path);
        }
    }

    /// <summary>Makes a folder "loop" in the given one that holds what the given one holds.</summary>
    public void Loop(string folder) => _loops.Add(folder);

    public IDirectoryContents GetDirectoryContents(string subpath)
    {
        var folder = Straight(subpath);
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var below = _files.Keys.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).Select(p => p[prefix.Length..]).ToList();
        var names = below.Select(p => p.Split('/')[0]).Distinct().Select(name => Info(prefix + name)).ToList();
        if (_loops.Contains(folder))
        {
            names.Add(new Entry("loop", null, this));
        }

        return new Listing(names);
    }

    public IFileInfo GetFileInfo(string subpath) => Info(Straight(subpath));

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private static string Straight(string path) => path.Trim('/').Replace("/loop", "", StringComparison.Ordinal);

    private Entry Info(string path) => new(path.Split('/')[^1], _files.GetValueOrDefault(path), this);

    private sealed class Listing(IReadOnlyList<IFileInfo> files) : IDirectoryContents
    {
        public bool Exists => files.Count > 0;

        public IEnumerator<IFileInfo> GetEnumerator() => files.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Entry(string name, byte[]? bytes, MemoryContent content) : IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes?.Length ?? -1;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => bytes is null;

        public Stream CreateReadStream()
        {
            content.Opened++;
            return new MemoryStream(bytes!);
        }
    }
}
