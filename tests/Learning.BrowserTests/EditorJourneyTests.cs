using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>Editors write: what they type is saved by itself, survives a crash, and two of them never write over each other. Each test has a course of its own.</summary>
public sealed class EditorJourneyTests(SiteAndBrowser site)
{
    private const string Saved = "#edit-state[data-state=saved], #edit-state[data-state=merged]";

    [Fact]
    public async Task What_she_types_is_saved_by_itself_and_checked_while_she_types()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        var text = await BeginAsync(ed);

        await WriteAtEndAsync(ed, "A sentence of her own.");
        await SavedAsync(ed);

        await using var later = await ed.AsTheServerKnowsHer();
        await later.Open(text);
        await Expect(later.Page.Locator("#f-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("A sentence of her own\\."));

        await WriteAtEndAsync(ed, "\n\n![](media/none.png)");
        await Expect(ed.Page.Locator("#edit-findings a").First).ToBeVisibleAsync();
        await Expect(ed.Page.Locator(".cm-lint-marker").First).ToBeVisibleAsync();
        await SavedAsync(ed);
        ed.AssertNoComplaint();
    }

    [Fact]
    public async Task Two_who_write_in_different_places_find_both_and_see_each_other()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await using var ada = await site.VisitorAsync(Learner.Administrator);
        var text = await BeginAsync(ed);
        await ada.Open(text);
        await Expect(ada.Page.Locator("#edit-others")).ToBeVisibleAsync();

        await WriteAtEndAsync(ed, "The end is his.");
        await SavedAsync(ed);
        await WriteAfterAsync(ada, Words.Say("Template.Opening"), " The opening is hers.");
        await SavedAsync(ada);

        await Expect(Editor(ada)).ToContainTextAsync("The end is his.");
        await ada.Page.Keyboard.TypeAsync(" Still here.");
        await Expect(Editor(ada)).ToContainTextAsync("The opening is hers. Still here.");
        await SavedAsync(ada);
        ada.AssertNoComplaint();
        ed.AssertNoComplaint();
    }

    [Theory]
    [InlineData("#edit-keep-mine", "Hers.", "His.")]
    [InlineData("#edit-keep-theirs", "His.", "Hers.")]
    public async Task Where_both_changed_one_line_nothing_is_written_over_and_she_chooses(string choice, string stays, string goes)
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await using var ada = await site.VisitorAsync(Learner.Administrator);
        var text = await BeginAsync(ed);
        await ada.Open(text);
        await Expect(Editor(ada)).ToBeVisibleAsync();
        await WriteAtEndAsync(ed, "His.");
        await SavedAsync(ed);

        await WriteAtEndAsync(ada, "Hers.");

