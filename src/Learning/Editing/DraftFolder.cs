using System.Security.Cryptography;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.FileProviders;

namespace Learning.Editing;

/// <summary>All files of a draft as they are now: those of the revision it began from, with what was changed since.</summary>
public sealed class DraftFolder
{
    private readonly IReadOnlyDictionary<string, HeldFile> _base;

    internal DraftFolder(Draft draft, IReadOnlyDictionary<string, HeldFile> @base, IReadOnlyDictionary<string, HeldFile> now)
    {
        Draft = draft;
        _base = @base;
        Files = now;
    }

    public Draft Draft { get; }

    /// <summary>By path, in the order of the paths.</summary>
    public IReadOnlyDictionary<string, HeldFile> Files { get; }

    /// <summary>The course's folder: <c>courses/{slug}</c>.</summary>
    public string Course => "courses/" + Draft.Slug;

    public IFileProvider Content => new FewFiles(Files.Values.Select(f => new ContentFile(f.Path, f.Bytes)));

    /// <summary>The file in the revision the draft began from; null where it is new.</summary>
    public HeldFile? InBase(string path) => _base.GetValueOrDefault(path);

    /// <summary>The paths of what differs from that revision, also of what was taken out.</summary>
    public IReadOnlyList<string> Changed =>
        [.. _base.Keys.Union(Files.Keys).Where(path => _base.GetValueOrDefault(path)?.Hash != Files.GetValueOrDefault(path)?.Hash).Order(StringComparer.Ordinal)];

    /// <summary>What publishing would make of it, or the problems because of which it would not.</summary>
    public CourseReading Read() => CourseReader.Read(Content, Course);
}

/// <summary>A file with its bytes and their hash (SHA-256, lower-case hex).</summary>
public sealed record HeldFile(string Path, string Hash, byte[] Bytes)
{
    public static HeldFile Of(string path, byte[] bytes) => new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
}

/// <summary>Reads drafts. What a revision consists of never changes and stays in memory for whoever types.</summary>
public sealed class ReadDraft(LearningDb db, CourseFiles files, BaseFiles kept)
{
    /// <summary>The draft with all its files; null where there is none with that id.</summary>
    public Task<DraftFolder?> ReadAsync(Guid draftId, CancellationToken cancellation) => ReadAsync(draftId, null, cancellation);

