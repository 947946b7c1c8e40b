using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Questions;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

/// <summary>Without script: a form that hands in is asked first where answers are missing or unclear.</summary>
[NeedsDatabase]
public sealed class HandInFormTests : IAsyncLifetime
{
    private const string Asked = "/learn/rhythm/quiz?unanswered=yes#unanswered";

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(ActivityKind.Test)]
    [InlineData(ActivityKind.PreTest)]
    [InlineData(ActivityKind.Survey)]
    public async Task With_an_answer_missing_she_is_asked_and_nothing_is_lost(ActivityKind kind)
    {
        var (bo, attempt) = await Begun(kind, null, Drafts.Question("q1"), Drafts.Question("q2"));

        var first = await Post(bo, attempt, ("verb", "submitted"), ("answer.q1", "a"));

        Assert.Equal(Asked, first.Headers.Location?.ToString());
        Assert.True(await IsOpen());
        Assert.Equal(["q1"], await _site.Db(db => db.ItemResponses.Select(r => r.QuestionId).ToListAsync(Cancellation)));
        var page = await bo.Page(Asked.Split('#')[0]);
        Assert.Contains("Not answered: 1 of 2.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#q-q2\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"unanswered\"[^>]*\">", page);

        var second = await Post(bo, attempt, ("confirmed", "submitted"), ("answer.q1", "a"));
        Assert.Equal("/learn/rhythm/quiz", second.Headers.Location?.ToString());
        Assert.False(await IsOpen());
    }

    [Fact]
    public async Task With_every_answer_she_is_not_asked()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, null, Drafts.Question("q1"), Drafts.Question("q2"));
        await bo.Answer(attempt, "q1", "a");

        Assert.Equal("/learn/rhythm/quiz", (await Post(bo, attempt, ("verb", "submitted"), ("answer.q2", "a"))).Headers.Location?.ToString());
        Assert.False(await IsOpen());
    }

    [Fact]
    public async Task When_the_time_is_over_nobody_is_asked()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, new() { TimeLimit = 30 }, Drafts.Question("q1"), Drafts.Question("q2"));
        _site.Clock.Ahead = TimeSpan.FromMinutes(31);

        await Post(bo, attempt, ("verb", "submitted"));

        Assert.False(await IsOpen());
    }

    [Fact]
    public async Task An_entry_from_a_journal_hands_in_as_it_is()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, null, Drafts.Question("q1"));

        await bo.HandIn(attempt);

        Assert.False(await IsOpen());
    }

    [Fact]
    public async Task What_is_not_a_number_is_said_before_it_is_marked_and_stays()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, null, Sum());

        Assert.Equal(Asked, (await Post(bo, attempt, ("verb", "submitted"), ("answer.sum", "about 400"))).Headers.Location?.ToString());

        var page = await bo.Page(Asked.Split('#')[0]);
        Assert.Contains(">Type only the number.</p>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"about 400\"", page, StringComparison.Ordinal);
        Assert.Contains("Answers that cannot be read as they stand: 1.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_for_later_is_said_at_the_top()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, null, Drafts.Question("q1"), Drafts.Question("q2"));

        var answer = await Post(bo, attempt, ("verb", "answered"), ("answer.q1", "a"));

        Assert.Equal("/learn/rhythm/quiz?saved=yes", answer.Headers.Location?.ToString());
        Assert.Contains("Everything is saved.", (await bo.Page("/learn/rhythm/quiz?saved=yes")).Split("id=\"test\"")[0].Split("id=\"said-here\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_a_question_is_written_in_the_language_of_its_course()
    {
        var (bo, attempt) = await Begun(ActivityKind.Test, null, Sum());
        await bo.PostForm("/", "/language", ("language", "fr"), ("return_url", "/"));
        await bo.Answer(attempt, "sum", "1234,25");
        await bo.HandIn(attempt);

        var page = WebUtility.HtmlDecode(await bo.Page("/learn/rhythm/quiz"));

        Assert.Matches("<bdi lang=\"en\" dir=\"ltr\"\\s*>877[.]5 a month</bdi>", page);
        Assert.Matches("<bdi lang=\"en\" dir=\"ltr\"\\s*>1,234[.]25 a month</bdi>", page);
    }

    internal static Numeric Sum() => new()
    {
        Id = "sum",
        Objective = "pulse",
        Lesson = "beat",
        Prompt = "How much?",
        Explanation = "<p>877.5 it is.</p>",
        Unit = "a month",
        Answers = [new(877.5m, 0, true, "")],
    };

    private async Task<(Visitor Bo, Guid Attempt)> Begun(ActivityKind kind, QuizRules? rules, params Question[] questions)
    {
        await _site.Publish(QuizCourse.With(kind, rules, questions));
        var bo = await _site.Enrolled("bodo");
        return (bo, await bo.Begin());
    }

    private async Task<bool> IsOpen() => (await _site.Db(db => db.Attempts.AsNoTracking().SingleAsync(Cancellation))).IsOpen;

    private static Task<HttpResponseMessage> Post(Visitor visitor, Guid attempt, params (string, string)[] fields) => visitor.PostForm(
        "/learn/rhythm/quiz", "/record",
        [("id", Guid.CreateVersion7().ToString()), ("course", "rhythm"), ("activity", "quiz"), ("attempt", attempt.ToString()), ("next", "/learn/rhythm/quiz"), .. fields]);
}
