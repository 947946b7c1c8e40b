using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Theming;

/// <summary>
/// Pages that many see alike but for their gaps, kept as they went out: a lesson for all who stand at the same place in the course. What is not asked for goes first when
/// there is no more room. Nothing is ever out of date here, because the key names all that the page shows: a new revision has new keys.
/// </summary>
public sealed class KeptPages(ThemeFiles theme) : IDisposable
{
    /// <summary>Some five hundred lessons.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.2 });

    public void Dispose() => _pages.Dispose();

    internal Key KeyOf(string view, string name, HttpContext http, string frame = "") =>
        new(theme.InForce, view, name, CultureInfo.CurrentUICulture.Name, CultureInfo.CurrentCulture.Name, http.Request.PathBase.Value ?? "", frame);

    /// <summary>Null when it is not kept (yet).</summary>
    internal GappedHtml? Find(Key key) => _pages.Get<GappedHtml>(key);

    internal GappedHtml Keep(Key key, GappedHtml html)
    {
        var kept = html.Keep();
        _pages.Set(key, kept, new MemoryCacheEntryOptions { Size = kept.Bytes.Length + (2 * key.Name.Length) + 256, SlidingExpiration = TimeSpan.FromHours(1) });
        return kept;
    }

    /// <summary>The theme; the view and what it shows; the language and the mount, which every view shows; what a frame shows besides.</summary>
    internal sealed record Key(ThemeFiles.Theme Theme, string View, string Name, string Language, string Culture, string PathBase, string Frame = "");
}
