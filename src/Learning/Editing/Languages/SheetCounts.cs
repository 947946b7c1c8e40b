using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Editing.Languages;

/// <summary>How far the translation of a text is, in memory by what both files hold: a course has hundreds, and few of them changed since somebody looked.</summary>
public sealed class SheetCounts : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    public void Dispose() => _cache.Dispose();

    /// <returns>Null where it cannot be taken apart.</returns>
    public TranslationCount? Of(DraftFolder folder, string path, string language)
    {
        var key = (folder.Files.GetValueOrDefault(path)?.Hash, folder.Files.GetValueOrDefault(Sheet.PathOf(path, language))?.Hash, language);
        return _cache.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            return Sheet.Read(folder.Content, path, language).Sheet?.Count;
        });
    }
}
