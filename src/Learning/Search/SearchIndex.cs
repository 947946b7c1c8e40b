using System.Diagnostics;
using Learning.Courses;
using Learning.Data;
using Learning.Telemetry;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Directory = Lucene.Net.Store.Directory;

namespace Learning.Search;

/// <summary>
/// The index of this node: every passage, title, glossary term and explanation of the revisions in force, in every language. It knows which revisions it holds, and catches up with the database when it is asked, so that publishing anywhere
/// needs to tell nobody. Only what changed is replaced. A search waits a moment for that, and is answered from what is there where it takes longer.
/// </summary>
public sealed class SearchIndex(LearningOptions options, IServiceScopeFactory scopes, ILogger<SearchIndex> log) : IDisposable
{
    private const string RevisionsKey = "revisions";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly System.Threading.Lock _asking = new();
    private Task<DirectoryReader>? _catchingUp;
    private Directory? _directory;
    private DirectoryReader? _reader;

    public void Dispose()
    {
        _reader?.Dispose();
        _directory?.Dispose();
        _one.Dispose();
    }

    /// <summary>How much is in it now.</summary>
    internal int Passages => Volatile.Read(ref _reader)?.NumDocs ?? 0;

    /// <summary>A searcher over what the index holds, caught up where that does not take long. It stays valid when the index moves on.</summary>
    public async Task<IndexSearcher> SearcherAsync(LearningDb db, CancellationToken cancellation)
    {
        var (key, _) = await WantedAsync(db, cancellation);
        if (Volatile.Read(ref _reader) is { } current && Holds(current, key))
        {
            return new IndexSearcher(current);
        }

        var catchingUp = CatchUp();
        if (Volatile.Read(ref _reader) is { } old && await Task.WhenAny(catchingUp, Task.Delay(Patience, cancellation)) != catchingUp)
        {
            return new IndexSearcher(old);
        }

        return new IndexSearcher(await catchingUp.WaitAsync(cancellation));
    }

