using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>What scripts and room do on the pages of those who teach and write.</summary>
public sealed class TeachingTests(SiteAndBrowser site)
{
    [Fact]
    public async Task The_effect_goes_when_another_decision_is_chosen_and_comes_back_with_its_own()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await SitePage.Named("effect of a corrected key").Show(ed);
        var decide = ed.Button("Correction.Decide", Words.Say("Correction.Name.FullMarks"));
        await Expect(decide).ToBeVisibleAsync();

        await ed.Page.Locator("input[type=radio][name=correction][value=LeftOut]").CheckAsync();
        await Expect(decide).ToBeHiddenAsync();
        await Expect(ed.Page.GetByText(Words.Say("Correction.OtherChosen"))).ToBeVisibleAsync();

        await ed.Page.Locator("input[type=radio][name=correction][value=FullMarks]").CheckAsync();
        await Expect(decide).ToBeVisibleAsync();
        await Expect(ed.Page.GetByText(Words.Say("Correction.OtherChosen"))).ToBeHiddenAsync();
        ed.AssertNoComplaint();
    }

    [Fact]
    public async Task A_message_leads_to_its_line_in_the_text()
    {
        await using var ed = await site.VisitorAsync(Learner.Teacher);
        await ReadUnfinishedBankAsync(ed);
        var message = ed.Page.Locator(".bank-mends a").Last;
        var line = int.Parse((await message.GetAttributeAsync("data-line"))!, System.Globalization.CultureInfo.InvariantCulture);

        await message.FocusAsync();
        await ed.Page.Keyboard.PressAsync("Enter");

        var text = ed.Page.Locator("#f-text");
        await Expect(text).ToBeFocusedAsync();
        var lines = (await text.InputValueAsync()).Split('\n');
        Assert.Equal(lines[line - 1], await text.EvaluateAsync<string>("text => text.value.slice(text.selectionStart, text.selectionEnd)"));
        Assert.True(await text.EvaluateAsync<bool>("text => text.scrollTop > 0"), "The last line was there without scrolling: the text is too short for this test.");
        ed.AssertNoComplaint();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_letters_of_a_picture_can_be_read_at(int width)
    {
        await using var fay = await site.VisitorAsync(Learner.Teacher, width: width);
        await fay.Open("/analysis");

        // As the page of a quiz has it once enough people have answered.
        var heights = await fay.Page.EvaluateAsync<double[]>(
            """
            () => {
              document.querySelector('main').insertAdjacentHTML('beforeend',
                '<div class="two"><section><div class="chart-wrap"><svg class="chart" viewBox="0 0 480 340"><text class="chart-label" x="60" y="60">Facility</text></svg></div></section></div>');
              const chart = document.querySelector('.chart');
              const scale = chart.getBoundingClientRect().width / 480;
              const letters = parseFloat(getComputedStyle(chart.querySelector('text')).fontSize) * scale;
              return [letters, document.scrollingElement.scrollWidth - innerWidth];
            }
            """);

        Assert.InRange(heights[0], 12, 19);
        Assert.True(heights[1] <= 0, $"The page is {heights[1]} px too wide.");
    }

    private static async Task ReadUnfinishedBankAsync(Visitor who)
    {
        await who.Open("/banks");
        var file = string.Concat(Enumerable.Range(1, 20).Select(n => $"Which one is number {n}?\nA. This\nB. That\nANSWER: A\n\n"));
        await who.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bank.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await who.Page.Locator("main form:has(input[type=file]) button.button").ClickAsync();
        await Expect(who.Page.Locator("#f-text")).ToBeVisibleAsync();
    }
}
