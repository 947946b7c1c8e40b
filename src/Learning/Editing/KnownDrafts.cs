using Learning.Authoring;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Editing;

/// <summary>
/// What is known of the courses in the drafts that somebody writes in, so that a text can be shown while it is typed. Each is made once for a version of its draft, however many ask, and what did not change since the version before
/// is taken from that. Of this node alone, and gone when nobody wrote for a while.
/// </summary>
public sealed class KnownDrafts : IDisposable
{
    private const int MostDrafts = 16;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostDrafts });
    private readonly Lock _one = new();

    public void Dispose() => _cache.Dispose();

    /// <summary>Null where the draft is gone.</summary>
    internal async ValueTask<KnownDraft?> GetAsync(Draft draft, ReadDraft drafts, CancellationToken cancellation)
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

            if (await drafts.ReadAsync(draft.Id, cancellation) is not { } folder)
            {
                return null;
            }

            var course = KnownCourse.Of(folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes)), folder.Course, before: place.Known?.Course);
            return place.Known = new(folder.Draft.Version, course, new(() => folder.Read().Problems));
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

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public KnownDraft? Known
        {
            get => _known;
            set => _known = value;
        }
    }
}

/// <summary>A version of a draft: what its files need of each other, and what is wrong in it, found when first asked for.</summary>
internal sealed record KnownDraft(int Version, KnownCourse Course, Lazy<IReadOnlyList<Problem>> Problems);
