using Learning.Accounts;
using Learning.Authoring;
using Learning.Authoring.Translations;
using Learning.Data;
using Learning.Editing.Publishing;
using Learning.Notifications;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Learning.Tests.Editing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Notifications;

/// <summary>Which translations fell behind, told to those who write the course.</summary>
[NeedsDatabase]
public sealed class TellCourseTests : IAsyncLifetime
{
    private readonly DraftSite _at = new() { Course = FrenchCourse.Make() };
    private Visitor _edna = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _at.InitializeAsync();
        await _at.Writer();
        _edna = await _at.Editor();
    }

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task After_a_publication_it_names_the_language_and_how_many_texts_and_leads_to_where_they_are_translated()
    {
        await Writes("Some text.", "Another text.");
        await _at.Publish(_edna);

        var told = Assert.Single(await Told("wanda"));
        Assert.Equal("Translations to go over: The right to social security", told.Subject);
        Assert.Contains("– Français: 1 text\n", told.Text, StringComparison.Ordinal);
        Assert.Equal("/courses/rights/languages?language=fr", told.Href);
        Assert.Empty(await Told("edna"));

        var page = await (await _at.Site.SignedInAs("wim", Web.Accounts.Roles.Writer)).Page(told.Href!);
        Assert.Contains("action=\"/courses/rights/languages?language=fr\"", page, StringComparison.Ordinal);
        var draft = await _at.Begin();
        Assert.Equal($"/drafts/{draft}/languages#f-fr", DraftSite.LedTo(await _edna.Get(told.Href!)));
    }

    [Fact]
    public async Task A_translator_of_an_earlier_draft_hears_it_too_and_an_import_is_told_as_well()
    {
        await Writes("See [why]", "Do see [why]", SmallCourse.Second);
        await _at.Publish(_edna);
        await _at.Site.Publish(FrenchCourse.Make().Change(SmallCourse.Lesson, "The opening paragraph.", "Another opening.").Draft());

        Assert.Equal(2, (await Told("wanda")).Count);
    }

    [Fact]
    public async Task What_was_translated_along_is_not_told()
    {
        await Writes("Some text.", "Some text!");
        await _at.Put(FrenchCourse.Lesson, System.Text.Encoding.UTF8.GetBytes(Stamped()), await _at.Site.LearnerId("wanda"));
        await _at.Publish(_edna);

        Assert.Empty(await Told("wanda"));

        static string Stamped() => FrenchCourse.Stamp(FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some text!"), FrenchCourse.Lesson).Content[FrenchCourse.Lesson];
    }

    [Theory]
    [InlineData("fr", "Traductions à revoir", "Français\u00a0: 1 texte\n")]
    [InlineData("es", "Traducciones por revisar", "Français: 1 texto\n")]
    [InlineData("ar", "ترجمات تحتاج إلى مراجعة", "Français: نص واحد\n")]
    public async Task It_is_told_in_her_language(string language, string begins, string line)
    {
        var id = await _at.Site.LearnerId("wanda");
        await _at.Site.Db(db => db.Learners.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Language, language), Cancellation));
        await Writes("Some text.", "Another text.");
        await _at.Publish(_edna);

        var told = Assert.Single(await Told("wanda"));
        Assert.StartsWith(begins, told.Subject, StringComparison.Ordinal);
        Assert.Contains(line, told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_counted_where_more_of_it_is_open_than_before()
    {
        var (one, two) = (Words(("a", new(3, 0, 0)), ("b", new(1, 1, 0))), Words(("a", new(2, 1, 0)), ("b", new(1, 1, 0)), ("c", new(0, 0, 4))));

        Assert.Equal([new FellBehind("fr", 2)], FellBehind.Between(new Dictionary<string, FellBehind.Words> { ["fr"] = one, ["es"] = two }, new Dictionary<string, FellBehind.Words> { ["fr"] = two, ["es"] = two, ["ar"] = two }));
        Assert.Empty(FellBehind.Between(new Dictionary<string, FellBehind.Words> { ["fr"] = two }, new Dictionary<string, FellBehind.Words> { ["fr"] = one }));
    }

    private static FellBehind.Words Words(params (string Id, TranslationCount Count)[] texts)
    {
        var outline = new SmallCourse().Draft().Outline;
        var activity = outline.Modules[0].Activities[0];
        return new(outline with { Modules = [outline.Modules[0] with { Activities = [.. texts.Select(t => activity with { Id = t.Id, Translation = t.Count })] }] }, []);
    }

    private async Task Writes(string text, string instead, string path = SmallCourse.Lesson) => await _at.Change(text, instead, path, await _at.Site.LearnerId("wanda"));

    private async Task<List<Message>> Told(string name)
    {
        var id = await _at.Site.LearnerId(name);
        return await _at.Site.Db(async db => (await db.Messages.AsNoTracking().Where(m => m.LearnerId == id && m.Key.StartsWith("course ")).ToListAsync(Cancellation)).OrderBy(m => m.SentAt).ToList());
    }
}
