using System.Globalization;
using System.Text.Json;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Questions;
using Microsoft.Data.Sqlite;

namespace Learning.BrowserTests;

/// <summary>
/// Answers to a test, each followed by something that goes wrong at a random moment: the page, the tab, the connection, the server, the session, the clock; or she goes on in another tab or
/// on another device, and comes back. At the end the site has what she answered last, wherever that was. <c>LEARNING_TRIALS=2000 LEARNING_SEED=7</c> in the environment asks for more, or for the same again.
/// </summary>
public sealed class NeverLostTests(SiteAndBrowser site)
{
    /// <summary>So often a page is looked at before it is said that it never comes.</summary>
    private const int MostLooks = 600;

    private const string Name = "never-lost";
    private const string ComesBack = "() => document.dispatchEvent(new Event('visibilitychange'))";
    private const string Journal = "() => '[' + Object.keys(localStorage).filter(key => key.startsWith('learning.entry.')).map(key => localStorage.getItem(key)).join() + ']'";
    private const string Waiting = "Object.keys(localStorage).filter(key => key.startsWith('learning.entry.')).length";

    private static readonly int _trials = Setting("LEARNING_TRIALS", 200);

    /// <summary>How far apart the clocks of two devices may still be once they have heard the server's: its date has whole seconds.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromSeconds(1.5);

    /// <summary>Minutes by which somebody sets the clock of her phone wrong. An hour ahead is refused at first, four minutes are not.</summary>
    private static readonly int[] ClockErrors = [0, -120, -5, 4, 60];

    private static readonly int _seed = Setting("LEARNING_SEED", 20261124);

    private sealed record JournalEntry(string? Question, string[]? Response);

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

        /// <summary>She signs in again in the page itself.</summary>
        SessionEnded,

        /// <summary>She answers in another tab, and comes back.</summary>
        SecondTab,

        /// <summary>She answers on another device, and comes back.</summary>
        SecondDevice,

