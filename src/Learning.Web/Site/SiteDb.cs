using Learning.Data;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Web.Site;

/// <summary>What the host keeps beside the product's own tables, in the same database: accounts, roles, settings. A derived context per database product holds the migrations.</summary>
public abstract class SiteDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole, string>(options)
{
    /// <summary>The product's migrations have their own table of history.</summary>
    public const string MigrationsTable = "__EFMigrationsHistory_Site";

    public DbSet<SiteSetting> Settings => Set<SiteSetting>();

    /// <summary>The same tables over the library's connection.</summary>
    public static SiteDb Over(LearningDb library) => library is PostgresLearningDb
        ? new PostgresSiteDb(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql(library.Database.GetDbConnection()).Options)
        : new SqliteSiteDb(new DbContextOptionsBuilder<SqliteSiteDb>().UseSqlite(library.Database.GetDbConnection()).Options);

    /// <summary>A transaction beside which nobody gives or takes roles.</summary>
    public abstract Task<IDbContextTransaction> BeginAloneAsync(CancellationToken cancellation);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.Property(a => a.Id).HasMaxLength(36);
            account.HasIndex(a => a.NormalizedUserName, "IX_AspNetUsers_NotGuests").HasFilter("NOT \"IsGuest\"");   // the list of people
            account.Property(a => a.DisplayName).HasMaxLength(Learning.Accounts.Learner.LongestName);
        });
        builder.Entity<SiteSetting>(setting =>
        {
            setting.HasKey(s => s.Name);
            setting.Property(s => s.Name).HasMaxLength(100);
            setting.Property(s => s.Value).HasMaxLength(4000);
        });
        builder.Entity<SiteKey>(key =>
        {
            key.ToTable("SiteKeys").HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(100);
        });
    }
}

/// <summary>One setting of the site, as recipes and administrators write it.</summary>
public sealed class SiteSetting
{
    public const string SiteName = "SiteName";
    public const string Theme = "Theme";
    public const string SetupTokenHash = "SetupTokenHash";
    public const string RecipeRun = "RecipeRun";
    public const string SiteId = "SiteId";

    public required string Name { get; init; }

    public required string Value { get; set; }
}

/// <summary>A key of Data Protection, where the keys are in the database (<see cref="Nodes.DatabaseKeys"/>).</summary>
public sealed class SiteKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