    /// <summary>Before anybody searches: what was published a moment ago is put in now.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        await CatchUp().WaitAsync(cancellation);   // one that was under way may have looked before it was published
        await CatchUp().WaitAsync(cancellation);
    }

    /// <summary>All anew, whatever is there.</summary>
    public async Task RebuildAsync(CancellationToken cancellation) => await FollowAsync(isAnew: true, cancellation);

    /// <summary>Why the index could not be read or brought up to date when that was last tried; null: it could.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Whether the index holds what is in force. Null: nobody has searched yet.</summary>
    public async Task<bool?> HoldsAllAsync(LearningDb db, CancellationToken cancellation) =>
        Volatile.Read(ref _reader) is { } reader ? Holds(reader, (await WantedAsync(db, cancellation)).Key) : null;

    /// <summary>Many who ask at once wait for one.</summary>
    private Task<DirectoryReader> CatchUp()
    {
        lock (_asking)
        {
            if (_catchingUp is null or { IsCompleted: true })
            {
                _catchingUp = Task.Run(() => FollowAsync(isAnew: false, CancellationToken.None));
            }

            return _catchingUp;
        }
    }

    /// <summary>The slug too: an address in the index has to be the one in force.</summary>
    private static async Task<(string Key, IReadOnlyList<(string Slug, Guid Revision)> Courses)> WantedAsync(LearningDb db, CancellationToken cancellation)
    {
        var courses = await db.Courses.AsNoTracking().Where(c => c.WithdrawnAt == null).OrderBy(c => c.Id).Select(c => new { c.Slug, c.CurrentRevisionId }).ToListAsync(cancellation);
        return ($"{SearchDocument.Version} {string.Join(' ', courses.Select(c => SearchDocument.RevisionKey(c.Slug, c.CurrentRevisionId)))}", [.. courses.Select(c => (c.Slug, c.CurrentRevisionId))]);
    }

    private async Task<DirectoryReader> FollowAsync(bool isAnew, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
            var (key, wanted) = await WantedAsync(db, cancellation);
            var reader = isAnew ? null : _reader ?? OpenExisting();
            if (reader is null || !Holds(reader, key))
            {
                _directory ??= Open();
                var began = Stopwatch.GetTimestamp();
                using var span = Measures.Source.StartActivity("search index catches up");
                reader = await WriteAsync(db, scope.ServiceProvider.GetRequiredService<RevisionCache>(), reader is null ? [] : Held(reader), wanted, key, cancellation);
                Measures.CatchUpTime.RecordSince(began);
            }

            Volatile.Write(ref _reader, reader);
            LastFailure = null;
            return reader;
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is null)   // a database that is away is no fault of the index
        {
            LastFailure = e.Message;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The revisions that are searched, as one text.</summary>
    internal static string HeldBy(IndexSearcher searcher) => HeldBy((DirectoryReader)searcher.IndexReader);

    private static string HeldBy(DirectoryReader reader) => reader.IndexCommit.UserData.TryGetValue(RevisionsKey, out var held) ? held : "";

    private static bool Holds(DirectoryReader reader, string key) => HeldBy(reader) == key;

    /// <summary>What an index of this version holds; nothing of another's is kept.</summary>
    private static IReadOnlyList<string> Held(DirectoryReader reader) =>
        HeldBy(reader).Split(' ') is [SearchDocument.Version, .. var revisions] ? revisions : [];

    private Directory Open() => options.SearchIndexPath is null ? new RAMDirectory() : FSDirectory.Open(options.SearchIndexPath);

    private DirectoryReader? OpenExisting()
    {
        _directory ??= Open();
        try
        {
            return DirectoryReader.IndexExists(_directory) ? DirectoryReader.Open(_directory) : null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // Everything in it stands in the database; whatever damaged it, a new one is made.
            log.LogWarning(e, "The search index in {Path} cannot be read and is made anew.", options.SearchIndexPath);
            foreach (var file in _directory.ListAll())
            {
                _directory.DeleteFile(file);
            }

            return null;
        }
    }

    /// <summary>Takes out what is no longer in force and puts in what is new; one commit, so that a process that dies leaves the index as it was.</summary>
    private async Task<DirectoryReader> WriteAsync(
        LearningDb db, RevisionCache revisions, IReadOnlyList<string> held, IReadOnlyList<(string Slug, Guid Revision)> wanted, string key, CancellationToken cancellation)
    {
        if (options.SearchIndexPath is not null && IndexWriter.IsLocked(_directory))
        {
            IndexWriter.Unlock(_directory);   // left by a process that was stopped; this one is alone in its folder
        }

        var config = new IndexWriterConfig(Languages.Lucene, Languages.Analyzer()) { OpenMode = held.Count == 0 ? OpenMode.CREATE : OpenMode.CREATE_OR_APPEND };
        using var writer = new IndexWriter(_directory, config);
        foreach (var gone in held.Except(wanted.Select(w => SearchDocument.RevisionKey(w.Slug, w.Revision)), StringComparer.Ordinal))
        {
            writer.DeleteDocuments(new Term(SearchDocument.Revision, gone));
        }

        foreach (var (slug, id) in wanted.Where(w => !held.Contains(SearchDocument.RevisionKey(w.Slug, w.Revision), StringComparer.Ordinal)))
        {
            var own = await revisions.GetAsync(db, id, cancellation);
            foreach (var language in own.Outline.Languages)
            {
                foreach (var document in SearchDocument.Of(await revisions.GetAsync(db, id, language, cancellation)))
                {
                    writer.AddDocument(document);
                }
            }

            log.LogDebug("The search index holds {Course} now.", slug);
        }

        writer.SetCommitData(new Dictionary<string, string> { [RevisionsKey] = key });
        writer.Commit();
        return DirectoryReader.Open(_directory);
    }
}
