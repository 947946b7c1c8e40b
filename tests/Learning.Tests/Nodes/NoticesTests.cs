using Learning.Courses;
using Learning.Data;
using Learning.Search;
using Learning.Tests.Courses;
using Learning.Web.Site;
using Lucene.Net.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Nodes;

/// <summary>What is changed at one node holds at the other, without a start and without anybody asking.</summary>
[NeedsDatabase]
public sealed class NoticesTests : IAsyncLifetime
{
    private readonly TestSite _one = new() { WorksByItself = true };
    private TestSite? _two;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file of SQLite is one process's.");
        await _one.InitializeAsync();
        _two = new() { Beside = _one, WorksByItself = true };
        await _two.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_two is not null)
        {
            await _two.DisposeAsync();
        }

        await _one.DisposeAsync();
    }

    [Fact]
    public async Task A_new_name_of_the_site_is_on_the_pages_of_the_other_node()
    {
        await _one.Services.GetRequiredService<SiteSettings>().WriteAsync(SiteSetting.SiteName, "Dockers Learn", Cancellation);

        await Eventually.HoldsAsync(async () => (await _two!.Visitor().Page("/sign-in")).Contains("Dockers Learn", StringComparison.Ordinal), "the other node has the name");
    }

    [Fact]
    public async Task Another_theme_is_on_the_pages_of_the_other_node_and_goes_again()
    {
        foreach (var site in new[] { _one, _two! })
        {
            var views = Directory.CreateDirectory(Path.Combine(site.Paths.Themes, "red", "Views", "Accounts"));
            await File.WriteAllTextAsync(Path.Combine(views.FullName, "SignIn.liquid"), "<p>Red flags</p>", Cancellation);
            Assert.DoesNotContain("Red flags", await site.Visitor().Page("/sign-in"), StringComparison.Ordinal);
        }

        await _one.Services.GetRequiredService<SiteSettings>().WriteAsync(SiteSetting.Theme, "red", Cancellation);
        await Eventually.HoldsAsync(async () => (await _two!.Visitor().Page("/sign-in")).Contains("Red flags", StringComparison.Ordinal), "the other node has the theme");
        await Eventually.HoldsAsync(async () => (await _one.Visitor().Page("/sign-in")).Contains("Red flags", StringComparison.Ordinal), "this node has the theme");

        await _one.Services.GetRequiredService<SiteSettings>().WriteAsync(SiteSetting.Theme, null, Cancellation);
        await Eventually.HoldsAsync(async () => !(await _two!.Visitor().Page("/sign-in")).Contains("Red flags", StringComparison.Ordinal), "the standard theme is back");
    }

    [Fact]
    public async Task What_is_published_is_in_the_index_of_the_other_node_before_anybody_searches_there()
    {
        await _one.Publish(Drafts.Rhythm());

        await Eventually.HoldsAsync(() => Task.FromResult(_two!.Services.GetRequiredService<SearchIndex>().Passages > 0), "the other node has put it into its index");
        await Eventually.HoldsAsync(() => Task.FromResult(_one.Services.GetRequiredService<SearchIndex>().Passages > 0), "this node has put it into its index");
    }

    [Fact]
    public async Task Who_did_not_hear_for_a_while_looks_at_everything_again()
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(_one.Paths.Connection).Database;
        await Eventually.HoldsAsync(async () => await ListenersAsync() == 2, "both listen");
        await TestDatabase.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'learning notices' AND datname = '{name}'");
        await TestDatabase.RunAsync("""INSERT INTO "Settings" ("Name", "Value") VALUES ('SiteName', 'Said while nobody heard')""", _one.Paths.Connection);   // and no notice of it

        await Eventually.HoldsAsync(() => Task.FromResult(_two!.Services.GetRequiredService<SiteSettings>().Name == "Said while nobody heard"), "the other node has it");

        async Task<long> ListenersAsync()
        {
            await using var connection = new Npgsql.NpgsqlConnection(_one.Paths.Connection);
            await connection.OpenAsync(Cancellation);
            await using var command = new Npgsql.NpgsqlCommand($"SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'learning notices' AND datname = '{name}'", connection);
            return (long)(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }
}
