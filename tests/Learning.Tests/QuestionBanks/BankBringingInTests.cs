using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.QuestionBanks;
using Learning.Tests.Authoring;

namespace Learning.Tests.QuestionBanks;

/// <summary>What comes into a course beyond a pool of words: pictures, and surveys.</summary>
[NeedsDatabase]
public sealed partial class BankBringingInTests(TestSite site) : IClassFixture<TestSite>
{
    private readonly BankDesk _desk = new(site);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_come_along_and_are_published_with_their_questions()
    {
        var editor = await _desk.GivenEditor("mia");
        var svg = TestPictures.Svg("", "on its way");
        var bank = $"::drawn::[html]<p>What does <img src=\"{TestPictures.Data(svg).Replace(":", "\\:", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)}\" alt\\=\"a drawing\"> show?</p>{{=A#Yes. ~B#No. ####So.}}";

        var page = await (await BankDesk.Read(editor, bank, ("format", "gift"))).Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("1 picture comes along.", page, StringComparison.Ordinal);
        Assert.Contains("enctype=\"multipart/form-data\"", page, StringComparison.Ordinal);
        Assert.Contains("There is nothing to mend.", page, StringComparison.Ordinal);
        var picture = WebUtility.HtmlDecode(Picture().Match(page).Groups[1].Value);
        var text = BankDesk.TextOf(page);

        Assert.Contains("![a drawing](media/picture.svg)", text, StringComparison.Ordinal);
        Assert.Contains("There is no picture", await (await BankDesk.Post(editor, "/banks/checks", text)).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await BankDesk.Post(editor, "/banks/checks", text, ("picture", "data:image/png;base64,AAAA"))).StatusCode);
        Assert.Equal("application/zip", (await BankDesk.Post(editor, "/banks/texts", text, ("picture", picture))).Content.Headers.ContentType!.MediaType);

        var before = (await _desk.Current()).Number;
        Assert.Equal(HttpStatusCode.OK, (await BankDesk.Post(editor, "/banks/revisions", text, ("picture", picture))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await BankDesk.Post(editor, "/banks/revisions", text, ("picture", picture))).StatusCode);
        Assert.Equal(before + 1, (await _desk.Current()).Number);
        Assert.Equal(svg.Bytes, await (await editor.Get($"/media/{svg.Hash}/picture.svg")).Content.ReadAsByteArrayAsync(Cancellation));
        var files = (await site.With<CourseFiles, IReadOnlyList<Learning.Authoring.ContentFile>?>(files => files.ReadAsync("rights", Cancellation)))!;
        Assert.Equal(svg.Bytes, Assert.Single(files, f => f.Path == "courses/rights/media/picture.svg").Bytes);

        var back = BankFormats.Read(await (await editor.Get("/banks/rights/final-test/qti")).Content.ReadAsByteArrayAsync(Cancellation), "x.zip");
        Assert.Equal(svg.Hash, Assert.Single(Assert.Single(back.Items, item => item.Id == "drawn").Pictures).Hash);
    }

    [Fact]
    public async Task A_survey_becomes_a_quiz_at_the_end_of_its_module()
    {
        var editor = await _desk.GivenEditor("nora");
        var module = new SmallCourse().Draft().Outline.Modules[0];

        var page = await (await BankDesk.Read(editor, "// [kind:survey]\n::liked::Did you like it?{=Yes\n~%100%No}\n", ("format", "gift"), ("name", "Opinion 7"), ("module", module.Id))).Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("opinion-7.quiz.md", page, StringComparison.Ordinal);
        Assert.Contains("it becomes a survey at the end of the module", page, StringComparison.Ordinal);
        Assert.Contains("There is nothing to mend.", page, StringComparison.Ordinal);
        var text = BankDesk.TextOf(page);

        Assert.Equal(HttpStatusCode.BadRequest, (await BankDesk.Post(editor, "/banks/revisions", text, ("module", "nonsense"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await BankDesk.Post(editor, "/banks/revisions", text.Replace("mode: survey", "mode: practice", StringComparison.Ordinal), ("module", module.Id))).StatusCode);
        var before = (await _desk.Current()).Number;
        Assert.Equal(HttpStatusCode.OK, (await BankDesk.Post(editor, "/banks/revisions", text, ("module", module.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await BankDesk.Post(editor, "/banks/revisions", text, ("module", module.Id))).StatusCode);

        var current = await _desk.Current();
        var revision = await site.Db(db => site.With<RevisionCache, Revision>(cache => cache.GetAsync(db, current.Id, Cancellation).AsTask()));
        Assert.Equal(before + 1, current.Number);
        Assert.Equal(("opinion-7", Learning.Authoring.ActivityKind.Survey, 1), revision.Outline.Modules[0].Activities[^1] is var last ? (last.Id, last.Kind, last.Questions) : default);
        Assert.Equal(["liked"], revision.Quiz("opinion-7").Questions.Select(q => q.Id));
        var files = (await site.With<CourseFiles, IReadOnlyList<Learning.Authoring.ContentFile>?>(files => files.ReadAsync("rights", Cancellation)))!;
        Assert.Contains(files, f => Regex.IsMatch(f.Path, "^courses/rights/[^/]+/a-name\\.quiz\\.md$"));
        Assert.Contains("/banks/rights/opinion-7/moodle-xml", await editor.Page("/banks?course=rights"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_pictures_of_a_quiz_may_make_its_file_too_large_to_come_back_that_is_said()
    {
        var editor = await _desk.GivenEditor("olga");
        Assert.DoesNotContain("It may be larger", await editor.Page("/banks?course=rights"), StringComparison.Ordinal);
        (string, string)[] pictures = [.. Enumerable.Range(1, 7).Select(n => ("picture", $"data:image/svg+xml;name=wide-{n}.svg;base64,{Convert.ToBase64String(TestPictures.Svg("", $"{n}{new string('x', 950_000)}").Bytes)}"))];
        var shown = string.Concat(Enumerable.Range(1, 7).Select(n => $"![{n}](media/wide-{n}.svg)\n\n"));

        var published = await BankDesk.Post(editor, "/banks/revisions", $"---\nid: wide\ntitle: Wide\n---\n\n## True?  {{#wide-1 objective=c102 lesson=why}}\n\n{shown}= yes\n\n> So.\n", pictures);

        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.Contains("It may be larger than the 8 MB that are read here.", await editor.Page("/banks?course=rights"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await editor.Get("/banks/rights/final-test/gift")).StatusCode);
    }

    [GeneratedRegex("name=\"picture\" value=\"([^\"]*)\"")]
    private static partial Regex Picture();
}
