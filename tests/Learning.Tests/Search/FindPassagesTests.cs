using System.Net;
using Learning.Search;
using Learning.Tests.Courses;

namespace Learning.Tests.Search;

public sealed class FindPassagesTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task It_finds_other_forms_of_a_word_and_marks_them()
    {
        await site.Publish(Drafts.Rhythm(lesson: "Dancers follow beats <together> & tap."));

        var found = await Find("dancer beat");

        Assert.Equal("/learn/rhythm/beat#pulse", found.Found[0].Href);
        Assert.Contains("<mark>Dancers</mark> follow <mark>beats</mark> &lt;together&gt; &amp; tap.", found.Found[0].Passage.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_glossary_term_is_found_by_its_definition()
    {
        await site.Publish(Drafts.Rhythm());

        Assert.Contains((await Find("steady")).Found, r => r.Href == "/learn/rhythm/beat#term-pulse");
    }

    [Fact]
    public async Task A_new_revision_is_found_at_the_next_search()
    {
        await site.Publish(Drafts.Rhythm(lesson: "Syncopation came first."));
        Assert.NotEmpty((await Find("syncopation")).Found);

        await site.Publish(Drafts.Rhythm(lesson: "Polyrhythm came later."));

        Assert.Empty((await Find("syncopation")).Found);
        Assert.NotEmpty((await Find("polyrhythm")).Found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("\"")]
    [InlineData("((((")]
    [InlineData("AND OR NOT")]
    [InlineData("a~9999 [b TO")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Nothing_a_person_types_breaks_it(string query)
    {
        await site.Publish(Drafts.Rhythm());

        var answer = await site.Visitor().Get("/search?q=" + Uri.EscapeDataString(query));
        var html = await answer.Content.ReadAsStringAsync(Visitor.Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_more_than_200_characters_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Visitor().Get("/search?q=" + new string('a', 201))).StatusCode);

    private Task<SearchResults> Find(string query) => site.With<FindPassages, SearchResults>(find => find.FindAsync(new(query, "en"), Visitor.Cancellation));
}
