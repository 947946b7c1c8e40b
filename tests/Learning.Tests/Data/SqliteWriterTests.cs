using Learning.Data;
using Learning.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Data;

/// <summary>All acts of a process are written over one connection, whatever context they have; what a context reads before and after goes over its own.</summary>
[NeedsDatabase]
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "PostgreSQL lets many write at once.");
        return _site.InitializeAsync();
    }

    public ValueTask DisposeAsync() => TestDatabase.IsPostgres ? ValueTask.CompletedTask : _site.DisposeAsync();

    [Fact]
    public async Task Every_act_is_written_over_the_same_connection_and_none_over_a_contexts_own()
    {
        await using var first = _site.Services.CreateAsyncScope();
        await using var second = _site.Services.CreateAsyncScope();
        List<(long Own, long Within)> seen = [];
        foreach (var scope in new[] { first, second, first })
        {
            var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
            var own = await NumberAsync(db);
            seen.Add((own, await db.WriteAsync(() => NumberAsync(db), Cancellation)));
            Assert.Equal(own, await NumberAsync(db));
        }

        var writer = Assert.Single(seen.Select(s => s.Within).Distinct());
        Assert.DoesNotContain(writer, seen.Select(s => s.Own));
        Assert.NotEqual(seen[0].Own, seen[1].Own);
    }

    [Fact]
    public async Task What_an_act_has_written_is_seen_within_it_by_whatever_way_it_asks_and_by_nobody_else_before_it_ends()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();

        await db.WriteAsync(
            async () =>
            {
                await db.Database.ExecuteSqlRawAsync(Insert, Cancellation);
                Assert.Equal(1, await db.Entries.CountAsync(Cancellation));
                Assert.Equal(1, await CountAsync(db));
                Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM \"Entry\"").SingleAsync(Cancellation));
                Assert.Equal(0, await _site.Db(other => other.Entries.CountAsync(Cancellation)));
                return 0;
            },
            Cancellation);

        Assert.Equal(1, await db.Entries.CountAsync(Cancellation));
        Assert.Equal(1, await CountAsync(db));
    }

    [Fact]
    public async Task An_act_that_fails_leaves_nothing_behind_and_the_next_goes_over_the_same_connection()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var before = await db.WriteAsync(() => NumberAsync(db), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(
            async () =>
            {
                await db.Database.ExecuteSqlRawAsync(Insert, Cancellation);
                return await Task.FromException<int>(new InvalidOperationException("Never mind."));
            },
            Cancellation));

        Assert.Equal(0, await db.Entries.CountAsync(Cancellation));
        Assert.Equal(before, await db.WriteAsync(() => NumberAsync(db), Cancellation));
        Assert.Equal(0, await db.Entries.CountAsync(Cancellation));
    }

    [Fact]
    public async Task After_an_act_that_leaves_somebody_reading_the_next_has_another_connection()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var before = await db.WriteAsync(() => NumberAsync(db), Cancellation);

        await db.WriteAsync(
            async () => await (await db.CommandAsync("SELECT value FROM json_each('[1,2]')", Cancellation)).ExecuteReaderAsync(Cancellation),
            Cancellation);

        Assert.NotEqual(before, await db.WriteAsync(() => NumberAsync(db), Cancellation));
    }

    [Fact]
    public async Task Whoever_writes_while_the_site_ends_is_let_finish_and_nobody_after_her_begins()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        using var writer = new SqliteWriter(new SqliteConnections());
        using (writer.Lend(db))
        {
            writer.Dispose();
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(Insert, Cancellation));
        }

        Assert.Equal(1, await db.Entries.CountAsync(Cancellation));
        Assert.Throws<ObjectDisposedException>(() => writer.Lend(db));
    }

    [Fact]
    public async Task A_context_whose_first_deed_is_an_act_reads_over_its_own_connection_afterwards_set_up_like_any()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        await db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(Insert, Cancellation), Cancellation);

        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync(Cancellation));
        Assert.Equal(10_000, await db.Database.SqlQueryRaw<int>("SELECT timeout AS \"Value\" FROM pragma_busy_timeout").SingleAsync(Cancellation));
    }

    [Fact]
    public async Task A_connection_that_goes_over_another_need_not_be_open()
    {
        await using var connection = new KeptConnection($"Data Source={_site.Paths.DatabaseFile}");
        await using var writer = new KeptConnection($"Data Source={_site.Paths.DatabaseFile}");
        await writer.OpenAsync(Cancellation);
        connection.Through = writer;
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            Assert.Same(connection, transaction.Connection);
            await using var command = connection.CreateCommand();
            command.CommandText = Insert;
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
            await transaction.RollbackAsync(Cancellation);
            Assert.Null(transaction.Connection);
        }

        connection.Through = null;
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
        Assert.Equal(System.Data.ConnectionState.Open, writer.State);
    }

    private const string Insert = """INSERT INTO "Entry" ("Id", "LearnerId", "Verb", "CourseId", "ActivityId", "RevisionId", "At", "ReceivedAt") VALUES ('01A229DE-4057-741E-92E0-BC1BEAFBD099', 'amina', 'Opened', 'c', 'a', '01A229DE-4057-741E-92E0-BC1BEAFBD099', 1, 1)""";

    /// <summary>Of the connection that is asked.</summary>
    private static async Task<long> NumberAsync(LearningDb db)
    {
        await db.Database.ExecuteSqlRawAsync("CREATE TEMP TABLE IF NOT EXISTS \"Number\" AS SELECT abs(random()) AS \"Value\"", Cancellation);
        return await db.Database.SqlQueryRaw<long>("SELECT \"Value\" FROM temp.\"Number\"").SingleAsync(Cancellation);
    }

    private static async Task<long> CountAsync(LearningDb db)
    {
        await using var command = await db.CommandAsync("SELECT COUNT(*) FROM \"Entry\"", Cancellation);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
