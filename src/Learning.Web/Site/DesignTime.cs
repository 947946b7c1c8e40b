using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Learning.Web.Site;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteLearningDb</c>: a context without a site.</summary>
internal sealed class LearningDesign : IDesignTimeDbContextFactory<SqliteLearningDb>
{
    public SqliteLearningDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLearningDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>The same for the host's own tables: <c>--context SqliteSiteDb</c>.</summary>
internal sealed class SiteDesign : IDesignTimeDbContextFactory<SqliteSiteDb>
{
    public SqliteSiteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSiteDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>For PostgreSQL: <c>--context PostgresLearningDb</c>. No server is needed.</summary>
internal sealed class PostgresLearningDesign : IDesignTimeDbContextFactory<PostgresLearningDb>
{
    public PostgresLearningDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLearningDb>().UseNpgsql("Host=design").Options);
}

/// <summary>The host's own tables on PostgreSQL: <c>--context PostgresSiteDb</c>.</summary>
internal sealed class PostgresSiteDesign : IDesignTimeDbContextFactory<PostgresSiteDb>
{
    public PostgresSiteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql("Host=design").Options);
}
