using System.Text.Json;
using Learning.Search;
using Learning.Tests.Authoring.Translations;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Search;

/// <summary>A course in English and French: found in the words of either, the reader's language first.</summary>
public sealed class SearchInLanguagesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(FrenchCourse.Make().Draft());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("securite sociale")]
    [InlineData("Sécurité")]
    [InlineData("l’securite")]
    public async Task Accents_and_articles_do_not_matter(string typed) => Assert.Contains((await Find(typed, "fr")).Found, r => r is { Href: "/learn/rights/why", Language: "fr" });

    [Fact]
    public async Task What_is_found_is_in_the_readers_language_and_the_others_are_counted()
    {
        var (english, french) = (await Find("branches", "en"), await Find("branches", "fr"));

        Assert.All(english.Found, r => Assert.Equal("en", r.Language));
        Assert.All(french.Found, r => Assert.Equal("fr", r.Language));
        Assert.Equal(["en", "fr"], english.Languages.Select(l => l.Value).Order());
        Assert.Equal(french.Total, english.Languages.Single(l => l.Value == "fr").Count);
    }

    [Fact]
    public async Task Where_her_language_has_nothing_another_has_its_say()
    {
        var found = await Find("premier", "en");

        Assert.Equal("fr", found.Language);
        Assert.NotEmpty(found.Found);
    }

    [Fact]
    public async Task What_is_not_translated_is_not_found_twice()
    {
        var found = await Find("final", "fr");

        Assert.All(found.Found, r => Assert.Equal("en", r.Language));
    }

    [Fact]
    public async Task A_mistyped_word_finds_the_nearest_there_is()
    {
        var found = await Find("paragrap", "en");

        Assert.Equal("paragraph", found.Shown);
        Assert.Contains(found.Found, r => r.Href == "/learn/rights/why");
        Assert.Contains("<mark>paragraph</mark>", found.Found[0].Passage.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_corrected_to_such_as_stand_together()
    {
        var found = await Find("neuf branchez", "en");

        Assert.Equal(("neuf branches", "fr"), (found.Shown, found.Language));
        Assert.NotEmpty(found.Found);
    }

    [Fact]
    public async Task Where_nothing_is_near_nothing_is_made_up()
    {
        var found = await Find("xylophone", "en");

        Assert.Equal((null, null, 0), (found.Shown, found.Meant, found.Total));
    }

    [Fact]
    public async Task It_is_narrowed_by_kind_and_says_how_many_there_are()
    {
        var all = await Find("branches", "en");
        var lessons = await _site.With<FindPassages, SearchResults>(find => find.FindAsync(new("branches", "en") { Kind = FoundKind.Lesson }, Visitor.Cancellation));

        Assert.True(all.Kinds.Count > 1);
        Assert.Equal(all.Kinds.Single(k => k.Value == "Lesson").Count, lessons.Total);
        Assert.All(lessons.Found, r => Assert.Equal(FoundKind.Lesson, r.Kind));
    }

    [Fact]
    public async Task An_explanation_is_found_by_whoever_has_handed_the_quiz_in_and_nobody_else()
    {
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/courses/rights", "/courses/rights/enrolments");
        Assert.DoesNotContain("q-word", await amina.Page("/search?q=ratification"), StringComparison.Ordinal);

        var id = await _site.LearnerId("amina");
        await _site.Db(async db =>
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "ActivityResult" ("LearnerId","CourseId","ActivityId","Tries","BestNumerator","BestDenominator","BestMax") VALUES ({id},'rights','check',1,0,1,5)""", Visitor.Cancellation);
            return true;
        });

        Assert.Contains("/learn/rights/check#q-word", await amina.Page("/search?q=ratification"), StringComparison.Ordinal);
        Assert.DoesNotContain("q-word", await _site.Visitor().Page("/search?q=ratification"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "br", "The branches")]
    [InlineData("fr", "neuf b", "Neuf branches")]
    [InlineData("fr", "SECU", "sécurité sociale")]
    [InlineData("en", "b", null)]
    [InlineData("en", "\"*(", null)]
    public async Task Titles_are_suggested_from_their_beginnings(string language, string typed, string? label)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/search/suggestions?q=" + Uri.EscapeDataString(typed), UriKind.Relative));
        request.Headers.Add("Accept-Language", language);
        var answer = await _site.Visitor().Http.SendAsync(request, Visitor.Cancellation);

        var suggested = JsonSerializer.Deserialize<string[]>(await answer.Content.ReadAsStringAsync(Visitor.Cancellation))!;

        Assert.Equal(label is not null, suggested.Length > 0);
        Assert.True(label is null || suggested.Contains(label));
    }

    [Fact]
    public async Task Only_what_changed_is_replaced_and_all_of_it_is_found()
    {
        await Find("branches", "en");

        await _site.Publish(FrenchCourse.Make().Change(Learning.Tests.Authoring.SmallCourse.Lesson, "Some text.", "Some zirconium.").Draft());
        await _site.Publish(Learning.Tests.Courses.Drafts.Rhythm(lesson: "Syncopation."));

        Assert.Single((await Find("zirconium", "en")).Found);
        Assert.Single((await Find("syncopation", "en")).Found);
        Assert.NotEmpty((await Find("paragraphe", "fr")).Found);
        Assert.Equal(["rhythm", "rights"], (await Find("final pulse", "en")).Courses.Select(c => c.Value).Order());
    }

    [Fact]
    public async Task It_is_made_anew_by_command()
    {
        await Find("branches", "en");

        await _site.With<SearchIndex, bool>(async index =>
        {
            await index.RebuildAsync(Visitor.Cancellation);
            return true;
        });

        Assert.NotEmpty((await Find("branches", "en")).Found);
    }

    private Task<SearchResults> Find(string query, string reader) => _site.With<FindPassages, SearchResults>(find => find.FindAsync(new(query, reader), Visitor.Cancellation));
}
