using Learning.Authoring;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Editing;

/// <summary>
/// What is known of the courses in the drafts that somebody writes in, so that a text can be shown while it is typed. Each is made once for a version of its draft, however many ask, and what did not change since the version before
/// is taken from that. Of this node alone, and gone when nobody wrote for a while.
/// </summary>
public sealed class KnownDrafts(IServiceScopeFactory scopes) : IDisposable
{
    private const int MostDrafts = 16;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostDrafts });
    private readonly Lock _one = new();

    public void Dispose() => _cache.Dispose();

    /// <summary>Null where the draft is gone.</summary>
    internal ValueTask<KnownDraft?> GetAsync(Draft draft, ReadDraft drafts, CancellationToken cancellation) =>
        GetAsync(draft, earlier => drafts.ReadAsync(draft.Id, earlier, cancellation), cancellation);

    /// <summary>The same of a draft that somebody has read a moment ago.</summary>
    internal async ValueTask<KnownDraft> GetAsync(DraftFolder folder, CancellationToken cancellation) => (await GetAsync(folder.Draft, _ => Task.FromResult<DraftFolder?>(folder), cancellation))!;

    /// <summary>In the background, where it is not known as it is by now: whoever types next finds it there. It is asked for again and again while somebody has a text open, so what fails is tried again.</summary>
    internal Task Prepare(Draft draft)
    {
        var place = PlaceOf(draft.Id);
        if (place.Known?.Version >= draft.Version || !place.IsFreeToPrepare())
        {
            return Task.CompletedTask;
        }

        return Task.Run(async () =>
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await GetAsync(draft, scope.ServiceProvider.GetRequiredService<ReadDraft>(), CancellationToken.None);
            }
            finally
            {
                place.IsPrepared();
            }
        });
    }

    private async ValueTask<KnownDraft?> GetAsync(Draft draft, Func<DraftFolder?, Task<DraftFolder?>> read, CancellationToken cancellation)
    {
        var place = PlaceOf(draft.Id);
        if (place.Known is { } there && there.Version >= draft.Version)
        {
            return there;
        }

        await place.Turn.WaitAsync(cancellation);
        try
        {
            if (place.Known is { } made && made.Version >= draft.Version)
            {
                return made;
            }

            if (await read(place.Known?.Folder) is not { } folder)
            {
                return null;
            }

            var course = KnownCourse.Of(folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes)), folder.Course, before: place.Known?.Course);
            return place.Known = new(folder, course, new(() => folder.Read().Problems));
        }
        finally
        {
            place.Turn.Release();
        }
    }

    private Place PlaceOf(Guid draftId)
    {
        lock (_one)
        {
            return _cache.GetOrCreate(draftId, entry =>
            {
                entry.Size = 1;
                entry.SlidingExpiration = TimeSpan.FromMinutes(20);
                return new Place();
            })!;
        }
    }

    /// <summary>Not disposed of: somebody may be waiting here when it is no longer kept.</summary>
    private sealed class Place
    {
        private volatile KnownDraft? _known;
        private int _preparing;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public KnownDraft? Known
        {
            get => _known;
            set => _known = value;
        }

        public bool IsFreeToPrepare() => Interlocked.Exchange(ref _preparing, 1) == 0;

        public void IsPrepared() => Volatile.Write(ref _preparing, 0);
    }
}

/// <summary>A version of a draft: what its files need of each other, and what is wrong in it, found when first asked for.</summary>
internal sealed record KnownDraft(DraftFolder Folder, KnownCourse Course, Lazy<IReadOnlyList<Problem>> Problems)
{
    public int Version => Folder.Draft.Version;
}
