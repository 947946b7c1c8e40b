using System.Net;

namespace Learning.Tests.Teaching;

[NeedsDatabase]
public sealed class ShowRechecksTests : IAsyncLifetime
{
    private readonly CareSite _care = new();

    public ValueTask InitializeAsync() => _care.InitializeAsync();

    public ValueTask DisposeAsync() => _care.DisposeAsync();

    [Theory]
    [InlineData("/rechecks")]
    [InlineData("/rechecks/lessons.csv")]
    public Task They_are_for_editors(string path) => _care.AssertForEditors(path);

    [Fact]
    public async Task The_oldest_lesson_stands_first_and_what_is_due_is_marked()
    {
        var page = await (await _care.Editor()).Page("/rechecks");

        Assert.Contains("<strong>1 lesson due</strong> · 4 lessons in all", page, StringComparison.Ordinal);
        Assert.Contains("Checked on 29 February 2024 · <strong>Due since 28 February 2025</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Checked on 23 November 2026 · Due on 23 November 2027", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("class=\"is-due\"").Length);
        Assert.True(page.IndexOf("/texts/rights/nine-branches", StringComparison.Ordinal) < page.IndexOf("/texts/rights/why", StringComparison.Ordinal));
        Assert.True(page.IndexOf("/texts/rights/why", StringComparison.Ordinal) < page.IndexOf("/texts/rhythm/beat", StringComparison.Ordinal));
        Assert.Contains("href=\"/sources/c102\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("[Recheck.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_and_the_limit_decide_what_is_due()
    {
        var editor = await _care.Editor();
        Assert.Contains("<strong>1 lesson due</strong>", await editor.Page("/rechecks?months=12"), StringComparison.Ordinal);
        var days = (new DateTimeOffset(2027, 12, 1, 0, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow).TotalDays;
        _care.Site.Clock.Ahead = TimeSpan.FromDays(Math.Max(0, days));
        editor = await _care.Editor("emma");   // the session of before has ended by then

        Assert.Contains("<strong>4 lessons due</strong>", await editor.Page("/rechecks"), StringComparison.Ordinal);
        Assert.Contains("<strong>1 lesson due</strong>", await editor.Page("/rechecks?months=36"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("37")]
    [InlineData("six")]
    [InlineData("<i>")]
    public async Task A_limit_that_is_none_is_refused_beside_its_field(string months)
    {
        var editor = await _care.Editor();
        var answer = await editor.Get($"/rechecks?months={Uri.EscapeDataString(months)}");
        var page = await answer.Content.ReadAsStringAsync(Visitor.Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Write a whole number from 1 to 36. The list below uses 12.", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Get($"/rechecks/lessons.csv?months={Uri.EscapeDataString(months)}")).StatusCode);
    }

    [Fact]
    public async Task The_list_comes_along_as_a_table()
    {
        var editor = await _care.Editor();

        var rows = (await editor.Page("/rechecks/lessons.csv?months=24")).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal(5, rows.Length);
        Assert.StartsWith("Course,Module,Lesson,id,Checked on,Due on,", rows[0], StringComparison.Ordinal);
        Assert.Contains("rights/nine-branches,2024-02-29,2026-02-28,1,", rows[1], StringComparison.Ordinal);
        var why = Assert.Single(rows, row => row.Contains("rights/why,2026-11-23,2028-11-23,0,", StringComparison.Ordinal));
        Assert.Contains("Articles 2 to 4; Universal Declaration of Human Rights", why, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await editor.Get("/rechecks/lessons.xlsx")).Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/rechecks/lessons.pdf")).StatusCode);
    }
}
