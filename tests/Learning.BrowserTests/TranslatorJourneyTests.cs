using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>A translator begins a language, with the keyboard and without a script.</summary>
public sealed class TranslatorJourneyTests(SiteAndBrowser site)
{
    private const string Course = "negotiating-social-protection";

    [Fact]
    public async Task A_language_is_begun_piece_by_piece_and_nothing_typed_is_lost()
    {
        await using var wren = await site.VisitorAsync(Learner.Teacher);
        var page = await BeginAsync(wren, "ar");

        var title = wren.Page.Locator("textarea").First;
        Assert.Equal("rtl", await title.GetAttributeAsync("dir"));
        await title.FillAsync("التفاوض على الحماية الاجتماعية");
        await title.PressAsync("Control+Enter");
        await Expect(wren.Page.Locator("[data-piece=\"head.title\"]")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-current"));
        await Expect(wren.Page.Locator("textarea").Nth(1)).ToBeFocusedAsync();
        await wren.Page.Keyboard.TypeAsync("ملخص قصير.");
        await wren.Page.Keyboard.PressAsync("Tab");
        await Expect(wren.Page.Locator("[data-piece=\"head.summary\"] .translate-live")).ToHaveTextAsync(Words.Say("Translate.Saved"));

        await wren.Page.ReloadAsync();
        await Expect(title).ToHaveValueAsync("التفاوض على الحماية الاجتماعية");
        await Expect(wren.Page.Locator("textarea").Nth(1)).ToHaveValueAsync("ملخص قصير.");
        wren.AssertNoComplaint();
        Assert.Contains("/languages/ar", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_one_form_saves_and_leads_to_the_next_open_piece()
    {
        await using var wren = await site.VisitorAsync(Learner.Teacher, script: false);
        await BeginAsync(wren, "es");

        var title = wren.Page.Locator("textarea").First;
        await title.FillAsync("Negociar la protección social");
        await wren.Page.Locator("button[name=from]").First.ClickAsync();

        await Expect(wren.Page.Locator("main [role=status]")).ToContainTextAsync(Words.Say("Translate.Saved"));
        await Expect(title).ToHaveValueAsync("Negociar la protección social");
        Assert.EndsWith("#p-head.summary", wren.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(Visitor who, string language)
    {
        await who.Open($"/courses/{Course}/languages");
        if (await who.Page.Locator("main form button").CountAsync() == 1)
        {
            await who.Page.Locator("main form button").ClickAsync();
        }

        await who.Page.Locator($"a[href*=\"/languages/{language}?\"]").First.ClickAsync();
        await Expect(who.Page.Locator("#translate")).ToBeVisibleAsync();
        return who.Page.Url;
    }
}
