using System.Security.Cryptography;
using System.Text;
using Learning.Authoring;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>Keeps the files that a revision was read from, and gives them back byte for byte: what was imported can be taken along.</summary>
public sealed class CourseFiles(LearningDb db, MediaBytes media)
{
    /// <summary>The files of the revision in force, by path; none where it was published before files were kept.</summary>
    /// <returns>Null where there is no such course.</returns>
    public async Task<IReadOnlyList<ContentFile>?> ReadAsync(string slug, CancellationToken cancellation)
    {
        var revision = await db.Courses.Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        return revision is null ? null : await ReadAsync(revision.Value, cancellation);
    }

    public async Task<IReadOnlyList<ContentFile>> ReadAsync(Guid revisionId, CancellationToken cancellation) =>
        [.. (await ReadHashedAsync(revisionId, cancellation)).Select(f => new ContentFile(f.Path, f.Bytes))];

    /// <summary>The same with the hash of each, which is kept.</summary>
    internal async Task<IReadOnlyList<(string Path, string Hash, byte[] Bytes)>> ReadHashedAsync(Guid revisionId, CancellationToken cancellation)
    {
        var files = await db.Set<RevisionFile>().AsNoTracking().Where(f => f.RevisionId == revisionId).OrderBy(f => f.Path).ToListAsync(cancellation);
        var hashes = files.Select(f => f.Hash).Distinct().ToList();
        var bytes = await db.Set<SourceFile>().AsNoTracking().Where(f => hashes.Contains(f.Hash)).ToDictionaryAsync(f => f.Hash, f => f.Bytes, cancellation);
        foreach (var (hash, picture) in await media.ReadAsync([.. hashes.Where(hash => !bytes.ContainsKey(hash))], cancellation))
        {
            bytes.Add(hash, picture.Bytes);
        }

        return [.. files.Select(f => (f.Path, f.Hash, bytes[f.Hash]))];
    }

    /// <summary>Changes when a revision's files are replaced by others that say the same.</summary>
    internal async Task<string> MarkAsync(Guid revisionId, CancellationToken cancellation)
    {
        var files = await db.Set<RevisionFile>().AsNoTracking().Where(f => f.RevisionId == revisionId).OrderBy(f => f.Path).Select(f => new { f.Path, f.Hash }).ToListAsync(cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => $"{f.Hash} {f.Path}")))));
    }

    /// <summary>Within the transaction that publishes. What a revision was read from may change without what it says: then these files are its own from now on.</summary>
    internal async Task KeepAsync(Guid revisionId, IReadOnlyList<ContentFile> files, CancellationToken cancellation)
    {
        if (files.Count == 0)
        {
            return;
        }

        var given = files.ToDictionary(f => f.Path, f => (f.Bytes, Hash: Convert.ToHexStringLower(SHA256.HashData(f.Bytes))), StringComparer.Ordinal);
        var there = await db.Set<RevisionFile>().Where(f => f.RevisionId == revisionId).ToListAsync(cancellation);
        var isSame = there.Count == given.Count && there.All(f => given.TryGetValue(f.Path, out var file) && file.Hash == f.Hash);
        if (isSame)
        {
            return;
        }

        db.RemoveRange(there);
        await db.SaveChangesAsync(cancellation);   // their places have to be free
        db.AddRange(given.Select(file => new RevisionFile(revisionId, file.Key, file.Value.Hash)));
        var hashes = given.Values.Select(f => f.Hash).Distinct().ToList();
        var kept = await db.Set<SourceFile>().Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash)
            .Union(db.Media.Where(m => hashes.Contains(m.Hash)).Select(m => m.Hash)).ToListAsync(cancellation);
        kept.AddRange(db.Media.Local.Select(m => m.Hash));
        db.AddRange(given.Values.DistinctBy(f => f.Hash).Where(f => !kept.Contains(f.Hash)).Select(f => new SourceFile(f.Hash, f.Bytes)));
    }
}
