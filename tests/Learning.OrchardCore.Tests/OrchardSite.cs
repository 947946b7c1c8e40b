using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Users;

[assembly: CaptureConsole(CaptureOut = false)]

namespace Learning.OrchardCore.Tests;

/// <summary>
/// The real Orchard Core host with its real modules in a folder of its own, set up by the recipe on its first request. Two tenants: the default one and "second" under a prefix. May be stopped
/// and started again over the same folder.
/// </summary>
public sealed class OrchardSite : IAsyncLifetime
{
    public const string AdminSecret = "A-long-enough-1";

    private readonly Dictionary<string, (string Orchard, string Learning)> _databases = [];
    private Host? _host;

    /// <summary>Whether it listens on an address of this machine, for a browser. Otherwise requests are handed to it in memory.</summary>
    public bool Listens { get; init; }

    public Uri Address { get; private set; } = new("http://localhost");

    public string Folder { get; } = Directory.CreateTempSubdirectory("learning-orchard-").FullName;

    /// <summary>Settings over those of the site, for example where a tenant's database is.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "wwwroot"));
        foreach (var tenant in TestServer.IsThere ? new[] { "Default", "Second" } : [])
        {
            _databases[tenant] = (await TestServer.MakeAsync(), await TestServer.MakeAsync());
        }

        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var (orchard, learning) in _databases.Values)
        {
            await TestServer.DropAsync(orchard);
            await TestServer.DropAsync(learning);
        }

        await DeleteAsync();
    }

    /// <summary>Orchard's background work may still be writing its last file when the host is gone.</summary>
    private async Task DeleteAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            catch (IOException) when (tries < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None);
            }
        }
    }

    public async ValueTask StartAsync()
    {
        _host = new Host(this);
        if (Listens)
        {
            _host.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));   // a port given as a number is set when the host has perhaps begun to start
            _host.StartServer();
            Address = _host.ClientOptions.BaseAddress;
        }

        var setUp = await new Visitor(this).Get("/courses");   // the first request to a tenant sets it up
        Assert.True(setUp.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Found, $"{setUp.StatusCode}: {await setUp.Content.ReadAsStringAsync(Cancellation)}");
    }

    public async ValueTask StopAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }

    public HttpMessageHandler Handler() => Listens ? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } : _host!.Server.CreateHandler();

    /// <summary>Does something within a tenant, as a request would.</summary>
    public async Task In(string tenant, Func<IServiceProvider, Task> act)
    {
        var shells = _host!.Services.GetRequiredService<IShellHost>();
        await (await shells.GetScopeAsync(tenant)).UsingAsync(scope => act(scope.ServiceProvider));
    }

    public async Task<T> In<T>(Func<IServiceProvider, Task<T>> read, string tenant = "Default")
    {
        var result = default(T);
        await In(tenant, async services => result = await read(services));
        return result!;
    }

    /// <summary>Puts a user into a role. Whoever is signed in has it from her next sign-in on.</summary>
    public Task Gives(string username, string role) => In("Default", async services =>
    {
        var users = services.GetRequiredService<UserManager<IUser>>();
        Assert.True((await users.AddToRoleAsync((await users.FindByNameAsync(username))!, role)).Succeeded);
    });

    private sealed class Host(OrchardSite site) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(site.Folder);
            builder.UseWebRoot(Path.Combine(site.Folder, "wwwroot"));
            builder.UseEnvironment("Production");
            builder.ConfigureLogging(log => log.ClearProviders());
            var settings = new Dictionary<string, string?>(site.Settings);
            Tenant(settings, 0, "Default", "");
            Tenant(settings, 1, "Second", "second");
            builder.ConfigureAppConfiguration((_, configuration) => configuration.AddInMemoryCollection(settings));
        }

        private void Tenant(Dictionary<string, string?> settings, int number, string name, string prefix)
        {
            var at = $"OrchardCore:OrchardCore_AutoSetup:Tenants:{number}:";
            settings[at + "ShellName"] = name;
            settings[at + "SiteName"] = $"{name} site";
            settings[at + "SiteTimeZone"] = "Etc/UTC";
            settings[at + "AdminUsername"] = "admin";
            settings[at + "AdminEmail"] = "admin@example.org";
            settings[at + "AdminPassword"] = AdminSecret;
            settings[at + "DatabaseProvider"] = TestServer.IsThere ? "Postgres" : "Sqlite";
            if (site._databases.TryGetValue(name, out var databases))
            {
                settings[at + "DatabaseConnectionString"] = databases.Orchard;
                settings.TryAdd($"OrchardCore:{name}:Learning_OrchardCore:ConnectionString", databases.Learning);
            }

            settings[at + "RecipeName"] = "learning-site";
            settings[at + "RequestUrlPrefix"] = prefix;
        }
    }
}
