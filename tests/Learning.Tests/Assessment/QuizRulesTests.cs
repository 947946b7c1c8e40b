using Learning.Assessment;
using Learning.Authoring;
using Learning.Progress;
using Learning.Questions;
using Learning.Record;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

/// <summary>What an author says of a quiz, as learners meet it. Each test has a site of its own: it moves the clock.</summary>
[NeedsDatabase]
public sealed class QuizRulesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task After_the_last_attempt_no_other_begins_and_the_page_says_so()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { Attempts = 2 });
        await bo.Take(("q1", "b"), ("q2", "b"));
        Assert.Contains("Attempts left: 1.", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        await bo.Take(("q1", "a"), ("q2", "b"));

        await bo.Begin(refusedWith: "Record.NoMoreAttempts");

        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("You have used all your attempts.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"attempted\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_nothing_to_gain_is_told_nothing_of_further_attempts()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { Attempts = 1 });

        await bo.Take(("q1", "a"), ("q2", "a"));

        Assert.DoesNotContain("You have used all your attempts.", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Counting.Best, true)]
    [InlineData(Counting.Last, false)]
    public async Task After_a_worse_attempt_she_reads_which_result_counts(Counting counts, bool isSaid)
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { Counts = counts });
        await bo.Take(("q1", "a"), ("q2", "b"));
        await bo.Take(("q1", "b"), ("q2", "b"));

        Assert.Equal(isSaid, (await bo.Page("/learn/rhythm/quiz")).Contains("Your result that counts: 50% (attempt 1).", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_course_says_how_often_each_quiz_may_be_taken()
    {
        var unlimited = await Given("bodo", ActivityKind.Test, null);
        Assert.Contains("You may try each quiz and test as often as you like.", await unlimited.Page("/courses/rhythm"), StringComparison.Ordinal);

        await _site.Publish(QuizCourse.With(ActivityKind.Test, new() { Attempts = 2 }, Drafts.Question("q1"), Drafts.Question("q2")));

        var page = await unlimited.Page("/courses/rhythm");
        Assert.DoesNotContain("as often as you like", page, StringComparison.Ordinal);
        Assert.Matches("The quiz</bdi>: 2 times", page);
    }

    [Fact]
    public async Task Several_tests_are_named_as_several()
    {
        var draft = QuizCourse.With(ActivityKind.Test, null, Drafts.Question("q1"));
        var module = draft.Outline.Modules[0];
        var more = module with { Activities = [.. module.Activities, module.Activities[1] with { Id = "second", Title = "Second test" }] };
        await _site.Publish(draft with
        {
            Outline = draft.Outline with { Modules = [more] },
            Quizzes = new Dictionary<string, QuizText> { ["quiz"] = new() { Questions = [Drafts.Question("q1")] }, ["second"] = new() { Questions = [Drafts.Question("q2")] } },
        });

        Assert.Contains("Pass all 2 tests, each with at least 60 per cent.", await _site.Visitor().Page("/courses/rhythm"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActivityKind.Survey, "Part 1 of 1", "Optional part")]
    [InlineData(ActivityKind.Test, "Part 1 of 2", "Part 2 of 2")]
    public async Task Parts_are_counted_as_the_certificate_counts_them(ActivityKind kind, string lesson, string quiz)
    {
        var bo = await Given("bodo", kind, null);

        Assert.Contains(lesson, await bo.Page("/learn/rhythm/beat"), StringComparison.Ordinal);
        Assert.Contains(quiz, await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beginning_twice_at_once_goes_on_with_the_open_attempt()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { Attempts = 1 });
        var first = await bo.Begin();

        await bo.Begin();

        Assert.Equal([first], await _site.Db(db => db.Attempts.Select(a => a.Id).ToListAsync(Cancellation)));
    }

    [Theory]
    [InlineData(Counting.Best, 100)]
    [InlineData(Counting.First, 0)]
    [InlineData(Counting.Last, 50)]
    public async Task The_attempt_that_counts_is_the_one_the_author_said(Counting counts, int percent)
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { Counts = counts });
        await bo.Take(("q1", "b"), ("q2", "b"));
        await bo.Take(("q1", "a"), ("q2", "a"));
        await bo.Take(("q1", "a"), ("q2", "b"));

        var result = await _site.Db(db => db.ActivityResults.SingleAsync(Cancellation));
        Assert.Equal(percent, result.Best.Percent);
        Assert.Equal(3, result.Tries);
        Assert.Equal(counts != Counting.First, result.PassedAt is not null);   // passed once stays passed, whatever counts later
    }

    [Fact]
    public async Task An_answer_counts_until_two_minutes_after_the_end_and_not_later()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { TimeLimit = 30 });
        var attempt = await bo.Begin();
        Assert.Contains("data-seconds-left=\"1800\"", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);

        _site.Clock.Ahead = TimeSpan.FromMinutes(31.9);
        await bo.Answer(attempt, "q1", "a");
        _site.Clock.Ahead = TimeSpan.FromMinutes(32.1);
        await bo.Answer(attempt, "q2", "a", refusedWith: "Record.TimeIsOver");

        Assert.Equal(["q1"], await _site.Db(db => db.ItemResponses.Select(r => r.QuestionId).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task An_attempt_whose_time_is_over_is_handed_in_by_the_site_with_what_was_answered()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { TimeLimit = 30 });
        var attempt = await bo.Begin();
        await bo.Answer(attempt, "q1", "a");

        _site.Clock.Ahead = TimeSpan.FromMinutes(31);
        Assert.Equal(0, await _site.With<HandInOverdue, int>(round => round.RunOnceAsync(Cancellation)));
        _site.Clock.Ahead = TimeSpan.FromMinutes(33);
        Assert.Equal(1, await _site.With<HandInOverdue, int>(round => round.RunOnceAsync(Cancellation)));
        Assert.Equal(0, await _site.With<HandInOverdue, int>(round => round.RunOnceAsync(Cancellation)));

        var ended = await _site.Db(db => db.Attempts.SingleAsync(Cancellation));
        Assert.Equal(ended.EndsAt, ended.SubmittedAt);
        Assert.Equal(50, ended.Score.Percent);
        Assert.Equal(1, await _site.Db(db => db.Entries.CountAsync(e => e.Verb == Verb.Submitted, Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.ActivityResults.Select(r => r.Tries).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Who_has_left_the_course_is_handed_in_too_and_it_counts_for_nothing()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { TimeLimit = 30 });
        await bo.Begin();
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("UPDATE \"Enrolment\" SET \"WithdrawnAt\" = \"StartedAt\"", Cancellation));

        _site.Clock.Ahead = TimeSpan.FromMinutes(33);
        await _site.With<HandInOverdue, int>(round => round.RunOnceAsync(Cancellation));

        Assert.NotNull((await _site.Db(db => db.Attempts.SingleAsync(Cancellation))).SubmittedAt);
        Assert.Equal(0, await _site.Db(db => db.ActivityResults.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_quiz_takes_nobody_before_it_opens_or_after_it_closes_and_explains_when_it_has_closed()
    {
        var now = DateTimeOffset.UtcNow;
        var bo = await Given("bodo", ActivityKind.Test, new() { OpensAt = now.AddHours(1), ClosesAt = now.AddHours(3), ExplainsAfterClosing = true });
        await bo.Begin(refusedWith: "Record.NotOpenYet");
        Assert.Contains("This quiz has not opened yet.", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);

        _site.Clock.Ahead = TimeSpan.FromHours(2);
        await bo.Take(("q1", "a"), ("q2", "b"));
        var before = await bo.Page("/learn/rhythm/quiz");
        Assert.DoesNotContain("It is a.", before, StringComparison.Ordinal);
        Assert.Contains("50", before, StringComparison.Ordinal);

        _site.Clock.Ahead = TimeSpan.FromHours(4);
        Assert.Contains("It is a.", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        await bo.Begin(refusedWith: "Record.Closed");
    }

    [Fact]
    public async Task A_practice_quiz_that_has_not_opened_shows_no_question()
    {
        var bo = await Given("bodo", ActivityKind.Practice, new() { OpensAt = DateTimeOffset.UtcNow.AddDays(1) });

        Assert.DoesNotContain("Is q1 a?", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_begun_shortly_before_closing_ends_with_the_quiz()
    {
        var closes = DateTimeOffset.UtcNow.AddMinutes(10);
        var bo = await Given("bodo", ActivityKind.Test, new() { TimeLimit = 30, ClosesAt = closes });

        await bo.Begin();

        Assert.Equal(closes.ToUnixTimeMilliseconds(), (await _site.Db(db => db.Attempts.SingleAsync(Cancellation))).EndsAt!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Practice_is_mastered_with_so_many_of_the_last_answers()
    {
        var bo = await Given("bodo", ActivityKind.Practice, new() { Mastery = new(3, 4) });
        await Practise(bo, "a", "b");
        Assert.False(await IsPassed());
        await Practise(bo, "a", "a");
        Assert.True(await IsPassed());
    }

    [Fact]
    public async Task What_a_pre_test_shows_she_knows_she_may_skip()
    {
        var bo = await Given("bodo", ActivityKind.PreTest, null);
        await bo.Take(("q1", "a"), ("q2", "a"));

        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("These lessons are marked as done.", page, StringComparison.Ordinal);
        Assert.Contains("Keep a pulse", page.Split("known\"")[1].Split("</ul>")[0], StringComparison.Ordinal);
        Assert.Contains("/learn/rhythm/beat", page.Split("known-lessons\"")[1].Split("</ul>")[0], StringComparison.Ordinal);
        var outcome = await _site.Db(db => db.CourseOutcomes.SingleAsync(Cancellation));
        Assert.Contains("beat", outcome.DoneIds);
    }

    [Fact]
    public async Task What_a_pre_test_shows_she_does_not_know_is_still_to_do()
    {
        var bo = await Given("bodo", ActivityKind.PreTest, new() { Attempts = 1 });
        var before = await bo.Page("/learn/rhythm/quiz");
        await bo.Take(("q1", "a"), ("q2", "b"));

        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("An objective counts as known from 60 per cent on.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("You pass with", before, StringComparison.Ordinal);
        Assert.DoesNotContain("The best one counts.", before, StringComparison.Ordinal);
        Assert.Contains("No lesson is marked as done by this.", page, StringComparison.Ordinal);
        Assert.Contains("The lessons about the rest", page, StringComparison.Ordinal);
        Assert.All(
            new[] { "These lessons are marked as done.", "Worth reading again", "You have used all your attempts.", "What you know already", "The pass mark is" },
            untrue => Assert.DoesNotContain(untrue, page, StringComparison.Ordinal));
        Assert.Equal(["quiz"], (await _site.Db(db => db.CourseOutcomes.SingleAsync(Cancellation))).DoneIds);
    }

    [Fact]
    public async Task A_survey_has_no_score_and_is_done_when_it_is_handed_in()
    {
        var opinion = new Opinion { Id = "o", Objective = "", Lesson = "", Prompt = "How was it?", Explanation = "", Options = [new("a", "Good", false, ""), new("b", "Bad", false, "")] };
        await _site.Publish(QuizCourse.With(ActivityKind.Survey, null, opinion));
        var bo = await _site.Enrolled("bodo");
        var attempt = await bo.Begin();
        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("How was it?", page, StringComparison.Ordinal);

        await bo.Answer(attempt, "o", "b");
        await bo.HandIn(attempt);

        Assert.Contains("Thank you: your answers have arrived", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Attempts.Select(a => a.Max).SingleAsync(Cancellation)));
        Assert.Equal(["quiz"], (await _site.Db(db => db.CourseOutcomes.SingleAsync(Cancellation))).DoneIds);
    }

    [Fact]
    public async Task How_sure_she_was_is_kept_and_a_sure_mistake_is_named()
    {
        var bo = await Given("bodo", ActivityKind.Test, new() { AsksCertainty = true });
        var attempt = await bo.Begin();
        Assert.Contains("name=\"certainty.q1\"", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);

        await bo.Answer(attempt, "q1", "b", certainty: 3);
        await bo.Answer(attempt, "q2", "a", certainty: 9, refusedWith: "Record.TooLong");
        await bo.Answer(attempt, "q2", "a", certainty: 1);
        await bo.HandIn(attempt);

        Assert.Equal([3, 1], await _site.Db(db => db.ItemResponses.OrderBy(r => r.QuestionId).Select(r => r.Certainty).ToListAsync(Cancellation)));
        var page = await bo.Page("/learn/rhythm/quiz");
        Assert.Contains("You were very sure of 1 answer that was not right.", page, StringComparison.Ordinal);
        Assert.Contains("Sure, and not right", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pages_opened_before_the_first_answer_are_one_attempt()
    {
        var bo = await Given("bodo", ActivityKind.Practice, null);
        string Attempt(string page) => page.Split("data-attempt=\"")[1].Split('"')[0];

        var one = Attempt(await bo.Page("/learn/rhythm/quiz"));
        var two = Attempt(await bo.Page("/learn/rhythm/quiz"));
        await bo.Answer(Guid.Parse(one), "q1", "a");
        await bo.Answer(Guid.Parse(two), "q2", "a");

        Assert.Equal(one, two);
        Assert.NotNull((await _site.Db(db => db.Attempts.SingleAsync(Cancellation))).SubmittedAt);
    }

    [Fact]
    public async Task A_running_attempt_keeps_its_questions_when_the_course_is_published_anew()
    {
        var bo = await Given("bodo", ActivityKind.Test, null);
        var attempt = await bo.Begin();
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, Drafts.Question("q9")));

        Assert.Contains("Is q1 a?", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
        await bo.Answer(attempt, "q1", "a");
        await bo.Answer(attempt, "q9", "a", refusedWith: "Record.NoSuchQuestion");
    }

    private async Task<Visitor> Given(string username, ActivityKind kind, QuizRules? rules)
    {
        await _site.Publish(QuizCourse.With(kind, rules, Drafts.Question("q1"), Drafts.Question("q2")));
        return await _site.Enrolled(username);
    }

    private async Task Practise(Visitor visitor, string first, string second)
    {
        _site.Clock.Ahead += TimeSpan.FromMinutes(1);
        var attempt = await visitor.Begin();
        await visitor.Answer(attempt, "q1", first);
        await visitor.Answer(attempt, "q2", second);
    }

    private async Task<bool> IsPassed() => (await _site.Db(db => db.ActivityResults.SingleAsync(Cancellation))).PassedAt is not null;
}
