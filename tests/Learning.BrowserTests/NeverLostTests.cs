using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Questions;
using Microsoft.Data.Sqlite;

namespace Learning.BrowserTests;

/// <summary>
/// Answers to a test, each followed by something that goes wrong at a random moment: the page, the tab, the connection, the server. At the end the site has what she
/// answered. <c>LEARNING_TRIALS=2000 LEARNING_SEED=7</c> in the environment asks for more, or for the same again.
/// </summary>
public sealed class NeverLostTests(SiteAndBrowser site)
{
    private const string Waiting = "Object.keys(localStorage).filter(key => key.startsWith('learning.entry.')).length";

    private static readonly int _trials = Setting("LEARNING_TRIALS", 200);
    private static readonly TimeSpan JournalDelay = TimeSpan.FromSeconds(1);

    private static readonly int _seed = Setting("LEARNING_SEED", 20261124);

    private long _typedAt;

    /// <summary>What goes wrong after an answer. The page or tab she goes on with.</summary>
    private enum Mishap
    {
        None,
        Reload,
        TabClosed,
        PageCrashed,
        Offline,
        RequestLost,
        AnswerLost,
        ServerKilled,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_happens_while_she_answers_the_site_has_what_she_answered()
    {
        var chance = new Random(_seed);
        await using var server = await SiteProcess.StartAsync(site.Root, Cancellation);
        await using var context = await site.Browser.NewContextAsync(new() { BaseURL = server.Address, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        var learner = new Visitor(context, await context.NewPageAsync(), site);
        await learner.Register("never-lost", "");
        await learner.Open($"/courses/{CourseBook.Slug}");
        await learner.Button("Course.Enrol").ClickAsync();
        var (attempt, questions) = await learner.BeginTest();

        var expected = new Dictionary<string, string[]>();
        var history = new List<string> { $"LEARNING_SEED={_seed}" };
        for (var trial = 0; trial < _trials; trial++)
        {
            var question = questions[chance.Next(questions.Count)];
            expected[question] = await AnswerAsync(learner, question, chance);
            var mishap = Enum.GetValues<Mishap>()[chance.Next(Enum.GetValues<Mishap>().Length)];
            history.Add($"{trial} {question}: {mishap}");
            learner = await SufferAsync(mishap, learner, server, chance);

            if (trial % 20 == 19 || trial == _trials - 1)
            {
                await EverythingHasArrivedAsync(learner);
                var (answered, stored) = (Text(expected), Text(Stored(server, attempt)));
                Assert.True(answered == stored, $"She answered:\n{answered}\n\nStored is:\n{stored}\n\n{string.Join('\n', history)}");
            }
        }
    }

    /// <summary>Gives another answer than before, as she would: ticks, types.</summary>
    /// <returns>The answer as it stands in the page.</returns>
    private async Task<string[]> AnswerAsync(Visitor learner, string question, Random chance)
    {
        var section = learner.Question(question);
        var typed = section.Locator("input[type=text]");
        if (await typed.CountAsync() > 0)
        {
            await typed.FillAsync(chance.Next(1_000_000).ToString(CultureInfo.InvariantCulture));
            _typedAt = Stopwatch.GetTimestamp();
            return [await typed.InputValueAsync()];
        }

        var options = section.Locator("input");
        var chosen = options.Nth(chance.Next(await options.CountAsync()));
        await chosen.CheckAsync();
        return await section.Locator("input:checked").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
    }

    private async Task<Visitor> SufferAsync(Mishap mishap, Visitor learner, SiteProcess server, Random chance)
    {
        var moment = chance.Next(300);
        switch (mishap)
        {
            case Mishap.Reload:
                await Task.Delay(moment, Cancellation);
                await learner.Page.ReloadAsync();
                return learner;

            case Mishap.TabClosed:
                await Task.Delay(moment, Cancellation);
                await learner.Page.CloseAsync();
                return await AnotherTabAsync(learner);

            case Mishap.PageCrashed:
                // What is ticked is in the journal at once; what was typed, in this trial or the one before, within a second.
                var sinceTyped = Stopwatch.GetElapsedTime(_typedAt);
                await Task.Delay(sinceTyped < JournalDelay ? JournalDelay - sinceTyped : TimeSpan.FromMilliseconds(moment), Cancellation);
                await CrashAsync(learner);
                return await AnotherTabAsync(learner);

            case Mishap.Offline:
                await learner.Context.SetOfflineAsync(true);
                await Task.Delay(1_000 + moment, Cancellation);
                await learner.Context.SetOfflineAsync(false);
                return learner;

            case Mishap.RequestLost:
                await learner.Context.RouteAsync("**/record", route => route.AbortAsync("connectionreset"), new() { Times = 1 });
                await Task.Delay(1_000, Cancellation);
                return learner;

            case Mishap.AnswerLost:
                await learner.Context.RouteAsync("**/record", LoseAnswerAsync, new() { Times = 1 });
                await Task.Delay(1_000, Cancellation);
                return learner;

            case Mishap.ServerKilled:
                await Task.Delay(moment, Cancellation);
                await server.KillAsync();
                await server.StartAgainAsync(Cancellation);
                return learner;

            default:
                return learner;
        }
    }

    private static async Task CrashAsync(Visitor learner)
    {
        var crashed = new TaskCompletionSource();
        learner.Page.Crash += (_, _) => crashed.TrySetResult();
        var devTools = await learner.Context.NewCDPSessionAsync(learner.Page);
        _ = devTools.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);   // never answered
        await crashed.Task.WaitAsync(Cancellation);
        await learner.Page.CloseAsync();
    }

    /// <summary>The site has taken it, and its receipt never comes.</summary>
    private static async Task LoseAnswerAsync(IRoute route)
    {
        await route.FetchAsync();
        await route.AbortAsync("connectionreset");
    }

    private static async Task<Visitor> AnotherTabAsync(Visitor learner)
    {
        var next = new Visitor(learner.Context, await learner.Context.NewPageAsync(), learner.Site);
        await next.Open(CourseBook.PathOf(learner.Course.Test));
        return next;
    }

    /// <summary>A typed answer goes out when its field is left or a moment later; then nothing may wait any more.</summary>
    private static async Task EverythingHasArrivedAsync(Visitor learner)
    {
        await learner.Page.Locator("h1").ClickAsync();
        await Task.Delay(1_000, Cancellation);
        await learner.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await learner.Page.EvaluateAsync($"() => new Promise(done => {{ const look = () => {Waiting} === 0 ? done() : setTimeout(look, 20); look(); }})");
    }

    private static Dictionary<string, string[]> Stored(SiteProcess server, Guid attempt)
    {
        using var connection = new SqliteConnection($"Data Source={server.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT QuestionId, \"Values\" FROM ItemResponse WHERE AttemptId = $attempt";
        command.Parameters.AddWithValue("$attempt", attempt);
        using var row = command.ExecuteReader();
        var stored = new Dictionary<string, string[]>();
        while (row.Read())
        {
            stored.Add(row.GetString(0), JsonSerializer.Deserialize<string[]>(row.GetString(1))!);
        }

        return stored;
    }

    private static string Text(Dictionary<string, string[]> answers) =>
        string.Join('\n', answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}: {string.Join(' ', a.Value)}"));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
