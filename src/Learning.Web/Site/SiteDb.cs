using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Site;

/// <summary>What the host keeps beside the product's own tables, in the same file: accounts, roles, settings.</summary>
public sealed class SiteDb(DbContextOptions<SiteDb> options) : IdentityDbContext<Account, IdentityRole, string>(options)
{
    /// <summary>The product's migrations have their own table of history.</summary>
    public const string MigrationsTable = "__EFMigrationsHistory_Site";

    public DbSet<SiteSetting> Settings => Set<SiteSetting>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.Property(a => a.Id).HasMaxLength(36);
            account.Property(a => a.DisplayName).HasMaxLength(Learning.Accounts.Learner.LongestName);
        });
        builder.Entity<SiteSetting>(setting =>
        {
            setting.HasKey(s => s.Name);
            setting.Property(s => s.Name).HasMaxLength(100);
            setting.Property(s => s.Value).HasMaxLength(4000);
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

    public required string Name { get; init; }

    public required string Value { get; set; }
}
