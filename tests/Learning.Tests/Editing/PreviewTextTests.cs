using System.Text;
using Learning.Authoring;
using Learning.Editing;
using Learning.Tests.Authoring;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class PreviewTextTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly SmallCourse _course = new();
    private Draft _draft = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(_course.Draft());
        _draft = (await _site.With<BeginDraft, Draft?>(begin => begin.OfCourseAsync("rights", "eva", Cancellation)))!;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_lesson_is_shown_as_it_is_typed()
    {
        var shown = await PreviewAsync(SmallCourse.Lesson, Lesson("A **new** word on social security. [There](02-nine-branches.md#the-branches)"));

        Assert.Empty(shown.Problems);
        Assert.Equal(("en", "Why"), (shown.Language, shown.Title));
        Assert.Contains("<strong>new</strong>", shown.Html, StringComparison.Ordinal);
        Assert.Contains("class=\"term\"", shown.Html, StringComparison.Ordinal);
        Assert.Contains("/learn/rights/nine-branches#the-branches", shown.Html, StringComparison.Ordinal);
        Assert.Equal(["social-security"], shown.Terms.Select(t => t.Id));
        Assert.Equal(["c102", "udhr"], shown.Sources.Select(s => s.Key));
    }

    [Fact]
    public async Task What_was_prepared_is_found_without_reading_the_draft_and_is_of_the_version_it_was_asked_for()
    {
        var known = await _site.With<KnownDrafts, KnownDrafts>(Task.FromResult);
        await known.Prepare(_draft);
        Assert.Equal(_draft.Version, (await known.GetAsync(_draft, null!, Cancellation))!.Version);

        await _site.With<WriteDraft, Written>(write => write.BytesAsync(_draft.Id, SmallCourse.Lesson, Encoding.UTF8.GetBytes(Lesson("More.")), "eva", Cancellation));
        var changed = (await _site.With<ReadDraft, DraftFolder?>(read => read.ReadAsync(_draft.Id, Cancellation)))!;
        await Assert.ThrowsAsync<NullReferenceException>(async () => await known.GetAsync(changed.Draft, null!, Cancellation));
        await Task.WhenAll(known.Prepare(changed.Draft), known.Prepare(changed.Draft));

        Assert.Contains("More.", Encoding.UTF8.GetString((await known.GetAsync(changed.Draft, null!, Cancellation))!.Folder.Files[SmallCourse.Lesson].Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place_and_shown_all_the_same()
    {
        var shown = await PreviewAsync(SmallCourse.Lesson, Lesson("See [this](none.md)."));

        Assert.Equal(("dead-link", 5), Assert.Single(shown.Problems) is var problem ? (problem.Code, problem.Column) : default);
        Assert.Contains("See ", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiz_is_shown_with_what_is_right_and_why()
    {
        var shown = await PreviewAsync(SmallCourse.Quiz, _course.Content[SmallCourse.Quiz]);

        Assert.Empty(shown.Problems);
        Assert.Equal(5, shown.Html.Split("<section class=\"sheet\"").Length - 1);
        Assert.Contains("Take your time.", shown.Html, StringComparison.Ordinal);
        Assert.Contains("Nine branches, Parts II to X.", shown.Html, StringComparison.Ordinal);
        Assert.Contains("There is no housing branch.", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_is_shown_as_a_table_of_what_is_in_it_and_nothing_of_it_runs()
    {
        var shown = await PreviewAsync(SmallCourse.Sources, _course.Content[SmallCourse.Sources] + "\"x\",\"<script>alert(1)</script>\",\"\",\"\",\"\"\n");

        Assert.Empty(shown.Problems);
        Assert.Contains("&lt;script&gt;", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_keep_meanwhile_counts_at_once()
    {
        Assert.NotEmpty((await PreviewAsync(SmallCourse.Lesson, Lesson("[x](02-nine-branches.md#more)"))).Problems);

        await WriteAsync(SmallCourse.Second, _course.Content[SmallCourse.Second] + "\n## More\n");

        Assert.Empty((await PreviewAsync(SmallCourse.Lesson, Lesson("[x](02-nine-branches.md#more)"))).Problems);
    }

    [Fact]
    public async Task The_findings_of_a_draft_are_those_of_its_version()
    {
        Assert.Empty(await CheckAsync());

        await WriteAsync(SmallCourse.Second, _course.Content[SmallCourse.Second].Replace("id: nine-branches", "id: why", StringComparison.Ordinal));

        Assert.Contains(await CheckAsync(), p => p.Code == "duplicate-id");
    }

    [Theory]
    [InlineData("courses/another/course.md")]
    [InlineData("../secret.md")]
    [InlineData("")]
    public async Task Where_a_draft_holds_nothing_there_is_nothing_to_show(string path) =>
        Assert.Null(await _site.With<PreviewText, TextPreview?>(preview => preview.OfAsync(_draft, path, "x", Cancellation)));

    [Fact]
    public async Task Many_who_ask_at_once_get_the_same()
    {
        var text = Lesson("Together.");
        var shown = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => PreviewAsync(SmallCourse.Lesson, text), Cancellation)));

        Assert.Single(shown.Select(s => s.Html).Distinct());
        Assert.All(shown, s => Assert.Empty(s.Problems));
    }

    private string Lesson(string text) => _course.Content[SmallCourse.Lesson] + "\n" + text + "\n";

    private async Task<TextPreview> PreviewAsync(string path, string text)
    {
        var draft = await NowAsync();
        return (await _site.With<PreviewText, TextPreview?>(preview => preview.OfAsync(draft, path, text, Cancellation)))!;
    }

    private async Task<IReadOnlyList<Problem>> CheckAsync()
    {
        var draft = await NowAsync();
        return await _site.With<CheckDraft, IReadOnlyList<Problem>>(check => check.OfAsync(draft, Cancellation));
    }

    private Task WriteAsync(string path, string text) => _site.With<WriteDraft, Written>(write => write.BytesAsync(_draft.Id, path, Encoding.UTF8.GetBytes(text), "ed", Cancellation));

    private async Task<Draft> NowAsync() => (await _site.With<ReadDraft, DraftFolder?>(read => read.ReadAsync(_draft.Id, Cancellation)))!.Draft;
}
