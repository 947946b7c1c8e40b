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

/// <summary>The same for the host's own tables: <c>--context SiteDb</c>.</summary>
internal sealed class SiteDesign : IDesignTimeDbContextFactory<SiteDb>
{
    public SiteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SiteDb>().UseSqlite("Data Source=design.db").Options);
}
