using System.Text;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>What stands on pages of groups has room: pictures on a phone, choices in their boxes, words without a space in their tables.</summary>
public sealed class GroupLayoutTests(SiteAndBrowser site)
{
    private const string Scrolls = "() => [...document.querySelectorAll('.chart-wrap')].filter(box => box.scrollWidth > box.clientWidth).length";

    private const string SmallestLetters =
        "() => Math.min(...[...document.querySelectorAll('.chart')].flatMap(chart => [...chart.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize) * chart.clientWidth / chart.viewBox.baseVal.width)))";

    private const string CutChoices =
        """
        () => [...document.querySelectorAll('select')].filter(select => {
          const style = getComputedStyle(select), pen = document.createElement('canvas').getContext('2d');
          pen.font = style.font;
          return pen.measureText(select.selectedOptions[0].text).width > select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) + 1;
        }).map(select => select.selectedOptions[0].text).join('\n')
        """;

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_chart_is_whole_on_a_phone_and_its_letters_can_be_read(string language)
    {
        await using var fay = await site.VisitorAsync(Learner.Teacher, language, width: 360, height: 740);

        await SitePage.Named("charts of a group").Show(fay);

        Assert.Equal(0, await fay.Page.EvaluateAsync<int>(Scrolls));
        Assert.True(await fay.Page.EvaluateAsync<double>(SmallestLetters) >= 11);
    }

    [Theory]
    [InlineData("es", 1280)]
    [InlineData("ar", 360)]
    public async Task The_order_that_was_chosen_can_be_read_whole(string language, int width)
    {
        await using var fay = await site.VisitorAsync(Learner.Teacher, language, width: width, height: 800);

        await SitePage.Named("group").Show(fay);

        Assert.Equal("", await fay.Page.EvaluateAsync<string>(CutChoices));
    }

    [Fact]
    public async Task A_long_name_without_a_space_stays_in_the_table_of_a_dry_run()
    {
        await using var fay = await site.VisitorAsync(Learner.Teacher, "en", width: 1280, height: 800);
        await SitePage.Named("list of people for a group").Show(fay);

        await fay.Page.Locator("#f-file").SetInputFilesAsync(new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"Name\n{new string('N', 120)}\n") });
        await fay.Page.Locator("main form:has(input[type=file]) button.button").ClickAsync();
        await Expect(fay.Page.Locator("table.members").First).ToBeVisibleAsync();

        Assert.True(await fay.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - innerWidth") <= 0);
    }
}
