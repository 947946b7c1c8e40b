using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Learning.Authoring;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Learning.Authoring.Translations.Exchange;
using Learning.Editing;
using Learning.Editing.Languages;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Learning.Tests.Courses;
using Learning.Web.Accounts;

namespace Learning.Tests.Editing;

/// <summary>A translator at work in the site: the small course in French, one paragraph of which is older than its original.</summary>
[NeedsDatabase]
public sealed class TranslateTextTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly SmallCourse _course = FrenchCourse.Make();
    private Guid _draft;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(_course.Draft());
        await _site.Publish(_course.Change(SmallCourse.Lesson, "Some text.", "Some other text.").Draft());
        _draft = (await _site.With<BeginDraft, Draft?>(begin => begin.OfCourseAsync("rights", "eva", Cancellation)))!.Id;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_page_shows_the_old_and_the_new_original_word_by_word_beside_the_translation()
    {
        var page = await (await Writer()).Page(Page());

        Assert.Contains("<ins>", page, StringComparison.Ordinal);
        Assert.Contains("other ", page, StringComparison.Ordinal);
        Assert.Contains("Un peu de texte.", page, StringComparison.Ordinal);
        Assert.Contains("sécurité sociale", page, StringComparison.Ordinal);
        Assert.Contains("1 older than the original", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_saved_is_in_the_draft_and_learners_read_what_they_read_before()
    {
        var writer = await Writer();
        var (group, piece) = await Stale();

        var answer = await Save(writer, group, piece, "Un autre texte.");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("Un autre texte.", (await SheetAsync()).Groups[^1].Pieces[0].Words);
        Assert.Equal(TranslationState.Current, (await SheetAsync()).Groups[^1].State);
        Assert.Contains("Un peu de texte.", await writer.Page("/texts/rights/why?language=fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_it_is_still_right_is_said_without_changing_a_letter()
    {
        var writer = await Writer();
        var (group, piece) = await Stale();

        await writer.PostForm(Page(), Page(), ($"text.{piece.Id}", piece.Words!), ($"was.{piece.Id}", piece.WordsHash), ($"source.{group.Name}", group.Hash), ("confirm", group.Name));

        var after = (await SheetAsync()).Groups[^1];
        Assert.Equal((TranslationState.Current, piece.Words), (after.State, after.Pieces[0].Words));
    }

    [Fact]
    public async Task Two_translators_of_one_text_both_keep_theirs_and_of_one_piece_the_second_is_asked()
    {
        var (one, two) = (await Writer("one"), await Writer("two"));
        var sheet = await SheetAsync();
        var (first, last) = (sheet.Groups[1], sheet.Groups[^1]);

        await Save(one, first, first.Pieces[0], "D’abord ceci.");
        await Save(two, last, last.Pieces[0], "Enfin cela.");
        var clash = await Save(two, first, first.Pieces[0], "D’abord cela.");

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        var page = WebUtility.HtmlDecode(await clash.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("D’abord cela.", page, StringComparison.Ordinal);
        Assert.Contains("D’abord ceci.", page, StringComparison.Ordinal);
        var after = await SheetAsync();
        Assert.Equal(("D’abord ceci.", "Enfin cela."), (after.Groups[1].Pieces[0].Words, after.Groups[^1].Pieces[0].Words));
    }

    [Fact]
    public async Task A_script_hears_the_new_state_and_what_may_have_been_overlooked()
    {
        var writer = await Writer();
        var (group, piece) = await Stale();
        var token = Visitor.Token(await writer.Page(Page()))!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Page(), UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, [$"text.{piece.Id}"] = "Autre texte, 17.", [$"was.{piece.Id}"] = piece.WordsHash, [$"source.{group.Name}"] = group.Hash }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        var answer = await writer.Http.SendAsync(request, Cancellation);

        var saved = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("pieces")[0];
        Assert.Equal("current", saved.GetProperty("state").GetString());
        Assert.Contains("17", saved.GetProperty("hints")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_that_was_written_as_a_text_is_gone_through_once_somebody_says_that_it_fits()
    {
        var writer = await Writer();
        await Edit(FrenchCourse.Lesson, text => System.Text.RegularExpressions.Regex.Replace(text, "made-from:.*\n", ""));

        var before = await writer.Get(Page());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, before.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await writer.PostForm(Page(), Page())).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await writer.PostForm(Page(), Page(), ("stamp", "yes"))).StatusCode);

        Assert.All((await SheetAsync()).Groups, group => Assert.Equal(TranslationState.Current, group.State));
    }

    [Fact]
    public async Task A_text_of_a_thousand_pieces_is_sent_as_one_form()
    {
        var writer = await Writer();
        var (group, piece) = await Stale();
        var others = Enumerable.Range(1000, 1000).SelectMany(i => new[] { ($"text.b{i}", "Un mot."), ($"was.b{i}", ""), ($"source.b{i}", "00000000") });

        var answer = await writer.PostForm(Page(), Page(), [($"text.{piece.Id}", "Un autre texte."), ($"was.{piece.Id}", piece.WordsHash), ($"source.{group.Name}", group.Hash), .. others]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);   // there are no such pieces, which it says; the one there is was kept
        Assert.Equal("Un autre texte.", (await SheetAsync()).Groups[^1].Pieces[0].Words);
    }

    [Fact]
    public async Task Markup_in_a_text_is_shown_and_does_nothing()
    {
        var writer = await Writer();
        var (group, piece) = await Stale();

        await Save(writer, group, piece, "Un <script>alert(1)</script> texte.");

        Assert.DoesNotContain("<script>alert", await writer.Page(Page()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_refused()
    {
        var writer = await Writer();

        foreach (var address in new[] { $"/drafts/{Guid.NewGuid()}/languages", $"/drafts/{Guid.NewGuid()}/languages/fr?path={SmallCourse.Lesson}", $"/drafts/{_draft}/languages/fr", $"/drafts/{_draft}/languages/fr?path=../../etc/passwd", $"/drafts/{_draft}/languages/en?path={SmallCourse.Lesson}", $"/drafts/{_draft}/languages/x1?path={SmallCourse.Lesson}", $"/drafts/{_draft}/languages/en.xlf", $"/drafts/{_draft}/languages/fr?path={FrenchCourse.Lesson}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await writer.Get(address)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Found, (await (await _site.SignedInAs("lea")).Get(Page())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await writer.PostWithToken(null, Page())).StatusCode);
    }

    [Fact]
    public async Task The_languages_of_the_draft_say_how_far_they_are_and_one_that_is_not_begun_can_begin()
    {
        var writer = await Writer();

        var page = await writer.Page($"/drafts/{_draft}/languages");
        Assert.Contains("1 older than the original", page, StringComparison.Ordinal);
        Assert.Contains("Not begun", page, StringComparison.Ordinal);

        var course = (await SheetAsync(SmallCourse.Course, "es")).Groups[0];
        await Save(writer, course, course.Pieces[0], "El derecho", SmallCourse.Course, "es");
        Assert.Equal("El derecho", (await SheetAsync(SmallCourse.Course, "es")).Groups[0].Pieces[0].Words);
        Assert.Null(Problems(await FolderAsync()));
    }

    [Fact]
    public async Task A_file_for_another_program_goes_out_comes_back_and_changes_what_was_changed()
    {
        var writer = await Writer();
        var file = Encoding.UTF8.GetString(await writer.Http.GetByteArrayAsync(new Uri($"/drafts/{_draft}/languages/fr.xlf", UriKind.Relative), Cancellation));

        var same = await Upload(writer, file);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Empty((await FolderAsync()).Changed);

        await Upload(writer, file.Replace("Un peu de texte.", "Un peu plus de texte.", StringComparison.Ordinal));
        Assert.Equal("Un peu plus de texte.", (await SheetAsync()).Groups[^1].Pieces[0].Words);
    }

    [Fact]
    public async Task A_file_from_another_wording_course_or_form_is_refused_by_name()
    {
        var writer = await Writer();
        var file = Encoding.UTF8.GetString(await writer.Http.GetByteArrayAsync(new Uri($"/drafts/{_draft}/languages/fr.xlf", UriKind.Relative), Cancellation));
        await Edit(SmallCourse.Lesson, text => text.Replace("Some other text.", "Some new text.", StringComparison.Ordinal));

        foreach (var (sent, said) in new[] { (file.Replace("Un peu de texte.", "Un texte.", StringComparison.Ordinal), "source-changed"), (file.Replace("courses/rights", "courses/wrongs", StringComparison.Ordinal), "unknown-course"), ("<xliff/>", "other-version"), ("no xml", "invalid-xml") })
        {
            var answer = await Upload(writer, sent);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Equal([SmallCourse.Lesson], (await FolderAsync()).Changed);
    }

    [Fact]
    public async Task From_a_published_course_a_translator_comes_to_its_draft_and_opens_one_where_there_is_none()
    {
        await _site.Publish(Drafts.Rhythm());
        var writer = await Writer();

        Assert.EndsWith($"/drafts/{_draft}/languages", (await writer.Get("/courses/rights/languages")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Open a draft", await writer.Page("/courses/rhythm/languages"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await writer.PostForm("/courses/rhythm/languages", "/courses/rhythm/languages")).StatusCode);   // published without files
        Assert.Equal(HttpStatusCode.NotFound, (await writer.Get("/courses/nowhere/languages")).StatusCode);
    }

    private Task<Visitor> Writer(string name = "wren") => _site.SignedInAs(name, Roles.Writer);

    private string Page(string path = SmallCourse.Lesson, string language = "fr") => $"/drafts/{_draft}/languages/{language}?path={path}";

    private Task<DraftFolder> FolderAsync() => _site.With<ReadDraft, DraftFolder>(async drafts => (await drafts.ReadAsync(_draft, Cancellation))!);

    private async Task<Sheet> SheetAsync(string path = SmallCourse.Lesson, string language = "fr") => Sheet.Read((await FolderAsync()).Content, path, language).Sheet!;

    private async Task<(SheetGroup Group, SheetPiece Piece)> Stale()
    {
        var group = (await SheetAsync()).Groups.Single(g => g.State == TranslationState.Stale);
        return (group, group.Pieces[0]);
    }

    private Task<HttpResponseMessage> Save(Visitor writer, SheetGroup group, SheetPiece piece, string text, string path = SmallCourse.Lesson, string language = "fr") =>
        writer.PostForm(Page(path, language), Page(path, language), ($"text.{piece.Id}", text), ($"was.{piece.Id}", piece.WordsHash), ($"source.{group.Name}", group.Hash), ("from", piece.Id));

    private async Task Edit(string path, Func<string, string> change)
    {
        var file = (await FolderAsync()).Files[path];
        await _site.With<WriteDraft, Written>(write => write.TextAsync(_draft, path, file.Hash, change(Encoding.UTF8.GetString(file.Bytes)), "ed", Cancellation));
    }

    private async Task<HttpResponseMessage> Upload(Visitor writer, string file)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "rights.fr.xlf");
        form.Add(new StringContent(Visitor.Token(await writer.Page($"/drafts/{_draft}/languages"))!), "__RequestVerificationToken");
        return await writer.Http.PostAsync(new Uri($"/drafts/{_draft}/languages/files", UriKind.Relative), form, Cancellation);
    }

    private static string? Problems(DraftFolder folder) => folder.Read().Problems is [var first, ..] ? first.ToString() : null;
}
