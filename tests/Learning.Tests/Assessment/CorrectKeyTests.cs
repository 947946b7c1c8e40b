using System.Net;
using System.Text.RegularExpressions;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Credentials;
using Learning.Progress;
using Learning.Questions;
using Learning.Tests.Courses;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

/// <summary>A key was wrong: the effect is shown, then decided; the history stays and nothing is taken away.</summary>
[NeedsDatabase]
public sealed partial class CorrectKeyTests : IAsyncLifetime
{
    private const string Path = "/corrections/rhythm/q1";

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_effect_of_a_new_key_is_shown_first_and_then_comes_true()
    {
        var (bo, di, ed) = await Given();
        await _site.Publish(Course(WithKey("q1", "b")));
        Assert.Contains(Path, await ed.Page("/corrections"), StringComparison.Ordinal);

        var shown = await ed.Page(Path + "?correction=NewKey");
        Assert.Contains("A higher score: 1.", shown, StringComparison.Ordinal);
        Assert.Contains("A lower score: 1.", shown, StringComparison.Ordinal);
        Assert.Contains("Would not pass by this attempt any more: 1.", shown, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.ScoreChanges.CountAsync(Cancellation)));

        await Decide(ed, "NewKey", "The key was wrong.");

        Assert.Equal([0, 100], await Percents());
        Assert.Equal(2, await _site.Db(db => db.ScoreChanges.CountAsync(Cancellation)));
        Assert.Contains("The key was wrong.", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        Assert.Contains("The key of this question was corrected", await di.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        Assert.DoesNotContain(Path, await ed.Page("/corrections"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_loses_a_certificate()
    {
        var (_, _, ed) = await Given();
        await _site.Publish(Course(WithKey("q1", "b")));
        var before = await _site.Db(db => db.Credentials.CountAsync(Cancellation));

        await Decide(ed, "NewKey", "The key was wrong.");

        Assert.Equal(1, before);
        Assert.Equal(2, await _site.Db(db => db.Credentials.CountAsync(Cancellation)));   // the one who was right all along has hers now
        Assert.Equal(2, await _site.Db(db => db.CourseOutcomes.CountAsync(o => o.CompletedAt != null, Cancellation)));
    }

    [Theory]
    [InlineData("FullMarks", 100, 100)]
    [InlineData("LeftOut", 0, 0)]
    public async Task A_question_gives_its_points_to_all_or_counts_for_nobody(string correction, int bo, int di)
    {
        var (_, _, ed) = await Given();

        await Decide(ed, correction, "It was unclear.");

        Assert.Equal([bo, di], await Percents());
    }

    [Fact]
    public async Task Who_hands_in_after_the_decision_is_marked_by_it()
    {
        var (_, _, ed) = await Given();
        await Decide(ed, "FullMarks", "It was unclear.");

        var eve = await _site.Enrolled("evas");
        await eve.Take(("q1", "c"));

        Assert.Equal([100, 100, 100], await Percents());
    }

    [Fact]
    public async Task A_question_that_asks_something_else_now_cannot_be_marked_with_its_new_key()
    {
        var (_, _, ed) = await Given();
        await _site.Publish(Course(Drafts.Question("q1") with { Options = [new("a", "No", false, ""), new("b", "Yes", true, "")] }));

        Assert.Contains("The question offers other answers now", await ed.Page(Path + "?correction=NewKey"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ed.PostForm(Path, Path, ("correction", "NewKey"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await Decide(ed, "LeftOut", "x")).StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_question_has_no_new_key_and_can_still_be_left_out()
    {
        var (_, _, ed) = await Given();
        await _site.Publish(Course(Drafts.Question("q2")));

        Assert.Contains("The question is not in the course any more", await ed.Page(Path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ed.PostForm(Path, Path, ("correction", "NewKey"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await Decide(ed, "LeftOut", "x")).StatusCode);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_nothing_changes()
    {
        var (bo, _, ed) = await Given();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ed.PostForm(Path, Path, ("correction", "Forget"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ed.PostForm(Path, Path, ("correction", "7"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ed.PostForm(Path, Path, ("correction", "FullMarks"), ("reason", ""))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ed.Get("/corrections/rhythm/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ed.PostForm(Path, "/corrections/nowhere/q1", ("correction", "FullMarks"), ("reason", "x"))).StatusCode);
        Assert.Contains("not-allowed", (await bo.PostForm("/my", Path, ("correction", "FullMarks"), ("reason", "x"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.KeyCorrections.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task More_attempts_than_one_step_takes_are_all_marked_again()
    {
        await _site.Publish(Course(Drafts.Question("q1")));
        var revision = await _site.Db(db => db.Set<Learning.Courses.Course>().Select(c => c.CurrentRevisionId).SingleAsync(Cancellation));
        const int Count = RemarkAttempts.AtOnce + 1;
        var begun = TestDatabase.Stored(DateTimeOffset.UnixEpoch);
        await _site.Db(async db =>
        {
            foreach (var n in Enumerable.Range(0, Count))
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Attempt" ("Id", "LearnerId", "CourseId", "ActivityId", "RevisionId", "Questions", "StartedAt", "BeganAt", "SubmittedAt", "RawNumerator", "RawDenominator", "Max", "Passed", "AwaitsGrading")
                    VALUES ({Guid.CreateVersion7()}, {"l" + n}, {"rhythm"}, {"quiz"}, {revision}, {"q1"}, {begun}, {begun}, {begun}, 0, 1, 1, FALSE, FALSE)
                    """,
                    Cancellation);
            }

            return true;
        });
        var ed = await _site.SignedInAs("edda", "Editor");

        await Decide(ed, "FullMarks", "It was unclear.");

        Assert.Equal(Count, await _site.Db(db => db.Attempts.CountAsync(a => a.RawNumerator == 1, Cancellation)));
        Assert.NotNull((await _site.Db(db => db.KeyCorrections.SingleAsync(Cancellation))).MarkedAt);
    }

    [Fact]
    public async Task The_button_says_what_it_decides_and_decides_that_whatever_is_chosen_afterwards()
    {
        var (_, _, ed) = await Given();

        var shown = await ed.Page(Path + "?correction=FullMarks");

        Assert.Contains("Effect of: give everybody full points</h2>", shown, StringComparison.Ordinal);
        Assert.Contains("Decide: give everybody full points</button>", shown, StringComparison.Ordinal);
        var forms = shown.Split("<form").Skip(1).Where(form => form.Contains($"action=\"{Path}\"", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, forms.Length);
        Assert.Contains("type=\"radio\"", forms[0], StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"radio\"", forms[1], StringComparison.Ordinal);
        Assert.Contains("type=\"hidden\" name=\"correction\" value=\"FullMarks\"", forms[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_effect_that_nobody_has_seen_is_not_decided()
    {
        var (_, _, ed) = await Given();
        await _site.Publish(Course(WithKey("q1", "b")));
        var seen = await ed.Page(Path + "?correction=NewKey");
        await _site.Publish(Course(WithKey("q1", "c")));

        var late = await ed.PostWithToken(Visitor.Token(seen), Path, ("correction", "NewKey"), ("revision", RevisionIn(seen)), ("reason", "x"));
        var unseen = await ed.PostForm(Path, Path, ("correction", "FullMarks"), ("reason", "x"));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (late.StatusCode, unseen.StatusCode));
        Assert.Contains($"href=\"{Path}?correction=NewKey\"", await late.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.KeyCorrections.CountAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.Found, (await Decide(ed, "NewKey", "x")).StatusCode);
    }

    [Fact]
    public void Every_decision_has_its_words() =>
        Assert.DoesNotContain(Enum.GetNames<Correction>(), name => !InterfaceTexts.Has($"Correction.Name.{name}"));

    /// <summary>As the page does it: the effect is shown, and its form posted.</summary>
    private static async Task<HttpResponseMessage> Decide(Visitor editor, string correction, string reason)
    {
        var shown = await editor.Page($"{Path}?correction={correction}");
        return await editor.PostWithToken(Visitor.Token(shown), Path, ("correction", correction), ("revision", RevisionIn(shown)), ("reason", reason));
    }

    private static string RevisionIn(string page) => RevisionField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"revision\" value=\"([^\"]+)\"")]
    private static partial Regex RevisionField();

    /// <summary>Bo chose a and passed, Di chose b and did not.</summary>
    private async Task<(Visitor Bo, Visitor Di, Visitor Ed)> Given()
    {
        await _site.Publish(Course(Drafts.Question("q1")));
        var bo = await _site.Enrolled("bodo");
        var di = await _site.Enrolled("dina");
        foreach (var learner in new[] { bo, di })
        {
            await learner.PostJson("/learn/rhythm/beat", "/record", new { id = Guid.CreateVersion7(), verb = "Completed", course = "rhythm", activity = "beat", at = DateTimeOffset.UtcNow });
        }

        await bo.Take(("q1", "a"));
        await di.Take(("q1", "b"));
        return (bo, di, await _site.SignedInAs("edda", "Editor"));
    }

    private static CourseDraft Course(Question question) => QuizCourse.With(ActivityKind.Test, null, question);

    private static SingleChoice WithKey(string id, string right)
    {
        var question = Drafts.Question(id);
        return question with { Options = [.. question.Options.Select(o => o with { IsRight = o.Value == right })] };
    }

    private Task<List<int>> Percents() => _site.Db(async db =>
        (await db.Attempts.OrderBy(a => a.StartedAt).ThenBy(a => a.Id).ToListAsync(Cancellation)).Select(a => a.Score.Percent).ToList());
}
