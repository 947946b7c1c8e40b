using Learning.Theming;

namespace Learning.Tests.Theming;

[NeedsDatabase]
public sealed class ScopedStyleTests
{
    [Theory]
    [InlineData(":root { --a: 1; }", ":scope { --a: 1; }")]
    [InlineData("body { font: 1rem var(--body); }", ":scope { font: 1rem var(--body); }")]
    [InlineData("body:lang(ar), [lang=ar] { x: y; }", ":scope:lang(ar), [lang=ar] { x: y; }")]
    [InlineData(".course-body, body { x: y; }", ".course-body, :scope { x: y; }")]
    [InlineData("tbody th { x: y; }", "tbody th { x: y; }")]
    [InlineData("@media print { html { x: y; } }", "@media print { :scope { x: y; } }")]
    public void What_speaks_of_the_document_speaks_of_the_element(string rule, string scoped)
    {
        Assert.Contains($"@scope (.learning) {{\n{scoped}\n", ScopedStyle.Of(rule), StringComparison.Ordinal);
    }

    [Fact]
    public void Fonts_stay_the_documents()
    {
        var scoped = ScopedStyle.Of("/* of the theme */\n@font-face { src: url(a.woff2); }\np { x: y; }");

        Assert.StartsWith("@font-face { src: url(a.woff2); }\n@scope (.learning) {", scoped, StringComparison.Ordinal);
        Assert.DoesNotContain("of the theme", scoped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_served_beside_the_style_it_is_made_of()
    {
        await using var site = new TestSite();
        await site.InitializeAsync();
        var visitor = site.Visitor();
        var whole = (await visitor.Page("/courses")).Split("href=\"/theme/")[2].Split("/site.css")[0];

        var style = await visitor.Get($"/theme/{whole}/{ScopedStyle.Path}");

        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
        Assert.Contains("@scope (.learning)", await style.Content.ReadAsStringAsync(Visitor.Cancellation), StringComparison.Ordinal);
    }
}
