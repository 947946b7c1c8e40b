using System.Data.Common;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Plans;

/// <summary>
/// No page of a learner, no post and no round reads a table that grows from one end to the other: asked of the planner itself, with the values that ran. What pages of staff do about whole groups and sites is looked at when asked for
/// (<c>-explicit only</c>): docs/performance.md says what was found.
/// </summary>
[NeedsDatabase]
public sealed class HotPlansTests(WalkedSite walked) : IClassFixture<WalkedSite>
{
    /// <summary>What may, and why: a part of the page, the table, the reason.</summary>
    private static readonly (string Page, string Table, string Why)[] Accepted =
    [
        ("POST /record", "Credential", "The first entry of the log takes in the certificates that were there before it: once in the life of a site."),
        ("POST /record", "CredentialStatuses", "The same."),
        ("GET /my", "Grade", "Nothing has been graded on this site: an empty index is as good as any."),
        ("POST /sign-in", "Grade", "The same."),
        ("POST /sign-in", "ScoreChange", "The same."),
        ("POST /sign-in", "ReviewCard", "Nobody but the one who signs in has answered anything in the record."),
        ("POST /my/mail", "MailWishes", "Nobody else has said what she wishes."),
    ];

    /// <summary>Pages about a whole group, or all of a site.</summary>
    private static readonly string[] OfStaff = ["GET /cohorts", "GET /desk", "GET /grading", "GET /allowances", "GET /certificates", "GET /analysis", "GET /corrections", "round OpenItemTasks"];

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task No_statement_of_learners_and_rounds_reads_a_growing_table_from_end_to_end()
    {
        var found = await FindingsAsync(walked.Heard.Where(h => h.Page != WalkedSite.Own && !IsOfStaff(h)));

        var unwanted = found.Where(f => !Accepted.Any(a => f.Scan.Table == a.Table && f.Heard.Page.StartsWith(a.Page, StringComparison.Ordinal)));
        var told = Told(unwanted);
        Assert.True(told.Length == 0, told);
    }

    [Fact(Explicit = true)]
    public async Task No_statement_of_staff_does() => Assert.Equal("", Told(await FindingsAsync(walked.Heard.Where(IsOfStaff))));

    private static bool IsOfStaff(HeardStatement heard) => OfStaff.Any(page => heard.Page.StartsWith(page, StringComparison.Ordinal));

    private static string Told(IEnumerable<(HeardStatement Heard, Scan Scan)> found) => string.Join(
        "\n\n", found.GroupBy(f => (f.Heard.Sql, f.Scan)).Select(g => $"{g.Key.Scan.Table}: {g.Key.Scan.How}\n  {string.Join(", ", g.Select(f => f.Heard.Page).Distinct())}\n  {g.Key.Sql}"));

    [Fact]
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

    [Fact]
    public async Task Every_table_is_said_to_grow_or_not()
    {
        var tables = await walked.Site.Db(db => Task.FromResult(db.Model.GetEntityTypes().Select(t => t.GetTableName()!).ToArray()));
        var accounts = await walked.Site.With<Learning.Web.Site.SiteDb, string[]>(db => Task.FromResult(db.Model.GetEntityTypes().Select(t => t.GetTableName()!).ToArray()));

        Assert.Equal(tables.Concat(accounts).Distinct().Order(StringComparer.Ordinal), TablesThatGrow.Growing.Concat(TablesThatGrow.Steady).Order(StringComparer.Ordinal));
    }

    [Fact]
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
