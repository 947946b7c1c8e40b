using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Learning.Authoring;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>
/// The bytes of published media, wherever they lie. Each row says for itself whether they are in it or in the media store, so both may be in use at once; new ones go to the store where there is one. Those are put there before the transaction that
/// names them, and are never taken away: a publication that fails leaves bytes behind that nobody names, and the next one puts them there once more.
/// </summary>
public sealed class MediaBytes(LearningDb db, IMediaStore? store = null)
{
    private const int AtOnce = 4;

    private readonly HashSet<string> _put = new(StringComparer.Ordinal);

    /// <summary>Whole files by their hashes; those that are not there are left out.</summary>
    /// <exception cref="MediaStoreException">One that lies in the store cannot be read, or is not what its hash says.</exception>
    public async Task<IReadOnlyDictionary<string, MediaFile>> ReadAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        var rows = hashes.Count == 0 ? [] : await db.Media.AsNoTracking().Where(m => hashes.Contains(m.Hash)).ToListAsync(cancellation);
        var files = new ConcurrentDictionary<string, MediaFile>(rows.Where(m => m.StoredLength is null).Select(m => KeyValuePair.Create(m.Hash, Of(m, m.Bytes))), StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            rows.Where(m => m.StoredLength is not null),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (m, token) => files[m.Hash] = Of(m, await ReadStoredAsync(m.Hash, m.StoredLength!.Value, token)));
        return files;

        static MediaFile Of(Media row, byte[] bytes) => new(row.Hash, "", row.ContentType, bytes);
    }

    /// <summary>A whole file out of the store, held against its hash.</summary>
    public async Task<byte[]> ReadStoredAsync(string hash, int length, CancellationToken cancellation)
    {
        var there = Store();
        var bytes = await there.ReadAsync(hash, 0, length, cancellation);
        return HashOf(bytes) == hash ? bytes : throw new MediaStoreException(
            MediaFault.Damaged, $"The file {hash} in {there.Place} is not what was put there: its hash is another. Put it back from a copy of the bucket, or import the course it belongs to after deleting it there.");
    }

    /// <summary>A file as it is sent, piece by piece: out of its row, or out of the store.</summary>
    internal MediaStream Open(string hash, int length, bool isStored) => isStored
        ? new MediaStream(length, (from, count, token) => Store().ReadAsync(hash, from, count, token))
        : new MediaStream(length, async (from, count, token) => await PieceAsync(hash, from, count, token) is var piece && (piece.Length > 0 || store is null) ? piece : await store!.ReadAsync(hash, from, count, token));

    /// <summary>Puts into the store, where there is one, what is to be published and was not published before. Not within a transaction: it takes as long as the store takes.</summary>
    /// <exception cref="MediaStoreException">They cannot be kept there, so nothing may be published that names them.</exception>
    internal async Task PutAsync(IReadOnlyList<MediaFile> media, CancellationToken cancellation)
    {
        if (store is null || media.Count == 0)
        {
            return;
        }

        var hashes = media.Select(m => m.Hash).ToList();
        var kept = await db.Media.Where(m => hashes.Contains(m.Hash)).Select(m => m.Hash).ToListAsync(cancellation);
        var fresh = media.DistinctBy(m => m.Hash).Where(m => m.Bytes.Length > 0 && !kept.Contains(m.Hash) && !_put.Contains(m.Hash)).ToArray();
        await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (file, token) =>
            await store.PutAsync(file.Hash, file.Bytes, file.ContentType, token));
        _put.UnionWith(fresh.Select(m => m.Hash));
    }

    /// <summary>The row of a file that is published for the first time.</summary>
    internal Media RowOf(MediaFile file) => _put.Contains(file.Hash) ? Media.InStore(file.Hash, file.ContentType, file.Bytes.Length) : new(file.Hash, file.ContentType, file.Bytes);

    /// <summary>A smaller picture out of the store; null where it is not there any more, or not as it was: it can be made again.</summary>
    internal async Task<byte[]?> ReadRenditionAsync(string hash, int width, int length, CancellationToken cancellation)
    {
        try
        {
            return await Store().ReadAsync(Rendition.NameInStore(hash, width), 0, length, cancellation);
        }
        catch (MediaStoreException e) when (e.Fault is MediaFault.Missing or MediaFault.Damaged)
        {
            return null;
        }
    }

    /// <summary>Keeps a smaller picture in the store, where there is one.</summary>
    /// <returns>The row that names it.</returns>
    internal async Task<Rendition> KeepRenditionAsync(string hash, int width, byte[] bytes, CancellationToken cancellation)
    {
        if (store is null || bytes.Length == 0)
        {
            return new(hash, width, bytes);
        }

        await store.PutAsync(Rendition.NameInStore(hash, width), bytes, Rendition.ContentType, cancellation);
        return Rendition.InStore(hash, width, bytes.Length);
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>How many files lie in the store; what a process that was not told of one cannot serve.</summary>
    public static Task<int> CountStoredAsync(LearningDb db, CancellationToken cancellation) => db.Media.CountAsync(m => m.StoredLength != null, cancellation);

    /// <summary>What whoever runs the site is to do where files lie in a store that this process was not told of.</summary>
    public static string NotSet(int count) => string.Create(
        CultureInfo.InvariantCulture, $"{(count == 1 ? "1 file" : $"{count} files")} of the courses of this site (pictures, videos, sounds) {(count == 1 ? "lies" : "lie")} in an S3-compatible store, and the settings that say which are missing. Give Media:S3:Endpoint, Bucket, AccessKey and SecretKey; `media move --to database` brings the files back.");

    /// <summary>Empty where the file was carried into the store while it was sent. Both databases count from 1.</summary>
    private async Task<byte[]> PieceAsync(string hash, long from, int count, CancellationToken cancellation) =>
        await db.Database.SqlQuery<byte[]>($"""SELECT substr("Bytes", {(int)from + 1}, {count}) AS "Value" FROM "Media" WHERE "Hash" = {hash}""").SingleOrDefaultAsync(cancellation) ?? [];

    private IMediaStore Store() => store ?? throw new MediaStoreException(
        MediaFault.NotSet, "A file of a course lies in an S3-compatible store, and this process has no settings that say which. Give all nodes the same Media:S3:Endpoint, Bucket, AccessKey and SecretKey.");
}
