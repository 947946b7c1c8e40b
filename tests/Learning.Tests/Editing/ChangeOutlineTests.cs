using System.Net;
using Learning.Authoring;
using Learning.Editing;
using Learning.Editing.Outlines;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class ChangeOutlineTests : IAsyncLifetime
{
    private readonly EditingSite _site = new();
    private Visitor _writer = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _writer = await _site.Writer();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_lesson_goes_down_with_its_translation_and_every_link_still_leads_there()
    {
        await Move(SmallCourse.Lesson, ("to", "down"));

        Assert.Equal(["nine-branches", "why", "check", "final-test"], await ActivitiesAsync());
        var folder = await _site.Folder();
        Assert.Contains("courses/rights/01-first/02-why.fr.md", folder.Files.Keys);
        Assert.DoesNotContain(SmallCourse.Lesson, folder.Files.Keys);
        Assert.Contains("](02-why.md#a-heading)", await _site.Text("courses/rights/01-first/01-nine-branches.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_not_older_because_its_source_was_moved()
    {
        var before = Stale((await _site.Folder()).Read().Draft!);

        await Move(SmallCourse.Lesson, ("to", "down"));

        Assert.Equal(before, Stale((await _site.Folder()).Read().Draft!));
    }

    [Fact]
    public async Task At_its_end_nothing_moves()
    {
        var answer = await Move(SmallCourse.Lesson, ("to", "up"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task Down_and_up_again_everything_is_byte_for_byte_as_it_was()
    {
        await Move(SmallCourse.Lesson, ("to", "down"));
        await Move("courses/rights/01-first/02-why.md", ("to", "up"));

        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task A_lesson_goes_into_another_module_with_the_picture_that_only_it_shows()
    {
        var module = await AddAsync("module", "More");

        await Move(SmallCourse.Second, ("to", "module"), ("module", module));

        var folder = await _site.Folder();
        Assert.Contains($"{module}/02-nine-branches.md", folder.Files.Keys);
        Assert.Contains($"{module}/media/nine.svg", folder.Files.Keys);
        Assert.Contains("](../01-first/01-why.md#a-heading)", await _site.Text($"{module}/02-nine-branches.md"), StringComparison.Ordinal);
        Assert.Empty(folder.Read().Problems);
    }

    [Fact]
    public async Task Where_there_are_many_modules_one_of_them_is_chosen_on_a_page_of_its_own()
    {
        for (var i = 1; i <= 20; i++)
        {
            await _writer.PostForm(_site.Address, _site.Address + "/texts", ("kind", "module"), ("title", $"More {i}"), ("id", $"more-{i}"), ("module", ""));
        }

        var page = await _writer.Page(_site.Address);
        Assert.DoesNotContain("<select name=\"module\">", page, StringComparison.Ordinal);
        var choose = $"{_site.Address}/moves?path={Uri.EscapeDataString(SmallCourse.Second)}";
        Assert.Contains($"href=\"{choose}\"", page, StringComparison.Ordinal);
        var folder = System.Text.RegularExpressions.Regex.Match(await _writer.Page(choose), "<option value=\"([^\"]*more-20)\">").Groups[1].Value;

        await _writer.PostForm(choose, _site.Address + "/moves", ("path", SmallCourse.Second), ("to", "module"), ("module", folder));

        Assert.Contains($"{folder}/02-nine-branches.md", (await _site.Folder()).Files.Keys);
        Assert.Equal(HttpStatusCode.NotFound, (await _writer.Get($"{_site.Address}/moves?path=x")).StatusCode);
    }

    [Fact]
    public async Task A_module_goes_before_another_with_everything_in_it()
    {
        await AddAsync("module", "More");

        await Move(SmallCourse.Module, ("to", "down"));

        var outline = (await _site.Folder()).Read().Draft!.Outline;
        Assert.Equal(["more", "first"], outline.Modules.Select(m => m.Id));
    }

    [Fact]
    public async Task What_is_gone_by_now_is_not_moved_and_that_is_said()
    {
        var answer = await Move("courses/rights/01-first/09-nothing.md", ("to", "down"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("lesson")]
    [InlineData("quiz")]
    [InlineData("test")]
    [InlineData("pre-test")]
    [InlineData("survey")]
    [InlineData("pool")]
    [InlineData("module")]
    public async Task What_is_added_can_be_published_as_it_is(string kind)
    {
        await AddAsync(kind, "Something new");

        var reading = (await _site.Folder()).Read();

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Draft);
    }

    [Theory]
    [InlineData("lesson", "", "", "courses/rights/01-first")]
    [InlineData("lesson", "A title", "why", "courses/rights/01-first")]
    [InlineData("lesson", "A title", "../../x", "courses/rights/01-first")]
    [InlineData("lesson", "A title", "", "courses/rights/99-nowhere")]
    [InlineData("essay", "A title", "", "courses/rights/01-first")]
    public async Task What_cannot_be_added_is_refused(string kind, string title, string id, string module)
    {
        var answer = await _writer.PostForm(_site.Address, _site.Address + "/texts", ("kind", kind), ("title", title), ("id", id), ("module", module));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task Without_a_pool_there_is_no_test_that_draws()
    {
        await _writer.PostForm(_site.Address, _site.Address + "/removals", ("path", SmallCourse.Pool));

        var answer = await _writer.PostForm(_site.Address, _site.Address + "/texts", ("kind", "test"), ("title", "A test"), ("id", ""), ("module", "courses/rights/01-first"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_taken_out_goes_with_its_translations_and_the_findings_name_what_led_there()
    {
        await _writer.PostForm(_site.Address, _site.Address + "/removals", ("path", SmallCourse.Lesson));

        var folder = await _site.Folder();
        Assert.DoesNotContain(folder.Files.Keys, path => path.Contains("01-why", StringComparison.Ordinal));
        Assert.Contains(folder.Read().Problems, p => p.File == SmallCourse.Second);
    }

    [Fact]
    public async Task The_page_of_the_course_stays()
    {
        var answer = await _writer.PostForm(_site.Address, _site.Address + "/removals", ("path", SmallCourse.Course));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task A_page_that_has_waited_long_enough_says_that_findings_are_still_looked_for_and_shows_them_later()
    {
        await _writer.PostForm(_site.Address, _site.Address + "/removals", ("path", SmallCourse.Lesson));
        _site.Site.Services.GetRequiredService<LearningOptions>().FindingsPatience = TimeSpan.Zero;

        var page = await _writer.Page(_site.Address);
        Assert.Contains("still being looked for", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"findings\"", page, StringComparison.Ordinal);

        var draft = (await _site.Folder()).Draft;
        var found = await _site.Site.With<CheckDraft, IReadOnlyList<Problem>>(check => check.OfAsync(draft, Visitor.Cancellation));
        Assert.NotEmpty(found);
        Assert.Contains("id=\"findings\"", await _writer.Page(_site.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_closed_draft_nothing_moves()
    {
        await _site.Close();

        var answer = await _writer.PostForm("/drafts", _site.Address + "/moves", ("path", SmallCourse.Lesson), ("to", "down"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Négocier la protection", "negocier-la-protection")]
    [InlineData("  C102: what? ", "c102-what")]
    [InlineData("السلامة", "")]
    public void An_id_is_made_of_a_title(string title, string id) => Assert.Equal(id, TextTemplates.IdOf(title));

    private Task<HttpResponseMessage> Move(string path, params (string, string)[] more) => _writer.PostForm(_site.Address, _site.Address + "/moves", [("path", path), .. more]);

    /// <returns>The folder of a module, the path of anything else.</returns>
    private async Task<string> AddAsync(string kind, string title)
    {
        var answer = await _writer.PostForm(_site.Address, _site.Address + "/texts", ("kind", kind), ("title", title), ("id", kind == "module" ? "more" : ""), ("module", "courses/rights/01-first"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var path = Uri.UnescapeDataString(answer.Headers.Location!.OriginalString.Split("path=")[1]);
        return kind == "module" ? path[..path.LastIndexOf('/')] : path;
    }

    private async Task<IEnumerable<string>> ActivitiesAsync()
    {
        var reading = (await _site.Folder()).Read();
        Assert.Empty(reading.Problems);
        return reading.Draft!.Outline.Modules.SelectMany(m => m.Activities).Select(a => a.Id);
    }

    private static int Stale(CourseDraft draft) => draft.Translations["fr"].Lessons.Values.Sum(l => l.Html.Split("stale-note").Length - 1);
}
