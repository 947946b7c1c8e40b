using Learning.Courses;
using Learning.Data;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Directory = Lucene.Net.Store.Directory;

namespace Learning.Search;

/// <summary>
/// The index of this node: every passage, title and glossary term of the revisions in force. It knows which revisions it holds, and catches up with the
/// database before it answers, so that publishing anywhere needs to tell nobody.
/// </summary>
public sealed class SearchIndex(LearningOptions options, ILogger<SearchIndex> log) : IDisposable
{
    private const string RevisionsKey = "revisions";

    private readonly SemaphoreSlim _one = new(1, 1);
    private Directory? _directory;
    private DirectoryReader? _reader;

    public void Dispose()
    {
        _reader?.Dispose();
        _directory?.Dispose();
        _one.Dispose();
    }

    /// <summary>A searcher over an index that is up to date. The reader stays valid after the index moves on.</summary>
    public async Task<IndexSearcher> SearcherAsync(LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var wanted = await db.Courses.AsNoTracking().OrderBy(c => c.Id).Select(c => new { c.Slug, c.CurrentRevisionId }).ToListAsync(cancellation);

        // The slug too: an address in the index has to be the one in force.
        var key = $"{SearchDocument.Version} {string.Join(' ', wanted.Select(w => $"{w.Slug}={w.CurrentRevisionId}"))}";
        if (Volatile.Read(ref _reader) is { } current && Holds(current, key))
        {
            return new IndexSearcher(current);
        }

        await _one.WaitAsync(cancellation);
        try
        {
            var reader = _reader ?? OpenExisting();
            if (reader is null || !Holds(reader, key))
            {
                var loaded = new List<Revision>();
                foreach (var course in wanted)
                {
                    loaded.Add(await revisions.GetAsync(db, course.CurrentRevisionId, cancellation));
                }

                reader = Build(loaded, key);
            }

            Volatile.Write(ref _reader, reader);
            return new IndexSearcher(reader);
        }
        finally
        {
            _one.Release();
        }
    }

    private static bool Holds(DirectoryReader reader, string key) =>
        reader.IndexCommit.UserData.TryGetValue(RevisionsKey, out var held) && held == key;

    private DirectoryReader? OpenExisting()
    {
        _directory ??= options.SearchIndexPath is null ? new RAMDirectory() : FSDirectory.Open(options.SearchIndexPath);
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

    /// <summary>All anew: a course has a few hundred passages, and a whole index takes less than a second.</summary>
    private DirectoryReader Build(IEnumerable<Revision> revisions, string key)
    {
        if (options.SearchIndexPath is not null && IndexWriter.IsLocked(_directory))
        {
            IndexWriter.Unlock(_directory);   // left by a process that was stopped; this one is alone in its folder
        }

        using var writer = new IndexWriter(_directory, new IndexWriterConfig(Languages.Lucene, Languages.Analyzer()) { OpenMode = OpenMode.CREATE });
        foreach (var document in revisions.SelectMany(SearchDocument.Of))
        {
            writer.AddDocument(document);
        }

        writer.SetCommitData(new Dictionary<string, string> { [RevisionsKey] = key });
        writer.Commit();
        return DirectoryReader.Open(_directory);
    }
}
