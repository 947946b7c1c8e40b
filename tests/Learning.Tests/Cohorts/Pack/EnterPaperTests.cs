using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Cohorts.Pack;
using Learning.Questions;
using Learning.Record;
using Learning.Tests.Assessment;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts.Pack;

[NeedsDatabase]
public sealed class EnterPaperTests : IAsyncLifetime
{
    private const string Practice = "guide-right-quiz";

    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        (_fay, _cohort) = await _site.Hall();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_empty_code_is_asked_for()
    {
        Assert.DoesNotContain("Give the code of the paper.", await _fay.Page($"{PackSite.Address(_cohort)}/guide-sickness-quiz/entry"), StringComparison.Ordinal);

        var html = await (await _fay.Get($"{PackSite.Address(_cohort)}/guide-sickness-quiz/entry?paper=")).Body(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Give the code of the paper.", html, StringComparison.Ordinal);
    }

    /// <summary>Every kind of question: what the key says, written on paper and entered, is full marks, and is what the attempt was asked.</summary>
    [Fact]
    public async Task A_sheet_without_a_mistake_counts_full_whatever_it_asks()
    {
        await _site.Member("amina", _cohort);
        var amina = await _site.LearnerId("amina");
        var fay = await _site.LearnerId("fay");
        foreach (var quiz in Papers.GuideDraft().Outline.Activities.Where(a => a.IsQuiz && a.Rules is { OpensAt: null, ClosesAt: null }))
        {
            var paper = await _site.Paper(_cohort, quiz.Id);
            var hasKey = paper.Questions.Any(q => q.Question.HasKey);

            await (await _fay.Enter(_cohort, paper, quiz.Id, amina, [.. PackSite.AllRight(paper), .. hasKey ? Array.Empty<(string, string)>() : [("as_written", "yes")]])).Body(HttpStatusCode.Found);

            var attempt = await _site.Db(db => db.Attempts.AsNoTracking().SingleAsync(a => a.LearnerId == amina && a.ActivityId == quiz.Id, Cancellation));
            Assert.Equal(PaperId.AttemptOf(paper.Id, amina), attempt.Id);
            Assert.Equal(paper.Questions.Select(q => q.Id), attempt.QuestionIds);
            Assert.NotNull(attempt.SubmittedAt);
            Assert.Equal(paper.Questions.Where(q => q.Question.HasKey).Sum(q => q.Max), (int)attempt.Score.Raw.Numerator / (int)attempt.Score.Raw.Denominator);
            var entries = await _site.Db(db => db.Entries.AsNoTracking().Where(e => e.AttemptId == attempt.Id || e.Id == attempt.Id).ToListAsync(Cancellation));
            Assert.All(entries, e => Assert.Equal((fay, amina), (e.KeptBy, e.LearnerId)));
            Assert.Contains(entries, e => e.Verb == Verb.Attempted);
        }
    }

    [Fact]
    public async Task The_result_is_on_the_learners_page_and_in_her_standing_and_the_log_says_who_entered_it()
    {
        var learner = await _site.Member("amina", _cohort);
        var paper = await _site.Paper(_cohort, Practice);

        var answer = await _fay.Enter(_cohort, paper, Practice, await _site.LearnerId("amina"), PackSite.AllRight(paper));

        Assert.Contains("amina: 100%. Entered, and passed.", Text(await _fay.Page(answer.Headers.Location!.ToString())), StringComparison.Ordinal);
        Assert.Contains("100%", await learner.Page($"/learn/guide/{Practice}"), StringComparison.Ordinal);
        Assert.Equal(1, (await _site.Standing(_cohort, "amina")).DoneCount);
        Assert.Contains($"· {paper.Code}", await _fay.Page($"/cohorts/{_cohort}/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_enters_it_once_and_other_answers_for_the_same_sheet_are_refused()
    {
        await _site.Member("amina", _cohort);
        var amina = await _site.LearnerId("amina");
        var paper = await _site.Paper(_cohort, Practice);

        await (await _fay.Enter(_cohort, paper, Practice, amina, PackSite.AllRight(paper))).Body(HttpStatusCode.Found);
        await (await _fay.Enter(_cohort, paper, Practice, amina, PackSite.AllRight(paper))).Body(HttpStatusCode.Found);
        var refused = await (await _fay.Enter(_cohort, paper, Practice, amina, Wrong(paper))).Body(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("has been entered already", refused, StringComparison.Ordinal);
        Assert.Equal(1, await _site.Db(db => db.Attempts.CountAsync(a => a.LearnerId == amina, Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.CohortLog.CountAsync(e => e.Deed == CohortDeed.PaperEntered, Cancellation)));
    }

    [Fact]
    public async Task Another_version_is_another_attempt()
    {
        await _site.Member("amina", _cohort);
        var amina = await _site.LearnerId("amina");
        var (first, second) = (await _site.Paper(_cohort, Practice), await _site.Paper(_cohort, Practice, 'B'));

        await (await _fay.Enter(_cohort, first, Practice, amina, Wrong(first))).Body(HttpStatusCode.Found);
        await (await _fay.Enter(_cohort, second, Practice, amina, PackSite.AllRight(second))).Body(HttpStatusCode.Found);

        Assert.Equal([false, true], await _site.Db(db => db.Attempts.Where(a => a.LearnerId == amina).OrderBy(a => a.BeganAt).Select(a => a.Passed).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task What_bounds_her_attempts_bounds_those_on_paper_until_she_is_given_more()
    {
        await _site.Publish(QuizCourse.With("bound", ActivityKind.Test, new QuizRules { Attempts = 1 }, Learning.Tests.Courses.Drafts.Question("q1")));
        var cohort = await _fay.NewCohort("Bound", ("course", "bound"));
        var learner = await _site.Member("bosun", cohort);
        var bo = await _site.LearnerId("bosun");
        await learner.Begin("bound");
        var paper = await _site.Paper(cohort, "quiz", course: "bound");

        Task<HttpResponseMessage> EnterAsync() => _fay.PostForm(
            $"{PackSite.Address(cohort, "one", "bound")}/quiz/entry?paper=A1", $"{PackSite.Address(cohort, "one", "bound")}/quiz/entry", [("paper", "A1"), ("learner_id", bo), ("on", "2026-01-05"), .. PackSite.AllRight(paper)]);

        Assert.Contains("bosun had no attempts left", await (await EnterAsync()).Body(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Equal(1, await _site.Db(db => db.Attempts.CountAsync(a => a.LearnerId == bo, Cancellation)));

        await _fay.PostForm($"/allowances/bound/quiz/{bo}", $"/allowances/bound/quiz/{bo}", ("attempts", "1"), ("reason", "Sat on paper."));
        await (await EnterAsync()).Body(HttpStatusCode.Found);
        var sat = await _site.Db(db => db.Attempts.AsNoTracking().SingleAsync(a => a.LearnerId == bo && a.SubmittedAt != null, Cancellation));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero), sat.SubmittedAt);   // noon in Dakar
        Assert.True(sat.Passed);
    }

    /// <summary>The course is published anew between the meeting and the evening on which the sheets are entered.</summary>
    [Fact]
    public async Task A_sheet_of_an_earlier_edition_is_marked_as_it_was_printed()
    {
        await _site.Member("amina", _cohort);
        var amina = await _site.LearnerId("amina");
        var paper = await _site.Paper(_cohort, "guide-sickness-quiz");
        var draft = Papers.GuideDraft();
        var quiz = draft.Quizzes["guide-sickness-quiz"];
        var changed = quiz with { Questions = [.. quiz.Questions.Select(q => q is Numeric n ? n with { Answers = [.. n.Answers.Select(a => a with { Value = a.Value + 1 })] } : q)] };
        await _site.Publish(draft with { Quizzes = new Dictionary<string, QuizText>(draft.Quizzes) { ["guide-sickness-quiz"] = changed } });

        await (await _fay.Enter(_cohort, paper, "guide-sickness-quiz", amina, PackSite.AllRight(paper))).Body(HttpStatusCode.Found);

        Assert.True(await _site.Db(db => db.Attempts.Where(a => a.LearnerId == amina).Select(a => a.Passed).SingleAsync(Cancellation)));
        Assert.Contains(">A1<", await _fay.Page($"{PackSite.Address(_cohort)}/sheets?part=quiz&quiz=guide-sickness-quiz&versions=A&edition=1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learner_id", "", "Choose whose paper it is.")]
    [InlineData("learner_id", "nobody", "not in the group")]
    [InlineData("on", "2099-01-01", "still to come")]
    [InlineData("on", "yesterday", "Give the day")]
    [InlineData("answer.guide-sickness", "four hundred", "Question 1: Type only the number.")]
    public async Task Bad_input_comes_back_with_its_problem_and_all_that_was_typed(string field, string value, string problem)
    {
        await _site.Member("amina", _cohort);
        var paper = await _site.Paper(_cohort, "guide-sickness-quiz");
        (string, string)[] right = [("answer.guide-sickness", "451")];

        var html = await (await _fay.Enter(_cohort, paper, "guide-sickness-quiz", await _site.LearnerId("amina"), [.. right.Where(r => r.Item1 != field), (field, value)])).Body(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(problem, Text(html), StringComparison.Ordinal);
        Assert.Contains($"value=\"{(field.StartsWith("answer", StringComparison.Ordinal) ? value : "451")}\"", html, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Attempts.CountAsync(Cancellation)));
        Assert.Equal(0, await _site.Db(db => db.Entries.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task What_stands_so_on_the_sheet_is_entered_as_it_is()
    {
        await _site.Member("amina", _cohort);
        var paper = await _site.Paper(_cohort, "guide-sickness-quiz");

        await (await _fay.Enter(_cohort, paper, "guide-sickness-quiz", await _site.LearnerId("amina"), ("answer.guide-sickness", "four hundred"), ("as_written", "yes"))).Body(HttpStatusCode.Found);

        Assert.False((await _site.Db(db => db.Attempts.AsNoTracking().SingleAsync(Cancellation))).Passed);
    }

    [Fact]
    public async Task An_empty_sheet_is_asked_about_once()
    {
        await _site.Member("amina", _cohort);
        var amina = await _site.LearnerId("amina");
        var paper = await _site.Paper(_cohort, Practice);

        Assert.Contains("No answer is entered", await (await _fay.Enter(_cohort, paper, Practice, amina)).Body(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await (await _fay.Enter(_cohort, paper, Practice, amina, ("as_written", "yes"))).Body(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z9")]
    [InlineData("A99")]
    [InlineData("<script>")]
    public async Task A_code_that_no_sheet_has_is_asked_for_again(string code)
    {
        var answer = await _fay.Get($"{PackSite.Address(_cohort)}/{Practice}/entry?paper={Uri.EscapeDataString(code)}");

        var html = await answer.Body(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Code of the paper", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_enters_for_a_group_that_is_not_hers_and_no_learner_for_herself()
    {
        var learner = await _site.Member("amina", _cohort);
        var gus = await _site.SignedInAs("gustav", "Facilitator");
        var paper = await _site.Paper(_cohort, Practice);
        var amina = await _site.LearnerId("amina");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"{PackSite.Address(_cohort)}/{Practice}/entry?paper=A1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.PostForm("/cohorts", $"{PackSite.Address(_cohort)}/{Practice}/entry", [("paper", "A1"), ("learner_id", amina), .. PackSite.AllRight(paper)])).StatusCode);
        var turnedAway = await learner.PostForm("/my", $"{PackSite.Address(_cohort)}/{Practice}/entry", [("paper", "A1"), ("learner_id", amina), .. PackSite.AllRight(paper)]);
        Assert.DoesNotContain("entered", turnedAway.Headers.Location?.Query ?? "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _fay.PostWithToken(null, $"{PackSite.Address(_cohort)}/{Practice}/entry", ("paper", "A1"))).StatusCode);

        // The id of a paper's attempt is easily worked out, and of no use from a browser.
        await learner.Record(
            new { id = Guid.CreateVersion7(), verb = "Answered", course = "guide", activity = Practice, attempt = PaperId.AttemptOf(paper.Id, amina), question = "guide-right", response = new[] { "b" }, at = DateTimeOffset.UtcNow },
            "Record.NoAttempt");
        Assert.Equal(0, await _site.Db(db => db.Attempts.CountAsync(Cancellation)));
    }

    private static (string, string)[] Wrong(PaperQuiz paper) => [.. paper.Questions.Select(q => ($"answer.{q.Id}", q.Choices.First(c => c.Letter != q.Key.Marks[0].Text).Value))];

    /// <summary>The words of a page.</summary>
    private static string Text(string html) => System.Text.RegularExpressions.Regex.Replace(System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", "")), @"\s+", " ");
}
