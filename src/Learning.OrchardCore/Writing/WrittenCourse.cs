using System.Text;
using Learning.Authoring;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.OrchardCore.Writing;

/// <summary>A course as it stands in the admin, laid out as the folder of Markdown that the library reads. In memory; it knows which item each file came from.</summary>
internal sealed class WrittenCourse : IFileProvider
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Title, int Before)> _items = new(StringComparer.Ordinal);

    public WrittenCourse(WrittenItem course, IReadOnlyList<(WrittenItem Module, IReadOnlyList<WrittenItem> Activities)> modules, IReadOnlyList<(string Name, byte[] Bytes)> media)
    {
        Folder = $"courses/{(course.Text("Address") is { Length: > 0 } address ? address : course.Id)}";
        Put($"{Folder}/course.md", course);
        Register("sources.csv", course.Text("Sources"));
        Register("glossary.csv", course.Text("Glossary"));
        foreach (var ((module, activities), place) in modules.Select((m, i) => (m, i + 1)))
        {
            var folder = $"{Folder}/{place:00}-{module.Id}";
            Put($"{folder}/module.md", module);
            foreach (var (activity, number) in activities.Select((a, i) => (a, i + 1)))
            {
                var ending = activity.IsPool ? ".pool.md" : activity.Item.ContentType == WritingTypes.Quiz ? ".quiz.md" : ".md";
                Put($"{folder}/{number:00}-{activity.Id}{ending}", activity);
            }

            foreach (var (name, bytes) in media)
            {
                _files[$"{folder}/media/{name}"] = bytes;
            }
        }
    }

    public string Folder { get; }

    /// <summary>A problem as an editor in the admin understands it: which item, and which line of its body.</summary>
    public string Say(Problem problem)
    {
        if (!_items.TryGetValue(problem.File, out var item))
        {
            return $"{problem.File}: {problem.Reason} {problem.Remedy}";
        }

        var place = problem.Line > item.Before ? $"line {problem.Line - item.Before}" : "fields";
        return $"“{item.Title}”, {place}: {problem.Reason} {problem.Remedy}";
    }

    public IDirectoryContents GetDirectoryContents(string subpath)
    {
        var folder = subpath.Trim('/');
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var names = _files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..].Split('/')[0]).Distinct().ToArray();
        return names.Length == 0 ? NotFoundDirectoryContents.Singleton : new Listing([.. names.Select(name => GetFileInfo(prefix + name))]);
    }

    public IFileInfo GetFileInfo(string subpath)
    {
        var path = subpath.Trim('/');
        return new Entry(path[(path.LastIndexOf('/') + 1)..], _files.GetValueOrDefault(path));
    }

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private void Put(string path, WrittenItem item)
    {
        var (text, before) = item.File();
        _files[path] = Encoding.UTF8.GetBytes(text);
        _items[path] = (item.Item.DisplayText ?? "", before);
    }

    private void Register(string name, string text)
    {
        if (text.Length > 0)
        {
            _files[$"{Folder}/{name}"] = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\n");
        }
    }

    private sealed class Listing(IReadOnlyList<IFileInfo> files) : IDirectoryContents
    {
        public bool Exists => true;

        public IEnumerator<IFileInfo> GetEnumerator() => files.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A file, or a folder where there are no bytes.</summary>
    private sealed class Entry(string name, byte[]? bytes) : IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes?.Length ?? -1;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => bytes is null;

        public Stream CreateReadStream() => new MemoryStream(bytes ?? throw new InvalidOperationException("A folder cannot be read."), writable: false);
    }
}
