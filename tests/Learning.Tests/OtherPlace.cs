using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Learning.Tests;

/// <summary>Where a test puts what it takes from a site: a folder, and databases without tables; all of it gone afterwards.</summary>
internal sealed class OtherPlace : IAsyncDisposable
{
    private readonly List<string> _databases = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("learning-other-").FullName;

    /// <summary>A database of PostgreSQL without tables.</summary>
    public async Task<string> EmptyDatabaseAsync()
    {
        _databases.Add(await TestDatabase.MakeEmptyAsync());
        return _databases[^1];
    }

    /// <summary>A site of the folder, as it is there.</summary>
    public static async Task<WebApplication> StartAsync(SitePaths paths)
    {
        var builder = Serve.Builder(paths);
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        TestSite.KeepQuiet(builder.Services);
        var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        app.UseSite();
        await app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var database in _databases)
        {
            await TestDatabase.DropAsync(database);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