        ClockSet,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_happens_while_she_answers_the_site_has_what_she_answered()
    {
        var chance = new Random(_seed);
        await using var server = await SiteProcess.StartAsync(site.Root, Cancellation);
        await using var context = await site.Browser.NewContextAsync(new() { BaseURL = server.Address, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        await context.AddInitScriptAsync(DeviceClock.Script);
        var learner = new Visitor(context, await context.NewPageAsync(), site);
        await learner.Register(Name, "");
        await learner.Open($"/courses/{CourseBook.Slug}");
        await learner.Button("Course.Enrol").ClickAsync();
        var (attempt, questions) = await learner.BeginTest();
        await using var deviceContext = await site.Browser.NewContextAsync(new() { BaseURL = server.Address, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        deviceContext.SetDefaultTimeout(60_000);
        var device = new Visitor(deviceContext, await deviceContext.NewPageAsync(), site);
        await device.SignIn(Name);
        await device.Open(CourseBook.PathOf(device.Course.Test));

        var expected = new Dictionary<string, string[]>();
        var history = new List<string> { $"LEARNING_SEED={_seed}" };
        for (var trial = 0; trial < _trials; trial++)
        {
            var question = questions[chance.Next(questions.Count)];
            expected[question] = await AnswerAsync(learner, question, chance);
            var mishap = Enum.GetValues<Mishap>()[chance.Next(Enum.GetValues<Mishap>().Length)];
            history.Add($"{trial} {question}: {mishap}");
            if (mishap is Mishap.SecondTab or Mishap.SecondDevice)
            {
                var there = questions[chance.Next(questions.Count)];
                expected[there] = await AnswerElsewhereAsync(mishap, learner, device, there, chance, async () => $"Stored is:\n{Text(Stored(server, attempt))}\n\nIn the journal:\n{await learner.Page.EvaluateAsync<string>(Journal)}\n\n{string.Join('\n', history)}");
                history.Add($"{trial} {there} there");
            }
            else
            {
                if (mishap == Mishap.PageCrashed)
                {
                    await IsKeptAsync(learner, server, attempt, expected);
                }

                learner = await SufferAsync(mishap, learner, server, chance);
            }

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
    private static async Task<string[]> AnswerAsync(Visitor learner, string question, Random chance)
    {
        var section = learner.Question(question);
        var typed = section.Locator("input[type=text]");
        if (await typed.CountAsync() > 0)
        {
            await typed.FillAsync(chance.Next(1_000_000).ToString(CultureInfo.InvariantCulture));
            return [await typed.InputValueAsync()];
        }

        var options = section.Locator("input");
        var chosen = options.Nth(chance.Next(await options.CountAsync()));
        await chosen.CheckAsync();
        return await section.Locator("input:checked").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
    }

    /// <summary>What is ticked is in the journal at once, what is typed soon; until then it is in the page alone, which nobody can keep from crashing. Each answer comes to be in the journal or with the site.</summary>
    private static async Task IsKeptAsync(Visitor learner, SiteProcess server, Guid attempt, Dictionary<string, string[]> expected)
    {
        for (var looks = 0; ; looks++)
        {
            var waiting = JsonSerializer.Deserialize<JournalEntry[]>(await learner.Page.EvaluateAsync<string>(Journal), JsonSerializerOptions.Web)!;
            var stored = Stored(server, attempt);
            var open = expected.Where(answer => !(stored.GetValueOrDefault(answer.Key) ?? []).SequenceEqual(answer.Value)
                && !waiting.Any(entry => entry.Question == answer.Key && (entry.Response ?? []).SequenceEqual(answer.Value))).Select(answer => answer.Key).ToList();
            if (open.Count == 0)
            {
                return;
            }

            Assert.True(looks < MostLooks, $"Neither in the journal nor with the site: {string.Join(' ', open)}");
            await Task.Delay(100, Cancellation);
        }
    }

    private static async Task<Visitor> SufferAsync(Mishap mishap, Visitor learner, SiteProcess server, Random chance)
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
                await Task.Delay(moment, Cancellation);
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

            case Mishap.SessionEnded:
                await Task.Delay(moment, Cancellation);
                await SignInAgainAsync(learner);
                return learner;

            case Mishap.ClockSet:
                await DeviceClock.SetAsync(learner.Page, TimeSpan.FromMinutes(ClockErrors[chance.Next(ClockErrors.Length)]));
                return learner;

            default:
                return learner;
        }
    }

    /// <summary>She leaves this page open, answers in another, and finds that answer here when she comes back.</summary>
    private static async Task<string[]> AnswerElsewhereAsync(Mishap mishap, Visitor learner, Visitor device, string question, Random chance, Func<Task<string>> howThingsStand)
    {
        await BlurAsync(learner);
        string[] answer;
        if (mishap == Mishap.SecondTab)
        {
            var tab = await AnotherTabAsync(learner);
            answer = await AnswerAsync(tab, question, chance);
            await BlurAsync(tab);
            await Task.Delay(chance.Next(300), Cancellation);
            await tab.Page.CloseAsync();
        }
        else
        {
            await Task.Delay(ClockError, Cancellation);
            await device.Page.EvaluateAsync(ComesBack);
            answer = await AnswerAsync(device, question, chance);
            await BlurAsync(device);
            await device.NothingWaits();
            await Task.Delay(ClockError, Cancellation);
        }

        var looks = 0;
        for (var given = await GivenAsync(learner, question); !given.SequenceEqual(answer); given = await GivenAsync(learner, question))
        {
            if (looks++ == MostLooks)
            {
                Assert.Fail($"{question}: the page shows {string.Join(' ', given)} and not {string.Join(' ', answer)}, which was answered elsewhere.\n{await howThingsStand()}");
            }

            await learner.Page.EvaluateAsync(ComesBack);
            await Task.Delay(200, Cancellation);
        }

        return answer;
    }

    private static Task BlurAsync(Visitor learner) => learner.Page.EvaluateAsync("() => document.activeElement?.blur()");

    /// <summary>The answer that stands in the page.</summary>
    private static Task<string[]> GivenAsync(Visitor learner, string question) =>
        learner.Question(question).EvaluateAsync<string[]>("section => [...section.querySelectorAll('input')].filter(one => one.type === 'text' || one.checked).map(one => one.value)");

    private static async Task SignInAgainAsync(Visitor learner)
    {
        await BlurAsync(learner);   // while she types she is not asked
        var looks = 0;
        while (!await learner.SessionDialog().IsVisibleAsync())
        {
            Assert.True(looks++ < MostLooks, "She is not asked to sign in again.");
            // Again, since an answer that was on its way may have brought a fresh cookie, or a receipt by which she seems to be signed in.
            await learner.Context.ClearCookiesAsync();
            await learner.Page.EvaluateAsync(ComesBack);
            await Task.Delay(500, Cancellation);
        }

        await learner.FillSessionDialog(Name);
        await Expect(learner.SessionDialog()).ToBeHiddenAsync();
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

    /// <summary>The site has taken it, and its receipt never comes. Where the site is away just then, nothing comes either.</summary>
    private static async Task LoseAnswerAsync(IRoute route)
    {
        try
        {
            await route.FetchAsync();
        }
        catch (PlaywrightException)
        {
            // A slow machine: the next mishap is here already.
        }

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
