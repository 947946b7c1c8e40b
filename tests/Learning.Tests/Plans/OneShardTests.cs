using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.Tests.Plans;

/// <summary>
/// What a learner asks and posts stays on one server of a distributed PostgreSQL: asked of the planner for each statement that ran (<see cref="ShardReader"/>), on a site whose keys are those that such a database wants.
/// </summary>
[NeedsDatabase]
public sealed class OneShardTests(WalkedOnShardKeys walked) : IClassFixture<WalkedOnShardKeys>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Every_statement_of_a_learner_means_rows_of_one_learner()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite is one file.");
        await using var connection = await OpenAsync();
        var reader = new ShardReader(connection);
        var told = new List<string>();
        foreach (var heard in walked.Heard.Where(h => h.Page != WalkedSite.Own))
        {
            var found = await reader.ReadAsync(heard, Cancellation);
            if (found.Problems.Count > 0 || found.Learners.Any(l => l.Length > 0 && l != walked.Amina))
            {
                told.Add($"{heard.Page}: {string.Join("; ", found.Problems)} [{string.Join(',', found.Learners)}]\n  {heard.Sql}");
            }
        }

        Assert.Equal("", string.Join("\n\n", told));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = (NpgsqlConnection)walked.Site.Services.GetRequiredService<LearningDatabase>().Connect();
        await connection.OpenAsync(Cancellation);
        return connection;
    }
}

public sealed class WalkedOnShardKeys : WalkedSite
{
}
