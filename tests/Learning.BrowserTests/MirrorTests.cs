using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using SkiaSharp;

namespace Learning.BrowserTests;

/// <summary>The comparison sees what is not turned round, and takes no rounding for a fault: on drawn pictures, and on a real page with planted faults.</summary>
public sealed class MirrorTests(SiteAndBrowser site)
{
    [Fact]
    public async Task A_page_without_a_fault_has_none()
    {
        await using var visitor = await Courses();

        Assert.Empty(await MirroredPage.Faults(visitor.Page));
    }

    [Theory]
    [InlineData("main h1, main h2, main li { border-left: 6px solid #777 }")]
    [InlineData("main h1 { border: 1px solid #777; margin-left: 12px }")]
    [InlineData("main .button { position: relative; left: 9px }")]
    [InlineData("main h1 { background: #555; float: left; padding: 0 20px }")]
    [InlineData("main h1 { background: #555; margin-right: 40px }")]
    public async Task A_planted_fault_is_found(string rule)
    {
        await using var visitor = await Courses();
        await visitor.Page.EvaluateAsync("rule => { const fault = new CSSStyleSheet(); fault.replaceSync(rule); document.adoptedStyleSheets = [fault]; }", rule);

        Assert.NotEmpty(await MirroredPage.Faults(visitor.Page));
    }

    [Theory]
    [InlineData(10, 40, 10, true)]
    [InlineData(10, 40, 11, true)]
    [InlineData(10, 40, 16, false)]
    public void A_box_is_where_a_mirror_shows_it(int left, int right, int fromRight, bool isMirrored)
    {
        using var one = Box(left, right);
        using var other = Box(100 - fromRight - (right - left), 100 - fromRight);

        var lost = Mirror.Compare(one, other);

        Assert.Equal(isMirrored, lost.Count == 0);
        Assert.All(lost, edge => Assert.Equal((20, 60), (edge.Top, edge.Bottom)));
    }

    [Fact]
    public void A_dot_is_no_edge()
    {
        using var one = Box(10, 40, height: 5);
        using var other = Box(10, 40, height: 5);

        Assert.Empty(Mirror.Compare(one, other));
    }

    private static SKBitmap Box(int left, int right, int height = 40)
    {
        var picture = new SKBitmap(100, 80);
        using var canvas = new SKCanvas(picture);
        using var ink = new SKPaint { Color = SKColors.DarkRed, IsAntialias = false };
        canvas.Clear(SKColors.White);
        canvas.DrawRect(SKRect.Create(left, 20, right - left, height), ink);
        return picture;
    }

    private async Task<Visitor> Courses()
    {
        var visitor = await site.VisitorAsync(width: 390, height: 844);
        await visitor.Open("/courses");
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return visitor;
    }
}
