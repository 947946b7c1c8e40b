using System.Net;
using System.Text.RegularExpressions;
using Learning.Tests.Authoring;
using Learning.Tests.Courses;

namespace Learning.Tests.Teaching;

[NeedsDatabase]
public sealed partial class ShowSourcesTests : IAsyncLifetime
{
    private readonly CareSite _care = new();

    public ValueTask InitializeAsync() => _care.InitializeAsync();

    public ValueTask DisposeAsync() => _care.DisposeAsync();

    [Theory]
    [InlineData("/sources")]
    [InlineData("/sources/c102")]
    public Task They_are_for_editors(string path) => _care.AssertForEditors(path);

    [Fact]
    public async Task Every_source_stands_under_its_publisher_with_how_much_rests_on_it()
    {
        var page = await (await _care.Editor()).Page("/sources");

        Assert.Contains("3 sources", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/sources/c102\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/c102\"", page, StringComparison.Ordinal);
        Assert.Contains("<code>c102</code></bdi> · 2 lessons · 1 question", page, StringComparison.Ordinal);
        Assert.Contains("<code>udhr</code></bdi> · 1 lesson · 1 question", page, StringComparison.Ordinal);
        Assert.Contains("<code>s</code></bdi> · 2 lessons · 0 questions", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf(">ILO<", StringComparison.Ordinal) < page.IndexOf(">Somebody<", StringComparison.Ordinal));
        Assert.True(page.IndexOf(">Somebody<", StringComparison.Ordinal) < page.IndexOf(">United Nations<", StringComparison.Ordinal));
        Assert.DoesNotContain("[Sources.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("minimum", "c102")]
    [InlineData("MINIMUM STAND", "c102")]
    [InlineData("minímum", "c102")]   // accents do not matter
    [InlineData("102", "c102")]   // in the key
    [InlineData("uDhR", "udhr")]
    [InlineData("  human rights ", "udhr")]
    public async Task A_source_is_found_by_a_part_of_its_title_or_key(string name, string key)
    {
        var page = await (await _care.Editor()).Page($"/sources?name={Uri.EscapeDataString(name)}");

        Assert.Contains("1 source", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/sources/{key}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_found_is_said_and_nothing_typed_becomes_markup()
    {
        var page = await (await _care.Editor()).Page($"/sources?name={Uri.EscapeDataString("<b>\"'" + new string('x', 5000))}");

        Assert.Contains("No source has", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Equal(120, WebUtility.HtmlDecode(Typed().Match(page).Groups[1].Value).Length);
        Assert.DoesNotContain("href=\"/sources/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_place_is_told_with_its_day_and_leads_there()
    {
        var page = await (await _care.Editor()).Page("/sources/c102");

        Assert.Contains("Articles 2 to 4", page, StringComparison.Ordinal);
        Assert.Contains("Parts II to X", page, StringComparison.Ordinal);
        Assert.Contains("The source as a whole", page, StringComparison.Ordinal);   // the second lesson names no place
        Assert.Contains("href=\"/texts/rights/why\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/texts/rights/which\"", page, StringComparison.Ordinal);
        Assert.Contains("Lesson checked on 23 November 2026", page, StringComparison.Ordinal);
        Assert.Contains("Lesson checked on 29 February 2024 · <strong>Due for a re-check</strong>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The beat", page, StringComparison.Ordinal);   // another course, another source
    }

    [Fact]
    public async Task A_reader_finds_the_places_in_her_language()
    {
        var page = await CareSite.In(await _care.Editor(), "fr", "/sources/c102");

        Assert.Contains("articles 2 à 4", page, StringComparison.Ordinal);
        Assert.Contains("Pourquoi", page, StringComparison.Ordinal);
        Assert.Contains("Leçon vérifiée le 23 novembre 2026", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources/nothing")]
    [InlineData("/sources/C102")]
    [InlineData("/sources/gc19")]
    public async Task A_source_that_no_course_cites_is_not_there(string path)
    {
        var answer = await (await _care.Editor()).Get(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("No course cites a source with this key.", await answer.Content.ReadAsStringAsync(Visitor.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_course_no_longer_cites_is_gone_with_its_revision()
    {
        var editor = await _care.Editor();
        await _care.Site.Publish(new SmallCourse().Change(SmallCourse.Lesson, "  - udhr\n", "").Change(SmallCourse.Quiz, "; udhr", "").Draft());

        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/sources/udhr")).StatusCode);
    }

    [Fact]
    public async Task Courses_that_say_different_things_under_one_key_are_seen()
    {
        var editor = await _care.Editor();
        Assert.DoesNotContain("under this key", await editor.Page("/sources/s"), StringComparison.Ordinal);
        var draft = Drafts.Rhythm();
        await _care.Site.Publish(draft with
        {
            Lessons = draft.Lessons.ToDictionary(l => l.Key, l => l.Key == "bar" ? l.Value with { Sources = [new("s", "A source", "Somebody", "2024", null, null)] } : l.Value),
        });

        Assert.Contains("under this key", await editor.Page("/sources/s"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_courses_says_so()
    {
        await using var site = new TestSite();
        await site.InitializeAsync();
        var page = await (await site.SignedInAs("eva", "Editor")).Page("/sources");

        Assert.Contains("The courses cite no sources yet.", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("id=\"f-name\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Typed();
}
