using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Data;

public sealed class WalFlushTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("learning-flush-");
    private readonly SqliteLearningDb _db;

    public WalFlushTests()
    {
        _db = new(new DbContextOptionsBuilder<SqliteLearningDb>().UseSqlite($"Data Source={Database}").Options);
        _ = _db.Database.GetConnectionString();   // a context is made ready by its first use, which must not be by many at once
    }

    private string Database => Path.Combine(_folder.FullName, "site.db");

    public void Dispose()
    {
        _db.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Those_who_commit_while_a_flush_waits_share_it_and_who_comes_later_gets_another()
    {
        File.WriteAllText(Database + "-wal", "");
        var flush = new WalFlush();

        var both = new[] { flush.AfterCommitAsync(_db), flush.AfterCommitAsync(_db) };
        await Task.WhenAll(both);
        var later = flush.AfterCommitAsync(_db);
        await later;

        Assert.NotSame(both[0], later);
    }

    [Fact]
    public async Task Nobody_is_told_that_it_is_on_the_disk_when_the_disk_refused()
    {
        File.CreateSymbolicLink(Database + "-wal", Environment.ProcessPath!);   // is there, and while it runs nobody may write it
        var flush = new WalFlush();

        await Assert.ThrowsAnyAsync<Exception>(() => flush.AfterCommitAsync(_db));

        File.Delete(Database + "-wal");
        await flush.AfterCommitAsync(_db);
    }

    [Fact]
    public async Task Many_at_once_all_hear_of_their_flush()
    {
        File.WriteAllText(Database + "-wal", "");
        var flush = new WalFlush();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => flush.AfterCommitAsync(_db))));
    }
}
