using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Questions;
using Learning.Tests.Assessment;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Study;

/// <summary>Without script: one answer of a practice quiz is checked, and what is typed elsewhere on the page stays.</summary>
[NeedsDatabase]
public sealed class CheckAnswerTests : IAsyncLifetime
{
    private const string Quiz = "/learn/rhythm/quiz";

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_she_typed_in_another_question_comes_back_unchecked()
    {
        var (bo, attempt) = await Practising();

        var answer = await Check(bo, attempt, "q1", ("answer.q1", "a"), ("answer.sum", "877.5"), ("answer.q2", "c"));

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["q1"], await Answered());
        Assert.Contains("class=\"verdict is-right\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"877.5\"", page, StringComparison.Ordinal);
        Assert.Matches("name=\"answer.q2\" value=\"c\" checked", page);
        Assert.DoesNotContain("877.5 it is.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_else_on_the_page_she_is_led_to_the_question()
    {
        var (bo, attempt) = await Practising();

        var answer = await Check(bo, attempt, "q1", ("answer.q1", "a"), ("answer.sum", ""));

        Assert.Equal(Quiz + "#q-q1", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Without_an_answer_she_is_asked_for_one_and_the_rest_stays()
    {
        var (bo, attempt) = await Practising();

        var answer = await Check(bo, attempt, "q1", ("answer.sum", "877.5"));

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await Answered());
        Assert.Contains(">Give an answer first.</p>", page.Split("id=\"q-q1\"")[1].Split("</section>")[0], StringComparison.Ordinal);
        Assert.Contains("value=\"877.5\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_a_number_is_not_taken_and_stays_in_its_field()
    {
        var (bo, attempt) = await Practising();

        var page = await (await Check(bo, attempt, "sum", ("answer.sum", "about 400"))).Content.ReadAsStringAsync(Cancellation);

        Assert.Empty(await Answered());
        Assert.Contains(">Type only the number.</p>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"about 400\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_place_for_two_things_is_not_taken()
    {
        var order = new Ordering
        {
            Id = "order", Objective = "pulse", Lesson = "beat", Prompt = "Order?", Explanation = "<p>So.</p>",
            Items = [new("a1", "One", "One"), new("b2", "Two", "Two"), new("c3", "Three", "Three")],
        };
        var twice = new Response(["a1=1", "b2=1", "c3=3"]);
        var (bo, attempt) = await Practising(order);

        var page = await (await Check(bo, attempt, "order", [.. twice.Values.Select(v => ("answer.order", v))])).Content.ReadAsStringAsync(Cancellation);

        Assert.Empty(await Answered());
        Assert.Contains("Two things have place 1.", page, StringComparison.Ordinal);
        Assert.Matches("value=\"b2=1\" selected", page);
        Assert.All(order.Show(twice, order.Mark(twice), null).Parts, part => Assert.False(part.IsRight));
        Assert.Null(order.FindUnclear(new(["a1=2", "b2=1"])));
    }

    [Fact]
    public async Task Enter_in_the_only_field_that_is_filled_in_checks_it_and_else_says_what_to_press()
    {
        var (bo, attempt) = await Practising();

        var page = await (await Check(bo, attempt, "", ("answer.sum", "1"), ("answer.q1", "a"))).Content.ReadAsStringAsync(Cancellation);
        Assert.Empty(await Answered());
        Assert.Contains("Press the button below the question", page, StringComparison.Ordinal);

        await Check(bo, attempt, "", ("answer.sum", "877.5"));
        Assert.Equal(["sum"], await Answered());
    }

    [Fact]
    public async Task A_form_whose_session_has_ended_comes_back_and_goes_to_its_page()
    {
        var (bo, attempt) = await Practising();
        var fields = Form(attempt, "q1", ("answer.q1", "a"), ("answer.sum", "877.5")).Append(("__RequestVerificationToken", "old")).ToArray();

        var kept = await (await bo.PostWithToken(null, Quiz, fields)).Content.ReadAsStringAsync(Cancellation);

        Assert.Contains($"action=\"{Quiz}\"", kept, StringComparison.Ordinal);
        Assert.Contains("name=\"check\" value=\"q1\"", kept, StringComparison.Ordinal);
        Assert.Contains("name=\"answer.sum\" value=\"877.5\"", kept, StringComparison.Ordinal);
        Assert.Empty(await Answered());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visitor().PostWithToken(null, Quiz, fields)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.PostWithToken(null, Quiz, [.. Form(attempt, "q1")])).StatusCode);
    }

    private async Task<(Visitor Bo, string Attempt)> Practising(params Question[] more)
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Practice, null, [Drafts.Question("q1"), Drafts.Question("q2"), HandInFormTests.Sum(), .. more]));
        var bo = await _site.Enrolled("bodo");
        return (bo, (await bo.Page(Quiz)).Split("data-attempt=\"")[1].Split('"')[0]);
    }

    private Task<List<string>> Answered() => _site.Db(db => db.ItemResponses.Select(r => r.QuestionId).ToListAsync(Cancellation));

    private static (string, string)[] Form(string attempt, string question, params (string, string)[] fields) =>
    [
        ("id", Guid.CreateVersion7().ToString()), ("verb", "answered"), ("course", "rhythm"), ("activity", "quiz"), ("attempt", attempt), ("next", Quiz), ("check", question), .. fields,
    ];

    private static Task<HttpResponseMessage> Check(Visitor visitor, string attempt, string question, params (string, string)[] fields) =>
        visitor.PostForm(Quiz, Quiz, Form(attempt, question, fields));
}
