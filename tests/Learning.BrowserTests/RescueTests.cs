using System.Text.Json;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>What cannot be sent, or was refused, she saves to a file and hands in later, on whatever device.</summary>
public sealed class RescueTests(SiteAndBrowser site)
{
    /// <summary>As browsers do that keep nothing.</summary>
    private const string NoStorage = "for (const one of ['getItem', 'setItem', 'removeItem']) { Storage.prototype[one] = () => { throw new DOMException('', 'QuotaExceededError'); }; }";

    private const string CountRefused = "Object.keys(localStorage).filter(key => key.startsWith('learning.refused.')).length";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_that_never_got_out_arrive_in_a_file_from_another_device(bool storage)
    {
        var name = storage ? "jamila" : "jamila-private";
        await using var jamila = await site.VisitorAsync();
        if (!storage)
        {
            await jamila.Context.AddInitScriptAsync(NoStorage);
        }

        await jamila.Register(name, "");
        await jamila.Enrol();
        var (_, questions) = await jamila.BeginTest();
        await jamila.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await jamila.Context.SetOfflineAsync(true);
        foreach (var question in questions.Take(3))
        {
            await jamila.Give(question, jamila.Course.Right(await jamila.Attempt(), question));
        }

        await jamila.Page.Locator("h1").ClickAsync();
        await Expect(jamila.SaveState()).ToHaveTextAsync(Words.Say(storage ? "Save.Kept" : "Save.NotKept"));
        var file = await SaveAsync(jamila);
        await jamila.Context.CloseAsync();

        await using var elsewhere = await site.VisitorAsync(script: false);
        await elsewhere.SignIn(name);
        await HandInAsync(elsewhere, file);
        await Expect(elsewhere.Page.GetByText(Words.Say("Answers.Receipts"))).ToBeVisibleAsync();
        await Expect(elsewhere.Page.Locator(".receipts .state-line").First).ToHaveTextAsync(Words.Say("Answers.Accepted"));
        await elsewhere.Open(CourseBook.PathOf(elsewhere.Course.Test));
        await Expect(elsewhere.Page.Locator(".hand-in p").First).ToHaveTextAsync(Words.Say("Quiz.Answered", 3, questions.Count));

        await HandInAsync(elsewhere, file);   // twice does no harm
        await Expect(elsewhere.Page.Locator(".receipts .state-line").First).ToHaveTextAsync(Words.Say("Answers.Already"));
    }

    [Fact]
    public async Task Nobody_hands_in_anothers_file()
    {
        await using var kadi = await site.VisitorAsync();
        await kadi.Register("kadi", "");
        await kadi.Enrol();
        await kadi.Context.RouteAsync("**/record", route => route.AbortAsync("internetdisconnected"));
        await kadi.Button("Lesson.DoneAndNext").ClickAsync();
        await Expect(kadi.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));
        var file = await SaveAsync(kadi);

        await using var other = await site.VisitorAsync(script: false);
        await other.Register("latifa", "");
        await HandInAsync(other, file);

        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Words.Say("Answers.NotYours"));
    }

    [Fact]
    public async Task A_refused_answer_is_told_and_kept_with_its_reason_until_she_removes_it()
    {
        await using var mona = await site.VisitorAsync();
        await mona.Register("mona", "");
        await mona.Enrol();
        var (attempt, questions) = await mona.BeginTest();
        await mona.Context.RouteAsync("**/responses", route => route.AbortAsync("internetdisconnected"));
        await mona.Record(Journal.HandedIn(mona.Course.Test, attempt));   // on another device, say
        var question = await mona.InOneAct(questions);
        await mona.Give(question, mona.Course.Right(attempt, question));
        await mona.Page.Locator("h1").ClickAsync();

        await Expect(mona.SaveState()).ToHaveTextAsync(Words.Say("Save.Refused", Words.Say("Record.HandedIn")));
        Assert.NotEqual(0, await mona.Page.EvaluateAsync<int>(CountRefused));
        await mona.Open("/my");
        await Expect(mona.SaveState()).ToContainTextAsync(Words.Say("Save.Unaccepted", "").Trim());
        using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(await SaveAsync(mona), TestContext.Current.CancellationToken));
        var entry = saved.RootElement.GetProperty("entries").EnumerateArray().First();
        Assert.Equal(question, entry.GetProperty("question").GetString());
        Assert.Equal("Record.HandedIn", entry.GetProperty("refused").GetProperty("code").GetString());

        await mona.Button("Save.Dismiss").ClickAsync();
        Assert.Equal(0, await mona.Page.EvaluateAsync<int>(CountRefused));
        await Expect(mona.Button("Save.ToFile")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_was_refused_more_than_ninety_days_ago_goes()
    {
        await using var nur = await site.VisitorAsync();
        await nur.Register("nur", "");
        await nur.Enrol();
        await nur.Page.EvaluateAsync(
            """
            () => {
              const learner = document.querySelector('meta[name=learner]').content;
              for (const days of [89, 91]) {
                const at = new Date(Date.now() - days * 86400000).toISOString();
                localStorage.setItem(`learning.refused.${learner}.${days}`, JSON.stringify({ id: String(days), verb: 'Answered', at, refused: { code: 'x', reason: 'x', at } }));
              }
            }
            """);

        await nur.Page.ReloadAsync();

        await Expect(nur.SaveState()).ToHaveTextAsync(Words.Say("Save.Unaccepted", 1));
        Assert.Equal(1, await nur.Page.EvaluateAsync<int>(CountRefused));
    }

    private static async Task<string> SaveAsync(Visitor learner)
    {
        var download = await learner.Page.RunAndWaitForDownloadAsync(() => learner.Button("Save.ToFile").ClickAsync());
        Assert.Matches("^answers-\\d+\\.json$", download.SuggestedFilename);
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        await download.SaveAsAsync(path);
        return path;
    }

    private static async Task HandInAsync(Visitor learner, string file)
    {
        await learner.Open("/my");
        await learner.InMain(AriaRole.Link, "Answers.Title").First.ClickAsync();
        await learner.Page.GetByLabel(Words.Say("Answers.File")).SetInputFilesAsync(file);
        await learner.Button("Answers.Submit").ClickAsync();
    }
}
