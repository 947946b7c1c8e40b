using System.Net;
using Learning.Analysis;
using Learning.Tests.Courses;
using Learning.Web.Accounts;

namespace Learning.Tests.Analysis;

/// <summary>The life of a task: opened once, closed by an editor with a reason, opened again only when the question is another.</summary>
[NeedsDatabase]
public sealed class ItemTaskTests : IAsyncLifetime
{
    private readonly AnalysedSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_weak_question_opens_a_task_with_the_numbers_of_that_time_once()
    {
        await _site.HandInWrongKey(15);

        Assert.Equal(3, await Opened("q1"));
        await _site.HandIn(("q1", "b"));
        Assert.Equal(0, await _site.Round());

        var task = (await About("q1"))[0];
        Assert.Equal((Finding.WrongKey, "b", TaskState.Open, 30, 0.5, -1.0), (task.Finding, task.About, task.State, task.Answers, Math.Round(task.Facility!.Value, 9), Math.Round(task.Discrimination!.Value, 9)));
        Assert.Equal([Finding.WrongKey, Finding.NegativeDiscrimination, Finding.UnusedDistractor], (await About("q1")).Select(t => t.Finding));
    }

    [Fact]
    public async Task Twenty_nine_learners_open_nothing()
    {
        await _site.HandInWrongKey(14);
        await _site.HandIn(("q1", "b"), ("q2", "a"), ("q3", "a"));

        Assert.Equal(0, await _site.Round());
    }

    [Fact]
    public async Task A_task_stays_until_an_editor_closes_it_and_says_why()
    {
        await _site.HandInWrongKey(15);
        await _site.Round();
        var task = (await About("q1"))[0];
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        var page = $"{AnalysedSite.Quiz}/q1";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Close(editor, task, "dismissed", "  ")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Close(editor, task, "dismissed", new string('x', 501))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Close(editor, task, "forgotten", "because")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostForm(page, $"/analysis/tasks/{Guid.CreateVersion7()}", ("state", "resolved"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostWithToken(null, $"/analysis/tasks/{task.Id}", ("state", "resolved"), ("reason", "x"))).StatusCode);
        Assert.Equal(TaskState.Open, (await About("q1"))[0].State);

        var closed = await Close(editor, task, "dismissed", "The <b>source</b> says so.");
        Assert.Equal((HttpStatusCode.Found, page), (closed.StatusCode, closed.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Conflict, (await Close(editor, task, "resolved", "again")).StatusCode);
        var shown = await editor.Page(page);
        Assert.Contains("The &lt;b&gt;source&lt;/b&gt; says so.", shown, StringComparison.Ordinal);
        Assert.Contains("by eva", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_stays_decided_until_the_question_is_another_and_thirty_more_have_answered()
    {
        await _site.HandInWrongKey(15);
        await _site.Round();
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        foreach (var task in await _site.Tasks())
        {
            await Close(editor, task, "dismissed", "It is meant so.");
        }

        _site.Site.Clock.Ahead = TimeSpan.FromDays(1);
        await _site.HandInWrongKey(15);
        Assert.Equal(0, await _site.Round());

        await _site.Publish(AnalysedSite.Draft(Drafts.Question("q1") with { Prompt = "Is q1 really a?" }, Drafts.Question("q2"), Drafts.Question("q3")));
        await _site.HandInWrongKey(14);
        Assert.Equal(0, await _site.Round());

        await _site.HandInWrongKey(1);
        Assert.Equal(3, await _site.Round());
        Assert.Equal(3, (await About("q1")).Count(t => t.State == TaskState.Open));
    }

    [Fact]
    public async Task An_editor_need_not_wait_for_the_round_and_a_task_outlives_its_question()
    {
        await _site.HandInWrongKey(15);
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        await editor.Page(AnalysedSite.Quiz);
        Assert.Empty(await _site.Tasks());   // looking writes nothing

        var found = await editor.PostForm(AnalysedSite.Quiz, $"{AnalysedSite.Quiz}/tasks");
        Assert.Equal(AnalysedSite.Quiz, found.Headers.Location?.ToString());
        Assert.NotEmpty(await About("q1"));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostForm(AnalysedSite.Quiz, "/analysis/rhythm/beat/tasks")).StatusCode);

        await _site.Publish(AnalysedSite.Draft(Drafts.Question("q2"), Drafts.Question("q3")));
        Assert.Contains($"{AnalysedSite.Quiz}/q1", await editor.Page(AnalysedSite.Quiz), StringComparison.Ordinal);
        Assert.Contains("no longer asks", await editor.Page($"{AnalysedSite.Quiz}/q1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await Close(editor, (await About("q1"))[0], "resolved", "It is gone.")).StatusCode);
    }

    private async Task<int> Opened(string question)
    {
        await _site.Round();
        return (await About(question)).Count;
    }

    private async Task<List<ItemTask>> About(string question) => [.. (await _site.Tasks()).Where(t => t.QuestionId == question).OrderBy(t => t.Finding)];

    private static Task<HttpResponseMessage> Close(Visitor editor, ItemTask task, string state, string reason) =>
        editor.PostForm($"{AnalysedSite.Quiz}/{task.QuestionId}", $"/analysis/tasks/{task.Id}", ("state", state), ("reason", reason));
}
