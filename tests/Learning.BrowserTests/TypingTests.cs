using System.Text.Json;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Questions;

namespace Learning.BrowserTests;

/// <summary>While she types without a pause: in the journal each second, at the site each five. The clock of the page is the test's, so no wait is measured.</summary>
public sealed class TypingTests(SiteAndBrowser site)
{
    /// <summary>So often it is looked whether what she typed has arrived.</summary>
    private const int MostLooks = 600;

    private const string Journal = "Object.entries(localStorage).filter(([key]) => key.startsWith('learning.entry.')).map(([, value]) => JSON.parse(value).response[0])";

    [Fact]
    public async Task What_she_types_in_practice_outlives_the_page_until_it_is_checked()
    {
        await using var zoe = await site.VisitorAsync();
        await zoe.Register("zoe", "");
        await zoe.Enrol();
        var practice = zoe.Course.PracticeWith(Essay.KindName);
        var essay = zoe.Course.QuestionsOf(practice).First(q => q.Kind == Essay.KindName).Id;
        var text = zoe.Question(essay).Locator("textarea");
        const string Drafts = "Object.keys(localStorage).filter(key => key.startsWith('learning.draft.')).length";
        await zoe.Open(CourseBook.PathOf(practice));

        await text.PressSequentiallyAsync("We were never asked.");
        await zoe.Page.WaitForFunctionAsync($"() => {Drafts} === 1");
        await zoe.Page.ReloadAsync();
        await Expect(text).ToHaveValueAsync("We were never asked.");
        Assert.Equal(0, await zoe.Waiting());   // nothing of it is an answer yet

        await zoe.Question(essay).GetByRole(AriaRole.Button, new() { Name = Words.Say("Quiz.Check"), Exact = true }).ClickAsync();
        await Expect(zoe.Question(essay).Locator(".verdict")).ToBeVisibleAsync();
        Assert.Equal(0, await zoe.Page.EvaluateAsync<int>(Drafts));
    }

    [Theory]
    [InlineData("input")]
    [InlineData("textarea")]
    public async Task What_she_types_is_kept_and_sent_without_waiting_for_a_pause(string kind)
    {
        await using var vera = await site.VisitorAsync();
        await vera.Register($"vera-{kind}", "");
        await vera.Enrol();
        await vera.BeginTest();
        await vera.Page.Clock.InstallAsync();
        await vera.Page.AddInitScriptAsync(
            """
            window.sent = [];
            const send = window.fetch;
            window.fetch = (...what) => {
              if (String(what[0]).endsWith('/record')) { window.sent.push(performance.now()); }
              return send(...what);
            };
            """);
        var arrived = new List<string>();
        var isOnline = false;
        await vera.Context.RouteAsync("**/record", async route =>
        {
            using var body = JsonDocument.Parse(route.Request.PostData!);
            arrived.AddRange(body.RootElement.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("response")[0].GetString()!));
            await (isOnline ? route.ContinueAsync() : route.AbortAsync("internetdisconnected"));
        });
        await vera.Page.ReloadAsync();
        var field = vera.Page.Locator(".question input[type=text]:only-of-type").First;
        if (kind == "textarea")
        {
            // The course asks for no essay in its test: a field for one takes the place of the line.
            await field.EvaluateAsync("line => { const text = document.createElement('textarea'); text.name = line.name; text.id = line.id; line.replaceWith(text); }");
            field = vera.Page.Locator(".question textarea").First;
        }

        // A letter each 0.2 seconds for eight seconds, by a clock that stands still between them.
        await vera.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddSeconds(30));
        var begun = await vera.Page.EvaluateAsync<double>("() => performance.now()");
        var typed = "";
        for (var letter = 1; letter <= 40; letter++)
        {
            await field.PressAsync("7");
            typed += "7";
            await vera.Page.Clock.RunForAsync(200);
            if (letter >= 5)
            {
                var kept = await vera.Page.EvaluateAsync<string[]>(Journal);
                Assert.Contains(kept, text => text.Length >= letter - 5);   // not older than a second
                Assert.True(kept.Length <= 1, "A draft takes the place of the one before.");
            }
        }

        var sent = await vera.Page.EvaluateAsync<double[]>("() => window.sent");
        Assert.NotEmpty(sent);
        Assert.InRange(sent[0] - begun, 0, 5_000);

        isOnline = true;
        for (var looks = 0; await vera.Page.EvaluateAsync<string[]>(Journal) is { Length: > 0 } waits; looks++)
        {
            // The try before may end only now, and the page waits by its own clock until the next. "Saved" may have come and gone again meanwhile.
            Assert.True(looks < MostLooks, $"It never arrives: {waits[0]}");
            await vera.Page.Clock.RunForAsync(5_000);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(typed, arrived[^1]);
        Assert.Equal(0, await vera.Page.Locator("#save-state[data-state=refused], #save-state[data-state=unaccepted]").CountAsync());
    }
}
