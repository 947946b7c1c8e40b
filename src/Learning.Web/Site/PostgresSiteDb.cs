using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Web.Site;

/// <summary>The host's own tables on PostgreSQL, in the database of the product's.</summary>
public sealed class PostgresSiteDb(DbContextOptions<PostgresSiteDb> options) : SiteDb(options)
{
    public override async Task<IDbContextTransaction> BeginAloneAsync(CancellationToken cancellation)
    {
        var transaction = await Database.BeginTransactionAsync(cancellation);
        await Database.ExecuteSqlAsync($"""LOCK TABLE "AspNetRoles", "AspNetUserRoles" IN EXCLUSIVE MODE""", cancellation);
        return transaction;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => PostgresConventions.Apply(configurationBuilder);
}
