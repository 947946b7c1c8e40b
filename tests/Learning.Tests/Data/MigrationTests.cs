using Learning.Data;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Learning.Tests.Data;

public sealed class MigrationTests
{
    /// <summary>The last migrations of the first version that runs on several nodes: from then on nodes of the version before go on while a new one brings the tables up to date.</summary>
    private static readonly string[] Baseline = ["20261129092351_CredentialCare", "20261129131553_SiteKeys"];

    /// <summary>Migrations that nodes of the version before do not survive, or that do more than can be seen here, each with what makes it right.</summary>
    private static readonly Dictionary<string, string> Reasoned = new()
    {
        ["20261129132000_PartitionedRecord"] = "The record keeps its name and its columns. Within one transaction that nobody writes beside; the server reads the statements that old nodes have prepared anew, since what they name has changed.",
        ["20261129174846_AnswersByLearner"] = "New columns have a default, and triggers put right what old nodes write without them (AnswersByLearnerTests). What is there is filled while nobody writes.",
    };

    [Fact]
    public void The_migrations_of_each_database_make_the_tables_of_now()
    {
        using var sqlite = new SqliteLearningDb(new DbContextOptionsBuilder<SqliteLearningDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresLearningDb(new DbContextOptionsBuilder<PostgresLearningDb>().UseNpgsql("Host=nowhere").Options);
        using var sqliteSite = new SqliteSiteDb(new DbContextOptionsBuilder<SqliteSiteDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgresSite = new PostgresSiteDb(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql("Host=nowhere").Options);

        Assert.All<DbContext>([sqlite, postgres, sqliteSite, postgresSite], db => Assert.False(db.Database.HasPendingModelChanges(), $"{db.GetType().Name} needs a migration: CONTRIBUTING.md says how."));
    }

    [Fact]
    public void Nodes_of_the_version_before_survive_each_migration()
    {
        using var library = new PostgresLearningDb(new DbContextOptionsBuilder<PostgresLearningDb>().UseNpgsql("Host=nowhere").Options);
        using var site = new PostgresSiteDb(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql("Host=nowhere").Options);

        var problems = new DbContext[] { library, site }.Zip(Baseline).SelectMany(pair =>
        {
            var all = pair.First.GetService<IMigrationsAssembly>();
            Assert.Contains(pair.Second, all.Migrations.Keys);
            return all.Migrations.Where(m => string.CompareOrdinal(m.Key, pair.Second) > 0 && !Reasoned.ContainsKey(m.Key))
                .SelectMany(m => SurvivedByOldNodes.Problems(all.CreateMigration(m.Value, pair.First.Database.ProviderName!).UpOperations).Select(problem => $"{m.Key}: {problem}"));
        }).ToArray();

        Assert.True(problems.Length == 0, $"Nodes of the version before fail while they are still running (docs/operations.md, An upgrade). Do it in two versions, or say in {nameof(Reasoned)} why it is right: {string.Join("; ", problems)}");
    }

    public static TheoryData<MigrationOperation, bool> Operations => new()
    {
        { new DropTableOperation { Name = "Old" }, false },
        { new DropColumnOperation { Table = "Old", Name = "A" }, false },
        { new RenameColumnOperation { Table = "Old", Name = "A", NewName = "B" }, false },
        { new RenameTableOperation { Name = "Old", NewName = "New" }, false },
        { new AddColumnOperation { Table = "Old", Name = "A", ClrType = typeof(string), IsNullable = false }, false },
        { new AddColumnOperation { Table = "Old", Name = "A", ClrType = typeof(string), IsNullable = false, DefaultValue = "" }, true },
        { new AddColumnOperation { Table = "Old", Name = "A", ClrType = typeof(string), IsNullable = true }, true },
        { Altered(false, null, true, null), false },
        { Altered(true, null, false, null), true },
        { Altered(true, 10, true, 20), false },
        { Altered(true, 20, true, 10), true },
        { Altered(true, null, true, 10), true },
        { Altered(true, 10, true, null), false },
        { new CreateIndexOperation { Table = "Old", Name = "I", Columns = ["A"], IsUnique = true }, false },
        { new CreateIndexOperation { Table = "Old", Name = "I", Columns = ["A"] }, true },
        { new CreateIndexOperation { Table = "New", Name = "I", Columns = ["A"], IsUnique = true }, true },
        { new AddForeignKeyOperation { Table = "Old", Name = "F", Columns = ["A"], PrincipalTable = "New" }, false },
        { new SqlOperation { Sql = "SELECT 1" }, false },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void What_an_old_node_does_not_survive_is_found(MigrationOperation operation, bool isSurvived) =>
        Assert.Equal(isSurvived, !SurvivedByOldNodes.Problems([new CreateTableOperation { Name = "New" }, operation]).Any());

    private static AlterColumnOperation Altered(bool isNullable, int? length, bool wasNullable, int? oldLength) => new()
    {
        Table = "Old", Name = "A", ClrType = typeof(string), ColumnType = "text", IsNullable = isNullable, MaxLength = length,
        OldColumn = new AddColumnOperation { Table = "Old", Name = "A", ClrType = typeof(string), ColumnType = "text", IsNullable = wasNullable, MaxLength = oldLength },
    };
}