        await Expect(ada.Page.Locator("#edit-clash")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator("#edit-merge")).ToContainTextAsync("His.");
        await Expect(ada.Page.Locator("#edit-merge")).ToContainTextAsync("Hers.");
        await ada.Page.Locator(choice).ClickAsync();
        await SavedAsync(ada);
        await using var later = await ada.AsTheServerKnowsHer();
        await later.Open(text);
        var kept = await later.Page.Locator("#f-text").InputValueAsync();
        Assert.Contains(stays, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(goes, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_reach_the_site_is_offered_after_a_crash()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        var text = await BeginAsync(ed);
        await ed.Context.SetOfflineAsync(true);
        await WriteAtEndAsync(ed, "Typed on a bad line.");
        await Expect(ed.Page.Locator("#edit-state[data-state=offline]")).ToBeVisibleAsync();

        var again = await ed.Context.NewPageAsync();
        await ed.Page.CloseAsync(new() { RunBeforeUnload = false });
        await ed.Context.SetOfflineAsync(false);
        await again.GotoAsync(text);

        await Expect(again.Locator("#edit-rescue")).ToBeVisibleAsync();
        await again.Locator("#edit-rescue-yes").ClickAsync();
        await Expect(again.Locator(Saved)).ToBeVisibleAsync();
        await Expect(again.Locator(".cm-content").First).ToContainTextAsync("Typed on a bad line.");
        await again.ReloadAsync();
        await Expect(again.Locator(".cm-content").First).ToContainTextAsync("Typed on a bad line.");
        await Expect(again.Locator("#edit-rescue")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_page_is_shown_as_she_types_on_a_phone_in_the_dark_and_from_right_to_left()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await BeginAsync(ed);
        var frame = ed.Page.FrameLocator(".edit-frame iframe");

        await WriteAtEndAsync(ed, "**Bold** words.");
        await Expect(frame.Locator("#preview-body strong")).ToHaveTextAsync("Bold");

        var light = await BackgroundAsync();
        await ed.Page.Locator("[data-mode=dark]").ClickAsync();
        await Expect(ed.Page.Locator("[data-mode=dark]")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.NotEqual(light, await BackgroundAsync());
        await ed.Page.Locator("[data-mode=dark]").ClickAsync();
        Assert.Equal(light, await BackgroundAsync());

        await ed.Page.Locator("[data-mode=phone]").ClickAsync();
        Assert.Equal(360, (await ed.Page.Locator(".edit-frame iframe").BoundingBoxAsync())!.Width);
        await ed.Page.Locator("[data-mode=rtl]").ClickAsync();
        await Expect(frame.Locator("#preview-body")).ToHaveAttributeAsync("dir", "rtl");
        await ed.Page.Locator("[data-mode=print]").ClickAsync();
        Assert.Equal("14px", await frame.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).fontSize"));   // 10.5 pt
        ed.AssertNoComplaint();

        Task<string> BackgroundAsync() => frame.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
    }

    [Fact]
    public async Task A_video_comes_in_with_its_captions_and_with_what_is_said_in_it()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await BeginAsync(ed);
        await ed.Page.Locator(".edit-insert > summary").ClickAsync();
        await ed.Page.Locator("#f-clip").SetInputFilesAsync(Path.Combine(site.Root, "tests", "Learning.Tests", "Authoring", "Clips", "clip.mp4"));
        await ed.Page.Locator("#f-clip-alt").FillAsync("A member speaks about her pension");
        await ed.Page.Locator("#f-captions").SetInputFilesAsync(new FilePayload { Name = "clip.vtt", MimeType = "text/vtt", Buffer = System.Text.Encoding.UTF8.GetBytes("WEBVTT\n\n00:00.000 --> 00:01.000\nMy pension came late.\n") });
        await ed.Page.Locator("#f-transcript").FillAsync("My pension came late.");

        await ed.Page.Locator("#edit-clip").ClickAsync();   // before the cursor was anywhere: it goes behind what stands above the text

        await Expect(Editor(ed)).ToContainTextAsync("A member speaks about her pension");
        await SavedAsync(ed);
        var frame = ed.Page.FrameLocator(".edit-frame iframe");
        await Expect(frame.Locator("video[controls] track[kind=captions]")).ToHaveCountAsync(1);
        await Expect(frame.Locator("#preview-body details").Filter(new() { HasText = "My pension came late." })).ToHaveCountAsync(1);
        await Expect(ed.Page.Locator("#edit-findings li")).ToHaveCountAsync(0);
        ed.AssertNoComplaint();
    }

    [Fact]
    public async Task Questions_come_into_a_pool_and_a_test_draws_as_many_as_there_are()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        var draft = (await BeginAsync(ed)).Split("/text?")[0];
        await AddAsync(ed, draft, "pool");
        await ed.Page.Locator(".edit-insert > summary").ClickAsync();
        await ed.Page.GetByRole(AriaRole.Button, new() { Name = Words.Say("EditText.Kind.calculation"), Exact = true }).ClickAsync();
        await Expect(Editor(ed)).ToContainTextAsync("{wage: 800..2400 step 50}");
        await SavedAsync(ed);
        await Expect(ed.Page.Locator("#edit-ready")).ToBeVisibleAsync();

        await AddAsync(ed, draft, "test");
        await Expect(Editor(ed)).ToContainTextAsync("first-objective: 2");
        await ed.Page.Locator("#edit-area .cm-line", new() { HasText = "first-objective: 2" }).ClickAsync();
        await ed.Page.Keyboard.PressAsync("End");
        await ed.Page.Keyboard.PressAsync("Backspace");
        await ed.Page.Keyboard.TypeAsync("1");
        await ed.Page.Locator(".edit-insert > summary").ClickAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ed.Page.Locator("#edit-draw").ClickAsync();
        }

        await Expect(Editor(ed)).ToContainTextAsync("first-objective: 2");
        await SavedAsync(ed);
        await Expect(ed.Page.Locator("#edit-ready")).ToBeVisibleAsync();
        ed.AssertNoComplaint();
    }

