using Learning.Assessment;
using Learning.Data;
using Learning.Tests.Analysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Learning.Tests.Assessment;

/// <summary>What hangs on an attempt says whose it is: what was there before the column was, and what nodes of the version before write beside this one.</summary>
[NeedsDatabase]
public sealed class AnswersByLearnerTests : IAsyncLifetime
{
    private readonly AnalysedSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_migration_says_of_what_is_there_whose_it_is()
    {
        var attempt = await _site.HandInAs("ana", null, ("q1", "a"), ("q2", "b"));
        await _site.HandInAs("bo", null, ("q1", "a"));
        await _site.Site.Db(async db =>
        {
            db.Add(Grade.Give("ana", attempt, "essay", [1], "", "f", _site.Site.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Cancellation);
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync(db is PostgresLearningDb ? "PartitionedRecord" : "CredentialCare", Cancellation);
            await migrator.MigrateAsync(null, Cancellation);
            return true;
        });

        Assert.Equal([("ana", 2), ("bo", 1)], await OwnersAsync());
        Assert.Equal(["ana"], await _site.Site.Db(db => db.Grades.Select(g => g.LearnerId).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task What_a_node_of_the_version_before_writes_is_put_right()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Nobody writes beside a new version on SQLite.");
        var attempt = await _site.HandInAs("guest", null, ("q1", "a"));
        await RunAsync($"""INSERT INTO "ItemResponse" ("AttemptId", "QuestionId", "Values", "AnsweredAt", "EntryId") VALUES ('{attempt}', 'q2', '["b"]', now(), gen_random_uuid())""");
        Assert.Equal([("guest", 2)], await OwnersAsync());

        await RunAsync("""UPDATE "Attempt" SET "LearnerId" = 'ana' WHERE "LearnerId" = 'guest'""");

        Assert.Equal([("ana", 2)], await OwnersAsync());
    }

    private Task<int> RunAsync(string sql) => _site.Site.Db(db => db.Database.ExecuteSqlRawAsync(sql, Cancellation));

    private async Task<(string, int)[]> OwnersAsync() =>
        [.. (await _site.Site.Db(db => db.ItemResponses.Select(r => r.LearnerId).ToListAsync(Cancellation))).GroupBy(l => l).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];
}
