using System.Net;
using System.Text.RegularExpressions;

namespace Learning.Tests.Teaching;

[NeedsDatabase]
public sealed partial class ShowTranslationsTests : IAsyncLifetime
{
    private readonly CareSite _care = new();

    public ValueTask InitializeAsync() => _care.InitializeAsync();

    public ValueTask DisposeAsync() => _care.DisposeAsync();

    [Theory]
    [InlineData("/translations")]
    [InlineData("/translations/rights/fr")]
    public Task They_are_for_editors(string path) => _care.AssertForEditors(path);

    [Fact]
    public async Task Each_course_tells_each_language_and_what_is_not_begun()
    {
        var page = await (await _care.Editor()).Page("/translations");

        Assert.Contains("href=\"/translations/rights/fr\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/translations/rights/es\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/translations/rhythm", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/en\"", page, StringComparison.Ordinal);
        Assert.Equal(2 + 3, page.Split("Not begun").Length - 1);
        Assert.Single(Bars().Matches(page));
        Assert.DoesNotContain("[Translations.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sum_is_that_of_the_lessons_the_quizzes_and_what_tests_draw()
    {
        var editor = await _care.Editor();
        var whole = Bars().Match(await editor.Page("/translations"));
        var rows = Rows().Matches(await editor.Page("/translations/rights/fr")).Select(r => r.Groups.Cast<Group>().Skip(1).Select(g => int.Parse(g.Value, null)).ToArray()).ToArray();

        Assert.Equal(5, rows.Length);   // two lessons, two quizzes, the pool
        Assert.Equal(rows.Sum(r => r.Sum()), int.Parse(whole.Groups[1].Value, null));
        Assert.Equal(rows.Sum(r => r[2]), int.Parse(whole.Groups[2].Value, null));
        Assert.Equal(1, rows.Sum(r => r[0]));   // the paragraph that was changed
        Assert.Equal(2, rows.Sum(r => r[1]));   // the final test has no translation, and the second question of the pool has none
    }

    [Fact]
    public async Task What_is_open_stands_first_and_leads_to_the_text_in_that_language()
    {
        var editor = await _care.Editor();
        var page = await editor.Page("/translations/rights/fr");

        string[] order = ["/texts/rights/why?language=fr", "/texts/rights/final-test?language=fr", "Questions that tests draw from", "/texts/rights/nine-branches?language=fr", "/texts/rights/check?language=fr"];
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(page.IndexOf(pair.First, StringComparison.Ordinal) < page.IndexOf(pair.Second, StringComparison.Ordinal), $"{pair}"));
        Assert.All(order, one => Assert.Contains(one, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/translations/rights/es")]
    [InlineData("/translations/rights/en")]   // its own language is no translation
    [InlineData("/translations/rights/FR")]
    [InlineData("/translations/nothing/fr")]
    [InlineData("/translations/rhythm/fr")]
    public async Task A_translation_that_is_none_is_not_there(string path) => Assert.Equal(HttpStatusCode.NotFound, (await (await _care.Editor()).Get(path)).StatusCode);

    [GeneratedRegex("<progress max=\"(\\d+)\" value=\"(\\d+)\"")]
    private static partial Regex Bars();

    [GeneratedRegex("<td class=\"number\">(?:<strong>)?(\\d+)(?:</strong>)?</td><td class=\"number\">(?:<strong>)?(\\d+)(?:</strong>)?</td><td class=\"number\">(\\d+)</td>")]
    private static partial Regex Rows();
}
