using System.Text.RegularExpressions;
using Learning.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.Tests.Plans;

/// <summary>
/// What a learner asks and posts stays on one server of a distributed PostgreSQL: asked of the planner for each statement that ran (<see cref="ShardReader"/>), on a site with the keys that such a database wants
/// (docs/deploy/citus.sql). What staff do about many learners is not on one, nor are the rounds.
/// </summary>
[NeedsDatabase]
public sealed partial class OneShardTests(WalkedOnShardKeys walked) : IClassFixture<WalkedOnShardKeys>
{
    /// <summary>What may ask all servers, and why: a part of the page, a part of the statement, the reason.</summary>
    private static readonly (string Page, string Sql, string Why)[] Accepted =
    [
        ("GET /join", """FROM "CohortFacilitators" AS c""", "The names of who takes the group: people of their own, each asked for by her key."),
        ("GET /my/cohorts", """FROM "CohortFacilitators" AS c""", "The same."),
    ];

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private IEnumerable<HeardStatement> OfLearners => walked.Heard.Where(h => h.Page != WalkedSite.Own && !OfStaff().IsMatch(h.Page));

    [Fact]
    public async Task Every_statement_of_a_learner_means_rows_of_one_learner()
    {
        await using var connection = await OpenAsync();
        var reader = new ShardReader(connection);
        var (told, used) = (new List<string>(), new HashSet<string>());
        foreach (var heard in OfLearners)
        {
            var found = await reader.ReadAsync(heard, Cancellation);
            var others = heard.Page == "sign-in" ? 0 : found.Learners.Count(l => l.Length > 0 && !walked.Walkers.Contains(l));
            if (found.Problems.Count == 0 && others == 0)
            {
                continue;
            }

            if (Accepted.FirstOrDefault(a => heard.Page.StartsWith(a.Page, StringComparison.Ordinal) && heard.Sql.Contains(a.Sql, StringComparison.Ordinal)) is { Page: not null } accepted)
            {
                used.Add(accepted.Page);
            }
            else
            {
                told.Add($"{heard.Page}: {string.Join("; ", found.Problems)}{(others > 0 ? $" of {others} who are somebody else" : "")}\n  {heard.Sql}");
            }
        }

        Assert.True(told.Count == 0, string.Join("\n\n", told));
        Assert.Equal(Accepted.Select(a => a.Page).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));   // none that is not needed any more
    }

    [Fact]
    public async Task The_walk_has_read_and_written_what_is_distributed()
    {
        await using var connection = await OpenAsync();
        var reader = new ShardReader(connection);
        var hers = new List<HeardStatement>();
        foreach (var heard in OfLearners)
        {
            if ((await reader.ReadAsync(heard, Cancellation)).Learners.Overlaps(walked.Walkers))
            {
                hers.Add(heard);
            }
        }

        var untouched = Placement.Distributed.Keys.Where(table => !hers.Exists(h => h.Sql.Contains($"\"{table}\"", StringComparison.Ordinal)));
        Assert.Equal(["FacilitatorNotes"], untouched);   // of which she sees nothing
        Assert.All(["INSERT INTO", "UPDATE", "DELETE FROM", "SELECT"], verb => Assert.Contains(hers, h => h.Sql.Contains(verb, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""SELECT "Id" FROM "Attempt" WHERE "Id" = '01a22873-0bc0-76d4-b475-c4de4e564de1'""", "not of one learner")]
    [InlineData("""SELECT "Id" FROM "Attempt" WHERE "LearnerId" = 'a' OR "LearnerId" = 'b'""", "not of one learner")]
    [InlineData("""SELECT a."Id" FROM "Attempt" a JOIN "ItemResponse" r ON r."AttemptId" = a."Id" WHERE a."LearnerId" = 'a'""", "not of one learner")]
    [InlineData("""SELECT a."Id" FROM "Attempt" a JOIN "ItemResponse" r ON r."AttemptId" = a."Id" AND r."LearnerId" = 'b' WHERE a."LearnerId" = 'a'""", "rows of 2 learners")]
    [InlineData("""SELECT a."Id" FROM "Attempt" a JOIN "ItemResponse" r ON r."AttemptId" = a."Id" AND r."LearnerId" = a."LearnerId" WHERE a."LearnerId" = 'a'""", "")]
    [InlineData("""SELECT "Id" FROM "Entry" WHERE "LearnerId" = ANY ('{a}')""", "")]
    [InlineData("""SELECT "Id" FROM "Entry" WHERE "LearnerId" = ANY ('{a,b}')""", "not of one learner")]
    [InlineData("""SELECT m."Id" FROM "Messages" m JOIN "Mails" o ON o."MessageId" = m."Id" WHERE m."LearnerId" = 'a'""", "Mails lies elsewhere")]
    [InlineData("""SELECT e."Id" FROM "Enrolment" e JOIN "Course" c ON c."Id" = e."CourseId" WHERE e."LearnerId" = 'a'""", "")]
    [InlineData("""UPDATE "Attempt" SET "Passed" = TRUE WHERE "Id" = '01a22873-0bc0-76d4-b475-c4de4e564de1'""", "not of one learner")]
    [InlineData("""UPDATE "Attempt" SET "LearnerId" = 'b' WHERE "LearnerId" = 'a'""", "given to somebody else")]
    [InlineData("""DELETE FROM "Attempt" WHERE "LearnerId" = 'a'""", "")]
    [InlineData("""INSERT INTO "MailWishes" ("Topic", "Since") VALUES ('Grade', now())""", "without their LearnerId")]
    public async Task What_asks_all_servers_is_found(string sql, string problem)
    {
        await using var connection = await OpenAsync();

        var found = await new ShardReader(connection).ReadAsync(new("here", sql, []), Cancellation);

        Assert.Equal(problem.Length == 0, found.Problems.Count == 0);
        Assert.Contains(problem, string.Join("; ", found.Problems), StringComparison.Ordinal);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite is one file.");
        var connection = (NpgsqlConnection)walked.Site.Services.GetRequiredService<LearningDatabase>().Connect();
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    /// <summary>Pages about a whole group, or all of a site, and what the site does by itself.</summary>
    [GeneratedRegex("^(?:round |(?:GET|POST) /(?:cohorts|desk|grading|allowances|certificates|analysis|corrections|organisations|drafts|people|sources|rechecks|translations|banks))")]
    private static partial Regex OfStaff();
}

/// <summary>The walk, on a database of PostgreSQL with the keys of a distributed one: all of its script but what only a server with Citus knows.</summary>
public sealed class WalkedOnShardKeys : WalkedSite
{
    public override ValueTask InitializeAsync() => TestDatabase.IsPostgres ? base.InitializeAsync() : ValueTask.CompletedTask;

    protected override async Task PrepareAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, CitusScript.Path), CancellationToken.None);
        await TestDatabase.RunAsync(string.Join('\n', script.Split('\n').Where(line => !line.StartsWith(CitusScript.Spreads, StringComparison.Ordinal))), Site.Paths.Connection);
    }
}
