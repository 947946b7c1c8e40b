using CsCheck;
using Learning.Data;
using Learning.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.Tests.Record;

public sealed class PartitionRuleTests
{
    [Fact]
    public void This_month_and_the_next_three_are_made_from_where_the_first_ends()
    {
        var now = new DateTimeOffset(2026, 11, 29, 23, 0, 0, TimeSpan.Zero);

        Assert.Equal(["Entry_2026_12", "Entry_2027_01", "Entry_2027_02"], Partitions.Missing(["Entry_until_2026_12", "Entry_default"], now).Select(p => p.Name));
        Assert.Equal(["Entry_2027_02"], Partitions.Missing(["Entry_until_2026_12", "Entry_2026_12", "Entry_2027_01"], now).Select(p => p.Name));
        Assert.Empty(Partitions.Missing(["Entry_until_2027_03"], now));
        Assert.Equal(4, Partitions.Missing(["Entry_until_2024_01"], now).Count);
    }

    [Fact]
    public void An_id_made_in_a_month_lies_within_its_bounds() => Gen.Long[new DateTimeOffset(2017, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()].Sample(milliseconds =>
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var month = new Partition(new DateOnly(at.UtcDateTime.Year, at.UtcDateTime.Month, 1));
        var id = $"{Guid.CreateVersion7(at)}";
        return string.CompareOrdinal($"{month.From}", id) <= 0 && string.CompareOrdinal(id, $"{month.To}") < 0;
    });
}

/// <summary>The record of PostgreSQL, partitioned by time.</summary>
[NeedsDatabase]
public sealed class PartitionsTests : IAsyncLifetime
{
    private const string Where = """SELECT tableoid::regclass::text AS "Value" FROM "Entry" WHERE "Id" = {0}""";

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private static DateTimeOffset ThisMonth => new(DateTimeOffset.UtcNow.Year, DateTimeOffset.UtcNow.Month, 1, 0, 0, 0, TimeSpan.Zero);

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no partitions.");
        return _site.InitializeAsync();
    }

    public ValueTask DisposeAsync() => TestDatabase.IsPostgres ? _site.DisposeAsync() : ValueTask.CompletedTask;

    [Fact]
    public async Task The_migration_carries_over_what_is_there()
    {
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7(ThisMonth.AddYears(-3)), Guid.CreateVersion7(ThisMonth.AddYears(9)), Guid.Parse("ffffffff-ffff-4fff-bfff-ffffffffffff"), Guid.Empty };
        await _site.Db(async db =>
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("CredentialCare", Cancellation);
            foreach (var id in ids)
            {
                await InsertAsync(db, id);
            }

            await migrator.MigrateAsync(null, Cancellation);
            return true;
        });

        Assert.Equal(ids.Order(), (await _site.Db(db => db.Entries.Select(e => e.Id).ToListAsync(Cancellation))).Order());
        var first = $"\"Entry_until_{ThisMonth.AddMonths(1):yyyy_MM}\"";
        Assert.Equal([first, first, "\"Entry_default\"", "\"Entry_default\"", first], await PlacesAsync(ids));
    }

    [Fact]
    public async Task The_round_makes_the_months_to_come_once_and_moves_what_came_too_early()
    {
        var next = Guid.CreateVersion7(ThisMonth.AddMonths(1).AddDays(3));
        await _site.Db(async db =>
        {
            await InsertAsync(db, next);
            return true;
        });
        Assert.Equal(["\"Entry_default\""], await PlacesAsync(next));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));
        await RunAsync();

        Assert.Equal([$"\"Entry_{ThisMonth.AddMonths(1):yyyy_MM}\""], await PlacesAsync(next));
        _site.Clock.Ahead = TimeSpan.FromDays(100);
        await RunAsync();
        var later = Guid.CreateVersion7(_site.Clock.GetUtcNow().AddMonths(2));
        await _site.Db(async db =>
        {
            await InsertAsync(db, later);
            return true;
        });
        Assert.Equal([$"\"Entry_{_site.Clock.GetUtcNow().AddMonths(2):yyyy_MM}\""], await PlacesAsync(later));
    }

    [Fact]
    public async Task An_id_is_kept_once_whatever_its_partition()
    {
        await RunAsync();
        await _site.Db(async db =>
        {
            foreach (var id in new[] { Guid.CreateVersion7(), Guid.CreateVersion7(ThisMonth.AddMonths(1)), Guid.Parse("ffffffff-ffff-4fff-bfff-ffffffffffff") })
            {
                await InsertAsync(db, id);
                Assert.Equal(PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(db, id))).SqlState);
            }

            return true;
        });
    }

    [Fact]
    public async Task A_month_can_be_taken_out_and_kept_elsewhere()
    {
        await RunAsync();
        var (kept, gone) = (Guid.CreateVersion7(), Guid.CreateVersion7(ThisMonth.AddMonths(2)));
        await _site.Db(async db =>
        {
            await InsertAsync(db, kept);
            await InsertAsync(db, gone);
            var month = $"Entry_{ThisMonth.AddMonths(2):yyyy_MM}";
#pragma warning disable EF1002 // A name cannot be a parameter.
            await db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"Entry\" DETACH PARTITION \"{month}\"", Cancellation);
#pragma warning restore EF1002
            return true;
        });

        Assert.Equal([kept], await _site.Db(db => db.Entries.Select(e => e.Id).ToListAsync(Cancellation)));
    }

    private Task<bool> RunAsync() => _site.With<KeepPartitions, bool>(async keep =>
    {
        await keep.RunOnceAsync(Cancellation);
        return true;
    });

    private Task<string[]> PlacesAsync(params Guid[] ids) => _site.Db(async db =>
    {
        var places = new List<string>();
        foreach (var id in ids)
        {
            places.AddRange(await db.Database.SqlQueryRaw<string>(Where, id).ToListAsync(Cancellation));
        }

        return places.ToArray();
    });

    private static Task InsertAsync(LearningDb db, Guid id) => db.Database.ExecuteSqlAsync(
        $"""INSERT INTO "Entry" ("Id", "LearnerId", "CourseId", "ActivityId", "Verb", "RevisionId", "At", "ReceivedAt") VALUES ({id}, 'amina', 'rhythm', 'beat', 'Opened', {Guid.Empty}, {DateTimeOffset.UnixEpoch}, {DateTimeOffset.UnixEpoch})""", Cancellation);
}
