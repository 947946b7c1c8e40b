using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Microsoft.Data.Sqlite;

namespace Learning.BrowserTests;

/// <summary>A quiz whose time runs out while she is on its page. The clock of the page is the test's; the end of the attempt stands in the database.</summary>
public sealed class TimerTests(SiteAndBrowser site)
{
    [Fact]
    public async Task The_time_is_counted_down_spoken_at_ten_five_and_one_and_at_the_end_it_is_handed_in()
    {
        await using var wafa = await Timed("wafa", TimeSpan.FromMinutes(10.5));
        var line = wafa.Page.Locator("#time-left");
        var spoken = line.GetByRole(AriaRole.Status);
        await Expect(line).ToContainTextAsync("10:");
        await Expect(spoken).ToBeEmptyAsync();

        foreach (var (seconds, minutes) in new[] { (40, 10), (300, 5), (240, 1) })
        {
            await wafa.Page.Clock.RunForAsync(seconds * 1000);
            await Expect(spoken).ToHaveTextAsync(Words.Say("Timer.MinutesLeft", minutes));
        }

        var (_, questions) = await wafa.OpenTest();
        await wafa.Give(questions[0], wafa.Course.Right(await wafa.Attempt(), questions[0]));   // a typed one is in its field still
        await wafa.Page.Clock.RunForAsync(61_000);

        await Expect(wafa.ResultTitle()).ToBeVisibleAsync();
        await Expect(wafa.Question(questions[0]).Locator(".verdict")).ToHaveClassAsync("verdict is-right");
    }

    [Fact]
    public async Task Without_a_connection_at_the_end_she_is_told_and_it_goes_when_there_is_one()
    {
        await using var xenia = await Timed("xenia", TimeSpan.FromMinutes(2));
        var (_, questions) = await xenia.OpenTest();
        await xenia.Page.Clock.RunForAsync(30_000);
        await xenia.Context.SetOfflineAsync(true);
        await xenia.Give(questions[0], xenia.Course.Right(await xenia.Attempt(), questions[0]));

        await xenia.Page.Clock.RunForAsync(91_000);
        await Expect(xenia.Page.Locator("#time-left")).ToContainTextAsync(Words.Say("Timer.Offline"));
        Assert.NotEqual(0, await xenia.Waiting());

        await xenia.Context.SetOfflineAsync(false);
        await Expect(xenia.ResultTitle()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_sleep_the_site_is_asked_how_much_is_left()
    {
        await using var yara = await Timed("yara", TimeSpan.FromMinutes(60), isAskable: true);
        await Expect(yara.Page.Locator("#time-left")).ToContainTextAsync(":");
        await EndIn(yara, TimeSpan.FromMinutes(5));

        await yara.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");

        await Expect(yara.Page.Locator("#time-left")).ToContainTextAsync("4:");
    }

    /// <summary>On her test, with so much time left.</summary>
    private async Task<Visitor> Timed(string username, TimeSpan left, bool isAskable = false)
    {
        var visitor = await site.VisitorAsync();
        await visitor.Register(username, "");
        await visitor.Enrol();
        await visitor.BeginTest();
        await EndIn(visitor, left);
        if (!isAskable)
        {
            // The site's own clock does not run with that of the test.
            await visitor.Context.RouteAsync("**/responses", route => route.AbortAsync("internetdisconnected"));
            await visitor.Page.Clock.InstallAsync();
        }

        await visitor.Page.ReloadAsync();
        return visitor;
    }

    private async Task EndIn(Visitor visitor, TimeSpan left)
    {
        var (attempt, _) = await visitor.OpenTest();
        await using var connection = new SqliteConnection($"Data Source={site.Database};Pooling=False;Default Timeout=20");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Attempt SET EndsAt = $end WHERE Id = $attempt";
        command.Parameters.AddWithValue("$end", DateTimeOffset.UtcNow.Add(left).ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$attempt", attempt);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
