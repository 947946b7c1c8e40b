using System.Text.RegularExpressions;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>A course on its way from a writer to learners: handed in, commented, mended, approved, published, changed under a learner's feet, and taken back. With scripts, and without any.</summary>
public sealed class PublicationJourneyTests(SiteAndBrowser site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_writers_first_word_to_learners_and_back(bool script)
    {
        var name = $"{(script ? "script" : "plain")}";
        await using var wanda = await WithRoleAsync($"wanda-{name}", "Writer", script);
        await using var edna = await WithRoleAsync($"edna-{name}", "Editor", script);
        await using var salma = await site.VisitorAsync();
        await salma.Register($"salma-{name}", "Salma");

        // A first revision, that somebody else has to have read.
        var draft = await BeginAsync(wanda, $"Course of {name}");
        await WriteAsync(wanda, draft, "Members decide together.", script);
        await HandInAsync(wanda, draft);
        await AskForChangesAsync(edna, draft, "Members decide together.", "Who counts the votes?");

        await wanda.Open("/my/messages");
        await Expect(wanda.Page.GetByText(Words.Say("Mail.Draft.ChangesAsked.Subject", $"Course of {name}"))).ToBeVisibleAsync();
        await AnswerAsync(wanda, draft, "A committee of three.");
        await WriteAsync(wanda, draft, "A committee of three counts.", script);
        await HandInAsync(wanda, draft);
        await ApproveAsync(edna, draft);
        var course = await PublishAsync(edna, draft, "The first edition.");

        // A learner begins, and the course changes.
        await salma.Open(course);
        await salma.Page.Locator("form[action$='/enrolments'] button").First.ClickAsync();
        await Expect(salma.Page.Locator("#text")).ToContainTextAsync("A committee of three counts.");
        await salma.Page.WaitForLoadStateAsync();
        await salma.Button("Lesson.DoneLast").ClickAsync();
        await Expect(salma.Page.Locator("#text")).ToBeHiddenAsync();
        await DoneAsync(salma, $"Course of {name}");

        var second = await GoOnAsync(wanda, $"Course of {name}");
        await WriteAsync(wanda, second, "Everybody may watch.", script);
        await Expect(edna.Page.Locator("h1")).ToBeVisibleAsync();
        await PublishAsync(edna, second, "Everybody may watch the count.");

        await salma.Open(course);
        await salma.Page.Locator(".outline a, main a[href*='/learn/']").First.ClickAsync();
        await Expect(salma.Page.Locator("#text")).ToContainTextAsync("Everybody may watch.");
        await DoneAsync(salma, $"Course of {name}");

        // What differs can be read, and it can be taken back.
        await edna.Open($"{course}/revisions/1/2");
        await Expect(edna.Page.Locator("main ins", new() { HasText = "Everybody may watch." })).ToBeVisibleAsync();
        await edna.Open($"{course}/revisions/1/rollback");
        await edna.Page.Locator("#f-note").FillAsync("Back to the first edition.");
        await edna.Page.Locator("main form button.button").ClickAsync();
        await Expect(edna.Page.GetByText(Words.Say("Rollback.Done"))).ToBeVisibleAsync();
        await salma.Page.ReloadAsync();
        await salma.Open(course);
        await salma.Page.Locator(".outline a, main a[href*='/learn/']").First.ClickAsync();
        await Expect(salma.Page.Locator("#text")).Not.ToContainTextAsync("Everybody may watch.");
        await DoneAsync(salma, $"Course of {name}");
        wanda.AssertNoComplaint();
        edna.AssertNoComplaint();
    }

    private async Task<Visitor> WithRoleAsync(string username, string role, bool script)
    {
        var somebody = await site.VisitorAsync(script: script);
        await somebody.Register(username, username);
        await site.CommandAsync("roles", "add", username, role);
        await somebody.Button("Nav.SignOut").ClickAsync();
        await somebody.SignIn(username);
        return somebody;
    }

    /// <returns>The address of the draft of a new course.</returns>
    private static async Task<string> BeginAsync(Visitor who, string title)
    {
        await who.Open("/drafts");
        await who.Page.Locator("#f-title").FillAsync(title);
        await who.Page.Locator("#new-course button.button").ClickAsync();
        await Expect(who.Page.Locator(".outline-texts .outline-name a").First).ToBeVisibleAsync();
        return new Uri(who.Page.Url).AbsolutePath;
    }

    /// <returns>The address of a new draft of a course there is.</returns>
    private static async Task<string> GoOnAsync(Visitor who, string title)
    {
        await who.Open("/drafts");
        await who.Page.Locator(".drafts li", new() { HasText = title }).Locator("form button").ClickAsync();
        await Expect(who.Page.Locator(".outline-texts .outline-name a").First).ToBeVisibleAsync();
        return new Uri(who.Page.Url).AbsolutePath;
    }

    /// <summary>At the end of the first lesson.</summary>
    private static async Task WriteAsync(Visitor who, string draft, string words, bool script)
    {
        await who.Open(draft);
        await who.Page.Locator(".outline-texts .outline-name a").First.ClickAsync();
        if (!script)
        {
            var text = who.Page.Locator("#f-text");
            await text.FillAsync(await text.InputValueAsync() + $"\n\n{words}\n");
            await who.Page.Locator("#edit-save").ClickAsync();
            await Expect(who.Page.Locator("#f-text")).ToHaveValueAsync(new Regex(Regex.Escape(words)));
            return;
        }

        var editor = who.Page.Locator("#edit-area .cm-content");
        await editor.FocusAsync();
        await who.Page.Keyboard.PressAsync("Control+End");
        await who.Page.Keyboard.InsertTextAsync($"\n\n{words}\n");
        await Expect(who.Page.Locator("#edit-state[data-state=saved], #edit-state[data-state=merged]")).ToBeVisibleAsync();
    }

    private static async Task HandInAsync(Visitor who, string draft)
    {
        await who.Open($"{draft}/review");
        await who.Button("Approve.HandIn").FocusAsync();
        await who.Page.Keyboard.PressAsync("Enter");
        await Expect(who.Page.GetByText(Words.Say("Approve.HandedIn"))).ToBeVisibleAsync();
    }

    private static async Task AskForChangesAsync(Visitor who, string draft, string quote, string words)
    {
        await who.Open($"{draft}/review");
        await who.Page.Locator("#f-quote").FillAsync(quote);
        await who.Page.Locator("#f-said").FillAsync(words);
        await who.Page.Locator("#f-new button").ClickAsync();
        await Expect(who.Page.Locator("article.comment")).ToContainTextAsync(words);
        await DecideAsync(who, "no", "See my comment.");
        await Expect(who.Page.GetByText(Words.Say("Approve.Asked"))).ToBeVisibleAsync();
    }

    private static async Task AnswerAsync(Visitor who, string draft, string words)
    {
        await who.Open($"{draft}/review");
        var comment = who.Page.Locator("article.comment");
        await comment.Locator("summary").ClickAsync();
        await comment.Locator("textarea").FillAsync(words);
        await comment.Locator("details button").ClickAsync();
        await Expect(who.Page.Locator("article.comment .answers")).ToContainTextAsync(words);
    }

    private static async Task ApproveAsync(Visitor who, string draft)
    {
        await who.Open($"{draft}/review");
        await Expect(who.Page.Locator("article.comment .answers")).ToBeVisibleAsync();
        await DecideAsync(who, "yes", "");
        await Expect(who.Page.GetByText(Words.Say("Approve.Approved"))).ToBeVisibleAsync();
    }

    private static async Task DecideAsync(Visitor who, string approves, string words)
    {
        await who.Page.Locator($"input[name=approves][value={approves}]").CheckAsync();
        await who.Page.Locator("#f-words").FillAsync(words);
        await who.Page.Locator("form[action$='/verdicts'] button").ClickAsync();
    }

    /// <returns>The address of the course.</returns>
    private static async Task<string> PublishAsync(Visitor who, string draft, string note)
    {
        await who.Open($"{draft}/publication");
        await who.Page.Locator("#f-note").FillAsync(note);
        await who.Page.Locator("form[action$='/publication'] button.button").ClickAsync();
        await Expect(who.Page.GetByText(Words.Say("Publication.Done"))).ToBeVisibleAsync();
        return new Uri(who.Page.Url).AbsolutePath.Replace("/revisions", "", StringComparison.Ordinal);
    }

    private static async Task DoneAsync(Visitor who, string title)
    {
        await who.Open("/my");
        await Expect(who.Page.Locator("main li, main article", new() { HasText = title }).First).ToContainTextAsync(new Regex("1"));
    }
}
