using Learning.Data;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_each_database_make_the_tables_of_now()
    {
        using var sqlite = new SqliteLearningDb(new DbContextOptionsBuilder<SqliteLearningDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresLearningDb(new DbContextOptionsBuilder<PostgresLearningDb>().UseNpgsql("Host=nowhere").Options);
        using var sqliteSite = new SqliteSiteDb(new DbContextOptionsBuilder<SqliteSiteDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgresSite = new PostgresSiteDb(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql("Host=nowhere").Options);

        Assert.All<DbContext>([sqlite, postgres, sqliteSite, postgresSite], db => Assert.False(db.Database.HasPendingModelChanges(), $"{db.GetType().Name} needs a migration: CONTRIBUTING.md says how."));
    }
}
