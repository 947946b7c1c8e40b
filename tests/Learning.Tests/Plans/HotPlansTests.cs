using System.Data.Common;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Plans;

/// <summary>
/// No page and no round reads a table that grows from one end to the other: asked of the planner itself, with the values that ran. Run when asked for (<c>-explicit only</c>), until what it has found is judged or mended.
/// </summary>
[NeedsDatabase]
public sealed class HotPlansTests(WalkedSite walked) : IClassFixture<WalkedSite>
{
    /// <summary>What may, and why: a part of the page, the table, the reason.</summary>
    private static readonly (string Page, string Table, string Why)[] Accepted =
    [
    ];

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact(Explicit = true)]
    public async Task No_statement_reads_a_growing_table_from_end_to_end()
    {
        var found = await FindingsAsync(walked.Heard.Where(h => h.Page != WalkedSite.Own));

        var unwanted = found.Where(f => !Accepted.Any(a => Allows(a, f.Heard.Page, f.Scan.Table))).ToArray();
        Assert.True(unwanted.Length == 0, string.Join("\n\n", unwanted.GroupBy(f => (f.Heard.Sql, f.Scan)).Select(g => $"{g.Key.Scan.Table}: {g.Key.Scan.How}\n  {string.Join(", ", g.Select(f => f.Heard.Page).Distinct())}\n  {g.Key.Sql}")));
        Assert.All(Accepted, a => Assert.Contains(found, f => Allows(a, f.Heard.Page, f.Scan.Table)));
    }

    [Fact(Explicit = true)]
    public async Task An_index_that_is_missing_is_found_out()
    {
        await using var connection = await OpenAsync();
        await RunAsync(connection, """DROP INDEX "IX_Messages_LearnerId_SentAt" """);

        try
        {
            var reader = new PlanReader(connection);
            var scans = new List<Scan>();
            foreach (var heard in walked.Heard.Where(h => h.Page == "GET /my/messages"))
            {
                scans.AddRange(await reader.ScansAsync(heard, Cancellation));
            }

            Assert.Contains(scans, s => s.Table == "Messages");
        }
        finally
        {
            await RunAsync(connection, """CREATE INDEX "IX_Messages_LearnerId_SentAt" ON "Messages" ("LearnerId", "SentAt")""");
        }
    }

    [Fact(Explicit = true)]
    public async Task Every_table_is_said_to_grow_or_not()
    {
        var tables = await walked.Site.Db(db => Task.FromResult(db.Model.GetEntityTypes().Select(t => t.GetTableName()!).ToArray()));
        var accounts = await walked.Site.With<Learning.Web.Site.SiteDb, string[]>(db => Task.FromResult(db.Model.GetEntityTypes().Select(t => t.GetTableName()!).ToArray()));

        Assert.Equal(tables.Concat(accounts).Distinct().Order(StringComparer.Ordinal), TablesThatGrow.Growing.Concat(TablesThatGrow.Steady).Order(StringComparer.Ordinal));
    }

    [Fact(Explicit = true)]
    public void The_walk_has_heard_EF_Core_and_what_is_our_own()
    {
        Assert.Contains(walked.Heard, h => h.Sql.StartsWith("SELECT c.\"Id\", c.\"CurrentRevisionId\"", StringComparison.Ordinal));
        Assert.Contains(walked.Heard, h => h.Sql.StartsWith("INSERT INTO \"Entry\"", StringComparison.Ordinal) || h.Sql.Contains("INSERT INTO \"Entry\"", StringComparison.Ordinal));
        Assert.Contains(walked.Heard, h => h.Page.StartsWith("round", StringComparison.Ordinal));
    }

    private async Task<List<(HeardStatement Heard, Scan Scan)>> FindingsAsync(IEnumerable<HeardStatement> all)
    {
        await using var connection = await OpenAsync();
        var reader = new PlanReader(connection);
        var found = new List<(HeardStatement, Scan)>();
        foreach (var heard in all)
        {
            try
            {
                found.AddRange((await reader.ScansAsync(heard, Cancellation)).Select(scan => (heard, scan)));
            }
            catch (DbException e)
            {
                throw new InvalidOperationException($"The planner was not asked about this of {heard.Page}: {heard.Sql}", e);
            }
        }

        return found;
    }

    private static bool Allows((string Page, string Table, string Why) accepted, string page, string table) => accepted.Table == table && page.Contains(accepted.Page, StringComparison.Ordinal);

    private async Task<DbConnection> OpenAsync()
    {
        var connection = walked.Site.Services.GetRequiredService<LearningDatabase>().Connect();
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
