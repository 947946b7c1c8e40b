using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Storage;

/// <summary>
/// Carries the bytes of published media between the database and the media store, a file at a time: read, put there, read there and held against its hash, and only then does its row say where it is. What was carried stays carried, so a run that was
/// cut off is simply begun again; the site may serve meanwhile. Nothing is taken out of the store.
/// </summary>
internal sealed class MoveMedia(LearningDb db, IMediaStore store)
{
    /// <summary>A file or a smaller picture: what it is called in the store, and where it is.</summary>
    private sealed record One(string Hash, int? Width, string ContentType, int? StoredLength)
    {
        public string Name => Width is { } width ? Rendition.NameInStore(Hash, width) : Hash;

        /// <summary>Held against its hash, where it has one.</summary>
        public bool IsAsNamed(byte[] bytes) => Width is not null || MediaBytes.HashOf(bytes) == Hash;
    }

    /// <summary>What was carried, in files and bytes, and why some were not.</summary>
    public sealed record Moved(int Files, long Bytes, IReadOnlyList<string> Left);

    /// <exception cref="MediaStoreException">The store cannot be used; what was carried until then stays carried.</exception>
    public Task<Moved> ToStoreAsync(CancellationToken cancellation) => EachAsync(one => one.StoredLength is null, async one =>
    {
        var bytes = one.Width is { } width
            ? await db.Set<Rendition>().Where(r => r.Hash == one.Hash && r.Width == width).Select(r => r.Bytes).SingleAsync(cancellation)
            : await db.Media.Where(m => m.Hash == one.Hash).Select(m => m.Bytes).SingleAsync(cancellation);
        if (one.Width is not null && bytes.Length == 0)
        {
            return (null, null);   // a note that the picture itself is to be given
        }

        if (!one.IsAsNamed(bytes))
        {
            return (null, $"{one.Name} is not carried: its bytes in the database do not have this hash. Import the course it belongs to once more from its files.");
        }

        await store.PutAsync(one.Name, bytes, one.ContentType, cancellation);
        if (!(await store.ReadAsync(one.Name, 0, bytes.Length, cancellation)).AsSpan().SequenceEqual(bytes))
        {
            return (null, $"{one.Name} is not carried: {store.Place} gives back something else than was put there.");
        }

        await MarkAsync(one, [], bytes.Length, cancellation);
        return (bytes.Length, null);
    }, cancellation);

    /// <exception cref="MediaStoreException">The store cannot be used; what was carried until then stays carried.</exception>
    public Task<Moved> ToDatabaseAsync(CancellationToken cancellation) => EachAsync(one => one.StoredLength is not null, async one =>
    {
        var (bytes, fault) = await ReadAsync(one, cancellation);
        if (bytes is null)
        {
            return (null, fault);
        }

        await MarkAsync(one, bytes, null, cancellation);
        return (bytes.Length, null);
    }, cancellation);

    /// <summary>Reads all that lies in the store and holds it against its hash; changes nothing.</summary>
    /// <exception cref="MediaStoreException">The store cannot be used.</exception>
    public Task<Moved> CheckAsync(CancellationToken cancellation) => EachAsync(one => one.StoredLength is not null, async one =>
    {
        var (bytes, fault) = await ReadAsync(one, cancellation);
        return (bytes?.Length, fault);
    }, cancellation);

    /// <summary>How many files lie in the database and how many in the store.</summary>
    public async Task<(int Here, int There)> CountAsync(CancellationToken cancellation) =>
        (await db.Media.CountAsync(m => m.StoredLength == null, cancellation), await MediaBytes.CountStoredAsync(db, cancellation));

    private async Task<(byte[]? Bytes, string? Fault)> ReadAsync(One one, CancellationToken cancellation)
    {
        try
        {
            var bytes = await store.ReadAsync(one.Name, 0, one.StoredLength!.Value, cancellation);
            return one.IsAsNamed(bytes) ? (bytes, null) : (null, $"{one.Name} in {store.Place} is not what was put there: its hash is another.");
        }
        catch (MediaStoreException e) when (e.Fault is MediaFault.Missing or MediaFault.Damaged)
        {
            return (null, e.Message);
        }
    }

    private async Task<Moved> EachAsync(Func<One, bool> isMeant, Func<One, Task<(int? Bytes, string? Left)>> actAsync, CancellationToken cancellation)
    {
        var files = await db.Media.AsNoTracking().Select(m => new One(m.Hash, null, m.ContentType, m.StoredLength)).ToListAsync(cancellation);
        var smaller = await db.Set<Rendition>().AsNoTracking().Select(r => new One(r.Hash, r.Width, Rendition.ContentType, r.StoredLength)).ToListAsync(cancellation);
        var (moved, bytes, left) = (0, 0L, new List<string>());
        foreach (var one in files.Concat(smaller).Where(isMeant).OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            var (count, why) = await actAsync(one);
            if (count is { } length)
            {
                moved++;
                bytes += length;
            }
            else if (why is not null)
            {
                left.Add(why);
            }
        }

        return new(moved, bytes, left);
    }

    private Task<int> MarkAsync(One one, byte[] bytes, int? storedLength, CancellationToken cancellation) => db.WriteAsync(
        () => one.Width is { } width
            ? db.Set<Rendition>().Where(r => r.Hash == one.Hash && r.Width == width).ExecuteUpdateAsync(row => row.SetProperty(r => r.Bytes, bytes).SetProperty(r => r.StoredLength, storedLength), cancellation)
            : db.Media.Where(m => m.Hash == one.Hash).ExecuteUpdateAsync(row => row.SetProperty(m => m.Bytes, bytes).SetProperty(m => m.StoredLength, storedLength), cancellation),
        cancellation);
}
