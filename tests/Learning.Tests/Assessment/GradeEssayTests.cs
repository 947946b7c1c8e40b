using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Progress;
using Learning.Questions;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

[NeedsDatabase]
public sealed class GradeEssayTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_essay_waits_is_graded_by_its_rubric_and_the_learner_sees_it()
    {
        var (bo, attempt) = await HandedIn();
        Assert.Contains("Waits to be read", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        Assert.Null((await Result()).PassedAt);
        var fay = await _site.SignedInAs("faye", "Facilitator");
        Assert.Contains("1 text waits to be read.", await fay.Page("/desk"), StringComparison.Ordinal);
        Assert.Contains("We march &lt;together&gt;", await fay.Page($"/grading/{attempt}/essay"), StringComparison.Ordinal);

        var answer = await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "0"), ("comment", "Well <argued>"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("Well &lt;argued&gt;", page, StringComparison.Ordinal);
        Assert.Contains("2 of 3 points.", page, StringComparison.Ordinal);
        Assert.Contains("Your text has been read.", page, StringComparison.Ordinal);
        Assert.Contains("Your text has been read (attempt 1).", page, StringComparison.Ordinal);
        var mine = await bo.Page("/my");
        Assert.Contains("What you wrote has been read", mine, StringComparison.Ordinal);
        Assert.Contains($"/learn/rhythm/quiz?attempt={attempt}", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("What you wrote has been read", await fay.Page("/my"), StringComparison.Ordinal);
        Assert.NotNull((await Result()).PassedAt);
        Assert.Equal(1, (await Result()).Tries);
        Assert.Contains("No text waits to be read.", await fay.Page("/grading"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grading_again_counts_from_then_on_and_takes_nothing_away_that_was_passed()
    {
        var (_, attempt) = await HandedIn();
        var fay = await _site.SignedInAs("faye", "Facilitator");
        await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"));
        _site.Clock.Ahead = TimeSpan.FromMinutes(1);
        await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "0"), ("points.1", "1"));

        Assert.Equal(2, await _site.Db(db => db.Grades.CountAsync(Cancellation)));
        Assert.Equal(2, await _site.Db(db => db.ScoreChanges.CountAsync(Cancellation)));
        Assert.Equal(33, (await _site.Db(db => db.Attempts.SingleAsync(Cancellation))).Score.Percent);
        Assert.Equal(33, (await Result()).Best.Percent);
        Assert.NotNull((await Result()).PassedAt);
    }

    [Fact]
    public async Task What_was_chosen_and_written_is_still_there_where_a_level_is_missing_or_the_comment_is_too_long()
    {
        var (_, attempt) = await HandedIn();
        var fay = await _site.SignedInAs("faye", "Facilitator");

        var missing = await PageAsync(("points.0", "2"), ("comment", "Well <argued>"));
        Assert.Contains("Choose a level for each criterion.", missing, StringComparison.Ordinal);
        Assert.Contains(">Well &lt;argued&gt;</textarea>", missing, StringComparison.Ordinal);
        Assert.Contains("name=\"points.0\" value=\"2\" required checked", missing, StringComparison.Ordinal);

        var tooLong = await PageAsync(("points.0", "2"), ("points.1", "1"), ("comment", new string('x', 4_001)));
        Assert.Contains("The comment is too long: 4000 characters at most.", tooLong, StringComparison.Ordinal);
        Assert.Contains(new string('x', 4_001), tooLong, StringComparison.Ordinal);
        Assert.Contains("name=\"points.1\" value=\"1\" required checked", tooLong, StringComparison.Ordinal);

        async Task<string> PageAsync(params (string, string)[] fields)
        {
            var answer = await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
    }

    [Fact]
    public async Task The_list_says_each_question_once_and_counts_what_waits_for_it()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, Essay(), Essay() with { Id = "second", Prompt = "Write about the bar." }));
        var bo = await _site.Enrolled("bodo");
        await bo.Take(("essay", "One"), ("second", "Two"));
        var guest = _site.Visitor();
        await guest.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        await guest.Take(("essay", "Three"));
        var fay = await _site.SignedInAs("faye", "Facilitator");

        var list = await fay.Page("/grading");
        var sections = list.Split("<section").Skip(1).ToArray();

        Assert.Equal(2, sections.Length);
        Assert.Equal(1, list.Split("Write about the beat.").Length - 1);
        Assert.Contains("The quiz", sections[0], StringComparison.Ordinal);
        Assert.Contains("One", sections[0], StringComparison.Ordinal);   // the module
        Assert.Contains("2 texts wait to be read.", sections[0], StringComparison.Ordinal);
        Assert.Contains("1 text waits to be read.", sections[1], StringComparison.Ordinal);
        Assert.Contains("A guest (", sections[0], StringComparison.Ordinal);
        Assert.DoesNotContain("guest-", list, StringComparison.Ordinal);
        Assert.True(sections[0].IndexOf("bodo", StringComparison.Ordinal) < sections[0].IndexOf("A guest (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7", "0")]
    [InlineData("2", "")]
    [InlineData("x", "0")]
    public async Task Points_that_are_not_in_the_rubric_are_refused(string first, string second)
    {
        var (_, attempt) = await HandedIn();
        var fay = await _site.SignedInAs("faye", "Facilitator");

        var answer = await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", first), ("points.1", second));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await _site.Db(db => db.Grades.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Nobody_but_a_facilitator_grades_and_only_what_was_handed_in()
    {
        var (bo, attempt) = await HandedIn();
        var open = await (await _site.Enrolled("dina")).Begin();
        var fay = await _site.SignedInAs("faye", "Facilitator");

        Assert.Equal("/not-allowed", new Uri((await bo.Get("/grading")).Headers.Location!.ToString()).AbsolutePath);
        Assert.Contains("not-allowed", (await bo.PostForm("/my", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get($"/grading/{open}/essay")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.PostForm("/grading", $"/attempts/{open}/grades/essay", ("points.0", "2"), ("points.1", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.PostForm("/grading", $"/attempts/{attempt}/grades/q1", ("points.0", "2"), ("points.1", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get($"/grading/{Guid.CreateVersion7()}/essay")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"), ("comment", new string('x', 4_001)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await fay.PostWithToken(null, $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"))).StatusCode);
        Assert.Equal(0, await _site.Db(db => db.Grades.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_long_text_is_kept_whole_and_one_that_is_too_long_refused()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, Essay()));
        var bo = await _site.Enrolled("bodo");
        var attempt = await bo.Begin();
        var text = new string('ا', Response.LongestText);

        await bo.Answer(attempt, "essay", text);
        await bo.Answer(attempt, "essay", text + "x", refusedWith: "Record.TooLong");

        Assert.Equal(text, (await _site.Db(db => db.ItemResponses.SingleAsync(Cancellation))).Response.Text);
    }

    private async Task<(Visitor Bo, Guid Attempt)> HandedIn()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, Essay()));
        var bo = await _site.Enrolled("bodo");
        return (bo, await bo.Take(("essay", "We march <together>")));
    }

    private Task<ActivityResult> Result() => _site.Db(db => db.ActivityResults.SingleAsync(Cancellation));

    internal static Essay Essay() => new()
    {
        Id = "essay",
        Objective = "pulse",
        Lesson = "beat",
        Prompt = "Write about the beat.",
        Explanation = "<p>Say why it matters.</p>",
        Criteria =
        [
            new("Argument", [new(0, "none"), new(1, "some"), new(2, "clear")]),
            new("Example", [new(0, "none"), new(1, "one")]),
        ],
    };
}
