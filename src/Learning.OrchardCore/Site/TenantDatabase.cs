using Learning.Credentials.Log;
using Learning.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Configuration;
using OrchardCore.Locking.Distributed;

namespace Learning.OrchardCore.Site;

/// <summary>
/// The database of a tenant: a file of its own beside Orchard's (never in Orchard's, which would be locked for both), or what <c>Learning_OrchardCore:ConnectionString</c> names in the tenant's
/// configuration, on PostgreSQL too. Brought up to date once, by whoever needs it first.
/// </summary>
public sealed class TenantDatabase(ShellSettings tenant, IShellConfiguration configuration, IOptions<ShellOptions> shells, IServiceScopeFactory scopes, IDistributedLock locks)
{
    private const string Setting = "Learning_OrchardCore:ConnectionString";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private Task? _migrated;

    public string Folder => Path.Combine(shells.Value.ShellsApplicationDataPath, shells.Value.ShellsContainerName, tenant.Name);

    public string ConnectionString => configuration[Setting] is { Length: > 0 } given ? given : $"Data Source={Path.Combine(Folder, "learning.db")}";

    /// <summary>Asked again after a failure: the disk may be there by then.</summary>
    public async Task EnsureAsync()
    {
        var migrated = _migrated;
        if (migrated is null || migrated.IsFaulted)
        {
            _migrated = migrated = MigrateAsync();
        }

        await migrated;
    }

    private async Task MigrateAsync()
    {
        Directory.CreateDirectory(Folder);
        var (locker, locked) = await locks.TryAcquireLockAsync("LEARNING_MIGRATION", LongestWait, LongestWait);
        if (!locked)
        {
            throw new TimeoutException("Another node has been bringing the learning database up to date for two minutes.");
        }

        await using (locker)
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<LearningDatabase>();
            try
            {
                await scope.ServiceProvider.GetRequiredService<LearningDb>().BringUpToDateAsync(CancellationToken.None);
                await scope.ServiceProvider.GetRequiredService<KeepLog>().BeginAsync(CancellationToken.None);
            }
            catch (Exception e) when (DatabaseException.Of(e, database) is { } sentence)
            {
                throw sentence;
            }
        }
    }
}