    [Fact]
    public async Task With_the_keyboard_alone_she_writes_leaves_the_text_and_saves()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await BeginAsync(ed);
        await Editor(ed).FocusAsync();
        await ed.Page.Keyboard.PressAsync("Control+End");
        await ed.Page.Keyboard.TypeAsync("Without a mouse.");

        await ed.Page.Keyboard.PressAsync("Tab");
        await Expect(ed.Page.Locator("#edit-save")).ToBeFocusedAsync();
        await ed.Page.Keyboard.PressAsync("Enter");

        await SavedAsync(ed);
        ed.AssertNoComplaint();
    }

    [Fact]
    public async Task In_the_outline_a_lesson_moves_with_the_keys_and_the_focus_goes_along()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        var text = await BeginAsync(ed);
        await ed.Open(text.Split("/text?")[0]);
        await ed.Page.Locator(".add-text summary").ClickAsync();
        await ed.Page.Locator(".add-text #f-title").FillAsync("The second lesson");
        await ed.Page.Locator(".add-text button.button").ClickAsync();
        await Expect(Editor(ed)).ToBeVisibleAsync();
        await ed.Open(text.Split("/text?")[0]);
        var names = ed.Page.Locator(".outline-texts .outline-name a:not(.mark-problems)");
        await Expect(names.Nth(1)).ToHaveTextAsync("The second lesson");

        await names.Nth(1).FocusAsync();
        await ed.Page.Keyboard.PressAsync("Alt+ArrowUp");

        await Expect(names.Nth(0)).ToHaveTextAsync("The second lesson");
        await Expect(names.Nth(0)).ToBeFocusedAsync();
        ed.AssertNoComplaint();
    }

    /// <summary>Something new in the first module, with what it begins with; its text is open then.</summary>
    private static async Task AddAsync(Visitor who, string draft, string kind)
    {
        await who.Open(draft);
        await who.Page.Locator(".add-text summary").ClickAsync();
        await who.Page.Locator(".add-text #f-kind").SelectOptionAsync(kind);
        await who.Page.Locator(".add-text #f-title").FillAsync($"A {kind}");
        await who.Page.Locator(".add-text button.button").ClickAsync();
        await Expect(Editor(who)).ToBeVisibleAsync();
    }

    private static ILocator Editor(Visitor who) => who.Page.Locator("#edit-area .cm-content");

    private static Task SavedAsync(Visitor who) => Expect(who.Page.Locator(Saved)).ToBeVisibleAsync();

    /// <returns>The address of the only lesson of a new course, which is open.</returns>
    private static async Task<string> BeginAsync(Visitor who)
    {
        await who.Open("/drafts");
        await who.Page.Locator("#f-title").FillAsync($"Course {Guid.NewGuid():N}");
        await who.Page.Locator("#new-course button.button").ClickAsync();
        await who.Page.Locator(".outline-texts .outline-name a").First.ClickAsync();
        await Expect(Editor(who)).ToBeVisibleAsync();
        return who.Page.Url;
    }

    private static async Task WriteAtEndAsync(Visitor who, string words)
    {
        await Editor(who).FocusAsync();
        await who.Page.Keyboard.PressAsync("Control+End");
        await who.Page.Keyboard.InsertTextAsync(words);
        await Expect(who.Page.Locator("#edit-state[data-state=changed], #edit-state[data-state=saving]")).ToBeVisibleAsync();
    }

    private static async Task WriteAfterAsync(Visitor who, string line, string words)
    {
        await who.Page.Locator("#edit-area .cm-line", new() { HasText = line }).ClickAsync();
        await who.Page.Keyboard.PressAsync("End");
        await who.Page.Keyboard.InsertTextAsync(words);
        await Expect(who.Page.Locator("#edit-state[data-state=changed], #edit-state[data-state=saving]")).ToBeVisibleAsync();
    }
}
