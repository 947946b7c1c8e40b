using System.Net;
using Learning.Review;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Review;

[NeedsDatabase]
public sealed class ReviewTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(Drafts.Rhythm());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_question_answered_wrongly_in_practice_comes_back_the_next_day_and_then_rests()
    {
        var bo = await Enrolled("bo-r");
        await Practise(bo, "b", "q1");
        Assert.DoesNotContain("/my/review", await bo.Page("/my"), StringComparison.Ordinal);

        _site.Clock.Ahead = TimeSpan.FromDays(1.1);
        Assert.Contains("/my/review", await bo.Page("/my"), StringComparison.Ordinal);
        var asked = await bo.Page("/my/review");
        var answer = await Review(bo, "q1", "a");
        var marked = await bo.Page(answer.Headers.Location!.ToString());

        Assert.Contains("Is q1 a?", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("It is a.", asked, StringComparison.Ordinal);
        Assert.Contains("It is a.", marked, StringComparison.Ordinal);
        var card = await _site.Db(db => db.ReviewCards.AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal(1, card.Box);
        Assert.Equal("/learn/rhythm/check", (await bo.Get("/learn/rhythm")).Headers.Location?.ToString());
        Assert.DoesNotContain("Is q1 a?", await bo.Page("/my/review"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_answer_the_question_stays_and_asks_for_one()
    {
        var bo = await Enrolled("blank-r");
        await Practise(bo, "b", "q1");
        _site.Clock.Ahead = TimeSpan.FromDays(1.1);
        (string, string)[] form =
        [
            ("id", Guid.CreateVersion7().ToString()), ("verb", "reviewed"), ("course", "rhythm"), ("activity", "beat"), ("check", "q1"), ("next", "/my/review?course=rhythm&shown=q1"),
        ];

        var blank = await bo.PostForm("/my/review", "/my/review", form);
        var page = await blank.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blank.StatusCode);
        Assert.Contains("role=\"alert\" data-choose=\"Give an answer first.\"", page, StringComparison.Ordinal);
        Assert.Contains(">Give an answer first.</p>", page, StringComparison.Ordinal);
        Assert.Contains("Is q1 a?", page, StringComparison.Ordinal);
        Assert.Contains("Is q1 a?", await bo.Page("/my/review?course=rhythm&shown=q1"), StringComparison.Ordinal);   // nothing to show yet: it is asked

        var answered = await bo.PostForm("/my/review", "/my/review", [.. form, ("answer.q1", "a")]);
        Assert.Contains("It is a.", await bo.Page(answered.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_has_left_the_course_holds_up_no_other()
    {
        var bo = await Enrolled("left-r");
        await Practise(bo, "b", "q1");
        await Practise(bo, "b", "q2");
        var draft = Drafts.Rhythm();
        await _site.Publish(draft with { Quizzes = new Dictionary<string, Learning.Authoring.QuizText>(draft.Quizzes) { ["check"] = new() { Questions = [Drafts.Question("q2")] } } });

        _site.Clock.Ahead = TimeSpan.FromDays(1.1);

        Assert.Contains("Is q2 a?", await bo.Page("/my/review"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_she_was_sure_of_comes_back_first()
    {
        var cards = new[] { new ReviewCard("l", "c", "q1"), new ReviewCard("l", "c", "q2") };
        var then = DateTimeOffset.UtcNow.AddDays(-3);
        cards[0].Answer(new(["b"]) { Certainty = 1 }, "", isRight: false, then, isReview: false);
        cards[1].Answer(new(["b"]) { Certainty = 3 }, "", isRight: false, then.AddHours(1), isReview: false);

        Assert.Equal("q2", ReviewDay.Of(cards, DateTimeOffset.UtcNow).Next!.QuestionId);
    }

    [Fact]
    public async Task A_test_gives_its_questions_when_it_is_handed_in_with_the_answers_that_stood()
    {
        var bo = await Enrolled("test-r");
        var attempt = Guid.CreateVersion7();
        await bo.PostJson("/learn/rhythm/exam", "/record", Entry("Attempted", "exam", null, null, null) with { Id = attempt });
        var questions = (await _site.Db(db => db.Set<Learning.Assessment.Attempt>().AsNoTracking().SingleAsync(a => a.Id == attempt, Cancellation))).QuestionIds;
        await bo.PostJson("/learn/rhythm/exam", "/record", Entry("Answered", "exam", attempt, questions[0], "b"));
        await bo.PostJson("/learn/rhythm/exam", "/record", Entry("Answered", "exam", attempt, questions[0], "a"));
        Assert.Equal(0, await _site.Db(db => db.ReviewCards.CountAsync(Cancellation)));

        await bo.PostJson("/learn/rhythm/exam", "/record", Entry("Submitted", "exam", attempt, null, null));

        var card = await _site.Db(db => db.ReviewCards.AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((questions[0], 1), (card.QuestionId, card.Box));
    }

    [Fact]
    public async Task What_has_not_come_back_was_never_asked_or_is_somebody_elses_is_refused()
    {
        var bo = await Enrolled("early-r");
        await Practise(bo, "b", "q1");

        Assert.Equal(HttpStatusCode.Conflict, (await Review(bo, "q1", "a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Review(bo, "p1", "a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Review(bo, "nothing", "a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Review(await Enrolled("other-r"), "q1", "a")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await _site.Visitor().Get("/my/review")).StatusCode);
        Assert.DoesNotContain("It is a.", await bo.Page("/my/review?course=rhythm&shown=q1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_a_day_and_no_more()
    {
        var learner = await Enrolled("many-r");
        await Practise(learner, "b", "q1");
        await Practise(learner, "b", "q2");
        var id = await _site.Db(db => db.ReviewCards.Select(c => c.LearnerId).FirstAsync(Cancellation));
        await _site.Db(async db =>
        {
            for (var n = 0; n < 20; n++)
            {
                var card = new ReviewCard(id, "rhythm", $"more-{n}");
                card.Answer(new(["a"]), "", isRight: false, DateTimeOffset.UtcNow.AddDays(-3), isReview: false);
                db.Add(card);
            }

            return await db.SaveChangesAsync(Cancellation);
        });

        var cards = await _site.Db(db => db.ReviewCards.OrderBy(c => c.DueAt).ToListAsync(Cancellation));
        var now = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);
        Assert.Equal(10, ReviewDay.Of(cards, now).Left);
        foreach (var card in cards.Take(10))
        {
            card.Answer(new(["a"]), "", isRight: true, now.AddMinutes(-1), isReview: true);
        }

        Assert.Equal((10, 0, null), (ReviewDay.Of(cards, now).Answered, ReviewDay.Of(cards, now).Left, ReviewDay.Of(cards, now).Next));
        Assert.Equal(10, ReviewDay.Of(cards, now.AddDays(1)).Left);
    }

    [Fact]
    public async Task What_a_guest_answered_comes_back_to_her_account_the_later_answer_first()
    {
        var known = await Enrolled("known-r");
        await Practise(known, "b", "q1");
        var guest = _site.Visitor();
        await guest.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        await Practise(guest, "a", "q1");
        await Practise(guest, "a", "q2");

        await guest.PostForm("/sign-in", "/sign-in", ("username", "known-r"), ("secret", "a long enough secret"), ("bring", "yes"));

        var cards = await _site.Db(db => db.ReviewCards.AsNoTracking().OrderBy(c => c.QuestionId).ToListAsync(Cancellation));
        Assert.Equal([("q1", 1), ("q2", 1)], cards.Select(c => (c.QuestionId, c.Box)));
        Assert.Single(cards.Select(c => c.LearnerId).Distinct());
    }

    [Fact]
    public void An_earlier_answer_that_arrives_later_changes_nothing()
    {
        var card = new ReviewCard("l", "c", "q");
        var now = DateTimeOffset.UtcNow;
        card.Answer(new(["a"]), "", isRight: true, now, isReview: true);

        card.Answer(new(["b"]), "", isRight: false, now.AddMinutes(-5), isReview: false);

        Assert.Equal((1, "a"), (card.Box, card.Response.Text));
    }

    private async Task<Visitor> Enrolled(string name)
    {
        var visitor = await _site.SignedInAs(name);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return visitor;
    }

    private static async Task Practise(Visitor learner, string answer, string question) =>
        await learner.PostJson("/learn/rhythm/check", "/record", Entry("Answered", "check", Guid.CreateVersion7(), question, answer));

    private static Task<HttpResponseMessage> Review(Visitor learner, string question, string answer) => learner.PostForm(
        "/my/review", "/record",
        ("id", Guid.CreateVersion7().ToString()), ("verb", "reviewed"), ("course", "rhythm"), ("activity", "beat"),
        ("next", $"/my/review?course=rhythm&shown={question}"), ($"answer.{question}", answer));

    private static Sent Entry(string verb, string activity, Guid? attempt, string? question, string? answer) =>
        new(Guid.CreateVersion7(), verb, "rhythm", activity, attempt, question, answer is null ? null : [answer], DateTimeOffset.UtcNow);

    private sealed record Sent(Guid Id, string Verb, string Course, string Activity, Guid? Attempt, string? Question, string[]? Response, DateTimeOffset At);
}