    /// <param name="earlier">The same as it was read before: files that are as they were are not fetched again.</param>
    internal async Task<DraftFolder?> ReadAsync(Guid draftId, DraftFolder? earlier, CancellationToken cancellation)
    {
        while (await DraftAsync(draftId, cancellation) is { } draft)
        {
            // Somebody may write in it, publish it or give it up between one question and the next: what was read does not belong together then.
            if (await ReadAsync(draft, earlier, cancellation) is { } folder
                && await db.Drafts.AnyAsync(d => d.Id == draftId && d.Version == draft.Version && d.State == draft.State, cancellation))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>The draft alone.</summary>
    internal Task<Draft?> DraftAsync(Guid draftId, CancellationToken cancellation) => db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draftId, cancellation);

    /// <returns>Null where its files changed while they were read.</returns>
    private async Task<DraftFolder?> ReadAsync(Draft draft, DraftFolder? earlier, CancellationToken cancellation)
    {
        var @base = await BaseAsync(draft, cancellation);
        var now = new SortedDictionary<string, HeldFile>(StringComparer.Ordinal);
        foreach (var file in @base.Values)
        {
            now[file.Path] = file;
        }

        var changes = await db.DraftFiles.AsNoTracking().Where(f => f.DraftId == draft.Id).Select(f => new { f.Path, f.Hash }).ToListAsync(cancellation);
        var wanted = changes.Where(c => c.Hash is not null && earlier?.Files.GetValueOrDefault(c.Path)?.Hash != c.Hash).Select(c => c.Hash!).Distinct().ToList();
        var bytes = wanted.Count == 0 ? [] : await db.Set<DraftBytes>().AsNoTracking().Where(b => b.DraftId == draft.Id && wanted.Contains(b.Hash)).ToDictionaryAsync(b => b.Hash, b => b.Bytes, cancellation);
        foreach (var change in changes)
        {
            if (change.Hash is null)
            {
                now.Remove(change.Path);
            }
            else if (bytes.TryGetValue(change.Hash, out var read))
            {
                now[change.Path] = new(change.Path, change.Hash, read);
            }
            else if (earlier?.Files.GetValueOrDefault(change.Path) is { } known && known.Hash == change.Hash)
            {
                now[change.Path] = known;
            }
            else
            {
                return null;
            }
        }

        return new DraftFolder(draft, @base, now);
    }

    /// <summary>One file as it is now; null where there is none.</summary>
    public async Task<HeldFile?> FileAsync(Draft draft, string path, CancellationToken cancellation)
    {
        var change = await db.DraftFiles.AsNoTracking().Where(f => f.DraftId == draft.Id && f.Path == path)
            .Select(f => new { f.Hash, Bytes = db.Set<DraftBytes>().Where(b => b.DraftId == f.DraftId && b.Hash == f.Hash).Select(b => b.Bytes).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellation);
        return change is null ? (await BaseAsync(draft, cancellation)).GetValueOrDefault(path)
            : change is { Hash: { } hash, Bytes: { } bytes } ? new(path, hash, bytes)
            : null;
    }

    /// <summary>The hash of one file as it is now, without its bytes; null where there is none.</summary>
    internal async Task<string?> HashAsync(Draft draft, string path, CancellationToken cancellation)
    {
        var changed = db.DraftFiles.AsNoTracking().Where(f => f.DraftId == draft.Id && f.Path == path).Select(f => new { f.Hash, IsChanged = true });
        var first = db.Set<RevisionFile>().AsNoTracking().Where(f => f.RevisionId == draft.BaseRevisionId && f.Path == path).Select(f => new { Hash = (string?)f.Hash, IsChanged = false });
        return (await changed.Concat(first).ToListAsync(cancellation)).OrderByDescending(f => f.IsChanged).FirstOrDefault()?.Hash;
    }

    /// <summary>What somebody wrote from, by its hash: as it is now, as it was in the revision, or as it was for a while. Null where nobody keeps it any more.</summary>
    internal async Task<byte[]?> EarlierAsync(Draft draft, string path, string hash, CancellationToken cancellation)
    {
        var first = (await BaseAsync(draft, cancellation)).GetValueOrDefault(path);
        return first?.Hash == hash ? first.Bytes : (await db.Set<DraftBytes>().AsNoTracking().SingleOrDefaultAsync(b => b.DraftId == draft.Id && b.Hash == hash, cancellation))?.Bytes;
    }

    private ValueTask<IReadOnlyDictionary<string, HeldFile>> BaseAsync(Draft draft, CancellationToken cancellation) =>
        draft.BaseRevisionId is { } revision ? kept.GetAsync(revision, files, cancellation) : ValueTask.FromResult<IReadOnlyDictionary<string, HeldFile>>(new Dictionary<string, HeldFile>());
}

/// <summary>The files of the revisions that drafts began from, in memory while somebody writes.</summary>
public sealed class BaseFiles : IDisposable
{
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose()
    {
        _cache.Dispose();
        _turn.Dispose();
    }

    internal async ValueTask<IReadOnlyDictionary<string, HeldFile>> GetAsync(Guid revisionId, CourseFiles files, CancellationToken cancellation)
    {
        // What a revision was read from may be replaced by files that say the same: a draft compares with those that are kept now.
        var mark = await files.MarkAsync(revisionId, cancellation);
        if (_cache.TryGetValue((revisionId, mark), out IReadOnlyDictionary<string, HeldFile>? kept))
        {
            return kept!;
        }

        await _turn.WaitAsync(cancellation);   // who opens a text asks twice at once: for its page, and for what is known of the course
        try
        {
            if (_cache.TryGetValue((revisionId, mark), out kept))
            {
                return kept!;
            }

            var read = (await files.ReadHashedAsync(revisionId, cancellation)).Select(f => new HeldFile(f.Path, f.Hash, f.Bytes)).ToDictionary(f => f.Path, StringComparer.Ordinal);
            var size = read.Values.Sum(f => (long)f.Bytes.Length);
            return size > MostBytes ? read : _cache.Set<IReadOnlyDictionary<string, HeldFile>>((revisionId, mark), read, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = TimeSpan.FromMinutes(20) });
        }
        finally
        {
            _turn.Release();
        }
    }
}
