using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Theming;

/// <summary>Lets a view include another by its name: <c>{% include 'Shared/Question' %}</c> reads Views/Shared/Question.liquid.</summary>
internal sealed class ViewFiles(IFileProvider theme) : IFileProvider
{
    private readonly ConcurrentDictionary<string, IFileInfo> _found = new(StringComparer.Ordinal);

    public IDirectoryContents GetDirectoryContents(string subpath) => theme.GetDirectoryContents("Views/" + subpath);

    /// <summary>Looked up once: a page includes the same few views dozens of times.</summary>
    public IFileInfo GetFileInfo(string subpath) => _found.GetOrAdd(subpath, path => theme.GetFileInfo("Views/" + path));

    public IChangeToken Watch(string filter) => theme.Watch("Views/" + filter);
}
