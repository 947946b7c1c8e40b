using System.Data.Common;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Plans;

/// <summary>
/// No page, no post and no round reads a table that grows from one end to the other: asked of the planner itself, with the values that ran. What may has its reason here, and loses it when it is needed no more.
/// </summary>
[NeedsDatabase]
public sealed class HotPlansTests(WalkedSite walked) : IClassFixture<WalkedSite>
{
    private const string TenThousand = "Of the attempts at one quiz, by its index, ten thousand are counted; this site has fewer. From there on the number is kept for ten minutes.";
    private const string OneKey = "A decision about a key is about every attempt that asked the question: those at its quiz, by its index, a hundred at a time. Nearly all attempts of this site are at one quiz.";

    /// <summary>What may: the page, or its beginning before a star; the table; the database where it does, null for both; the reason.</summary>
    private static readonly Reason[] Accepted =
    [
        new("POST /my/mail", "MailWishes", Sqlite, "Nobody else has said what she wishes."),
        new("POST /sign-in", "ReviewCard", Sqlite, "Nobody but the one who signs in has answered anything in the record."),
        new("POST /record Submitted", "CredentialStatuses", Postgres, "The first entry of the log takes in the certificates that were there before it: once in the life of a site."),
        new("GET /my", "Grade", Postgres, "Nothing has been graded on this site: an empty index is as good as any."),
        new("POST /sign-in", "Grade", Postgres, "The same."),
        new("POST /sign-in", "ScoreChange", Postgres, "The same."),
        new("GET /cohorts", "Members", Postgres, "The members of the groups on the page are counted, by the index of groups: here of all groups there are."),
        new("GET /analysis/*", "Attempt", Postgres, TenThousand),
        new("round OpenItemTasks", "Attempt", Postgres, TenThousand),
        new("GET /corrections/*", "Attempt", Postgres, OneKey),
    ];

    /// <summary>Pages about groups, and all of a site.</summary>
    private static readonly string[] OfStaff =
    [
        "GET /cohorts", "POST /cohorts", "GET /desk", "GET /grading", "GET /allowances", "GET /certificates", "GET /analysis", "GET /corrections", "GET /people", "GET /organisations", "GET /drafts", "GET /sources", "GET /rechecks", "GET /translations", "GET /banks",
        "round OpenItemTasks",
    ];

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task No_statement_of_learners_and_rounds_reads_a_growing_table_from_end_to_end() => await NothingUnwantedAsync(isOfStaff: false);

    [Fact]
    public async Task No_statement_of_staff_does() => await NothingUnwantedAsync(isOfStaff: true);

    [Fact]
    public async Task Each_reason_is_needed()
    {
        var found = await FindingsAsync(isOfStaff: false);
        found.AddRange(await FindingsAsync(isOfStaff: true));

        Assert.All(Accepted.Where(IsHere), reason => Assert.True(found.Any(f => reason.Covers(f.Heard, f.Scan)), $"{reason.Page} does not read {reason.Table} from end to end any more: take the reason out."));
    }

    private async Task NothingUnwantedAsync(bool isOfStaff)
    {
        var told = Told((await FindingsAsync(isOfStaff)).Where(f => !Accepted.Any(a => IsHere(a) && a.Covers(f.Heard, f.Scan))));
        Assert.True(told.Length == 0, told);
    }

    private bool IsHere(Reason reason) => reason.On is null || reason.On == (walked.Site.Services.GetRequiredService<LearningDatabase>().IsPostgres ? Postgres : Sqlite);

    private static bool IsOfStaff(HeardStatement heard) => OfStaff.Any(page => heard.Page.StartsWith(page, StringComparison.Ordinal));

    private static string Told(IEnumerable<(HeardStatement Heard, Scan Scan)> found) => string.Join(
        "\n\n", found.GroupBy(f => (f.Heard.Sql, f.Scan)).Select(g => $"{g.Key.Scan.Table}: {g.Key.Scan.How}\n  {string.Join(", ", g.Select(f => f.Heard.Page).Distinct())}\n  {g.Key.Sql}"));

    [Theory]
    [InlineData("GET /my/messages", "Messages", "IX_Messages_LearnerId_SentAt", """ON "Messages" ("LearnerId", "SentAt")""")]
    [InlineData("GET /certificates", "Credential", "IX_Credential_IssuedAt_Id", """ON "Credential" ("IssuedAt", "Id")""")]
    [InlineData("GET /certificates?find=mi", "Credential", "IX_Credential_SoughtRest", """ON "Credential" ("SoughtRest")""")]
    [InlineData("GET /certificates?state=revoked", "CredentialStatuses", "IX_CredentialStatuses_RevokedAt_CredentialId", """ON "CredentialStatuses" ("RevokedAt", "CredentialId") WHERE "RevokedAt" IS NOT NULL""")]
    public async Task An_index_that_is_missing_is_found_out(string page, string table, string index, string on)
    {
        await using var connection = await OpenAsync();
        await RunAsync(connection, $"DROP INDEX \"{index}\"");

        try
        {
            var reader = new PlanReader(connection);
            var scans = new List<Scan>();
            foreach (var heard in walked.Heard.Where(h => h.Page == page))
            {
                scans.AddRange(await reader.ScansAsync(heard, IsOfStaff(heard), Cancellation));
            }

            Assert.Contains(scans, s => s.Table == table);
        }
        finally
        {
            await RunAsync(connection, $"CREATE INDEX \"{index}\" {on}");
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

    private async Task<List<(HeardStatement Heard, Scan Scan)>> FindingsAsync(bool isOfStaff)
    {
        await using var connection = await OpenAsync();
        var reader = new PlanReader(connection);
        var found = new List<(HeardStatement, Scan)>();
        foreach (var heard in walked.Heard.Where(h => h.Page != WalkedSite.Own && IsOfStaff(h) == isOfStaff))
        {
            try
            {
                found.AddRange((await reader.ScansAsync(heard, isOfStaff, Cancellation)).Select(scan => (heard, scan)));
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

    private const string Sqlite = "SQLite";
    private const string Postgres = "PostgreSQL";

    /// <param name="On">Null: on both.</param>
    private sealed record Reason(string Page, string Table, string? On, string Why)
    {
        public bool Covers(HeardStatement heard, Scan scan) => scan.Table == Table && (heard.Page == Page || (Page.EndsWith('*') && heard.Page.StartsWith(Page[..^1], StringComparison.Ordinal)));
    }
}
