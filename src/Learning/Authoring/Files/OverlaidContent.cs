using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Authoring.Files;

/// <summary>A content root as it would be with some files written into it.</summary>
internal sealed class OverlaidContent(IFileProvider below, IEnumerable<ContentFile> files) : IFileProvider
{
    private readonly FewFiles _above = new(files);

    public IDirectoryContents GetDirectoryContents(string subpath) => new Listing(below.GetDirectoryContents(subpath), _above.GetDirectoryContents(subpath));

    public IFileInfo GetFileInfo(string subpath) => _above.GetFileInfo(subpath) is { Exists: true } file ? file : below.GetFileInfo(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Listing(IDirectoryContents below, IDirectoryContents above) : IDirectoryContents
    {
        public bool Exists => below.Exists || above.Exists;

        public IEnumerator<IFileInfo> GetEnumerator()
        {
            var first = above.ToArray();
            var written = first.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
            return first.Concat(below.Where(f => !written.Contains(f.Name))).GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
