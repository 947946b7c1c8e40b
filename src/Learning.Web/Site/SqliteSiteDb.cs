using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Web.Site;

/// <summary>The host's own tables on SQLite, in the file of the product's.</summary>
public sealed class SqliteSiteDb(DbContextOptions<SqliteSiteDb> options) : SiteDb(options)
{
    /// <summary>SQLite lets one transaction write at a time anyway.</summary>
    public override Task<IDbContextTransaction> BeginAloneAsync(CancellationToken cancellation) => Database.BeginTransactionAsync(cancellation);
}
