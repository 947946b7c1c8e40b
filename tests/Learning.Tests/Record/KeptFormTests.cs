using System.Net;
using System.Text.RegularExpressions;
using Learning.Questions;
using Learning.Tests.Courses;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Record;

/// <summary>Without script: what she typed comes back when her session has ended, and goes out when she is in again and presses.</summary>
[NeedsDatabase]
public sealed partial class KeptFormTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Secret = "a long enough secret";

    private static readonly InterfaceTexts Texts = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task What_she_typed_survives_an_ended_session_and_goes_out_when_she_is_in_again_and_presses()
    {
        var (form, question) = await OpenTest("typed");
        var phone = site.Visitor();   // the same phone, its cookies gone

        var carried = await Post(phone, "/record", [.. form, ($"answer.{question}", "a"), ($"certainty.{question}", "3"), ("verb", "submitted")]);
        var page = await Html(carried);
        Assert.Equal(HttpStatusCode.Unauthorized, carried.StatusCode);
        Assert.Contains($"name=\"answer.{question}\" value=\"a\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/sign-in/again\"", page, StringComparison.Ordinal);

        var ready = await Post(phone, "/sign-in/again", [.. Fields(page), ("username", "typed"), ("secret", Secret)]);
        var back = await Html(ready);
        Assert.Equal(HttpStatusCode.Conflict, ready.StatusCode);
        Assert.Contains(Texts["KeptForm.Send"], back, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, back, StringComparison.Ordinal);
        Assert.Equal(0, await Entries(question, "typed"));   // nothing without her press

        var sent = await Post(phone, "/record", Fields(back));
        Assert.Equal("/learn/rhythm/exam?unanswered=yes#unanswered", sent.Headers.Location?.ToString());   // asked first, as on the page itself
        Assert.Equal(1, await Entries(question, "typed"));
        var kept = await site.Db(db => db.Set<Learning.Assessment.ItemResponse>().SingleAsync(r => r.QuestionId == question && r.Certainty == 3, Cancellation));
        Assert.Equal(["a"], kept.Values);
    }

    [Fact]
    public async Task A_wrong_secret_says_so_and_carries_on()
    {
        var (form, question) = await OpenTest("mistypes-it");
        var phone = site.Visitor();
        var page = await Html(await Post(phone, "/record", [.. form, ($"answer.{question}", "b"), ("verb", "answered")]));

        var wrong = await Post(phone, "/sign-in/again", [.. Fields(page), ("username", "mistypes-it"), ("secret", "something else")]);
        var again = await Html(wrong);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains(Texts["SignIn.Wrong"], again, StringComparison.Ordinal);
        Assert.Contains("value=\"mistypes-it\"", again, StringComparison.Ordinal);
        Assert.Contains($"name=\"answer.{question}\" value=\"b\"", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_hers_goes_out_under_another_name()
    {
        var (form, question) = await OpenTest("hers");
        await site.SignedInAs("not-her");
        var phone = site.Visitor();
        var page = await Html(await Post(phone, "/record", [.. form, ($"answer.{question}", "a"), ("verb", "answered")]));

        var refused = await Post(phone, "/sign-in/again", [.. Fields(page), ("username", "not-her"), ("secret", Secret)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(Texts["SignIn.SomebodyElse"], await Html(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await phone.Get("/my")).StatusCode);   // and is not signed in

        // Somebody else is, by the usual way: the form is not sent, and still carried.
        var other = site.Visitor();
        await other.PostForm("/sign-in", "/sign-in", ("username", "not-her"), ("secret", Secret));
        var kept = await Post(other, "/record", [.. form, ($"answer.{question}", "a"), ("verb", "answered")]);
        var told = await Html(kept);
        Assert.Equal(HttpStatusCode.Conflict, kept.StatusCode);
        Assert.Contains(Texts["KeptForm.Other"], told, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts["KeptForm.Send"], told, StringComparison.Ordinal);
        Assert.Contains($"name=\"answer.{question}\" value=\"a\"", told, StringComparison.Ordinal);

        var ready = await Html(await Post(other, "/sign-in/again", [.. Fields(told), ("username", "hers"), ("secret", Secret)]));
        await Post(other, "/record", Fields(ready));
        Assert.Equal(1, await Entries(question, "hers"));
        Assert.Equal(0, await Entries(question, "not-her"));
    }

    [Fact]
    public async Task A_page_that_was_open_before_she_signed_in_again_needs_one_press_more()
    {
        var (form, question) = await OpenTest("in-again");
        var phone = site.Visitor();
        await phone.PostForm("/sign-in", "/sign-in", ("username", "in-again"), ("secret", Secret));

        var page = await Html(await Post(phone, "/record", [.. form, ($"answer.{question}", "c"), ("verb", "answered")]));
        Assert.Equal(0, await Entries(question, "in-again"));
        await Post(phone, "/record", Fields(page));

        Assert.Equal(1, await Entries(question, "in-again"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task What_another_site_posts_is_not_carried(string from)
    {
        var (form, question) = await OpenTest($"from-{from}");
        using var content = new FormUrlEncodedContent(form.Append(($"answer.{question}", "a")).Append(("verb", "answered")).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/record") { Content = content };
        request.Headers.Add("Sec-Fetch-Site", from);

        var answer = await site.Visitor().Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain($"answer.{question}", await Html(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_fields_of_a_form_of_answers_are_carried()
    {
        var (form, _) = await OpenTest("extra");

        var page = await Html(await Post(site.Visitor(), "/record", [.. form, ("verb", "answered"), ("role", "Administrator"), ("<b>", "x")]));

        Assert.DoesNotContain("Administrator", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_told_that_nobody_is_signed_in()
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        var answer = await site.Visitor().Http.PostAsync(new Uri("/record", UriKind.Relative), content, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Refusal.SignedOut", await Html(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_form_may_hold_is_refused_and_not_carried()
    {
        var (form, question) = await OpenTest("much");

        var answer = await Post(site.Visitor(), "/record", [.. form, ($"answer.{question}", new string('x', 300_000)), ("verb", "answered")]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    /// <summary>The fields of the open test as her browser has them.</summary>
    private async Task<((string, string)[] Form, string Question)> OpenTest(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        await visitor.PostForm(
            "/learn/rhythm/exam", "/record", ("id", Guid.CreateVersion7().ToString()), ("verb", "attempted"), ("course", "rhythm"), ("activity", "exam"), ("next", "/learn/rhythm/exam"));
        var page = await visitor.Page("/learn/rhythm/exam");
        var form = page[page.IndexOf("id=\"test\"", StringComparison.Ordinal)..];
        var question = AnswerName().Match(form).Groups[1].Value;
        return (Fields(form), question);
    }

    /// <summary>The hidden fields of the first form that has any besides those of every form.</summary>
    private static (string, string)[] Fields(string html)
    {
        var main = html.IndexOf("<main", StringComparison.Ordinal) is >= 0 and var at ? html[at..] : html;
        var form = main.Split("</form>").First(part => part.Contains("name=\"verb\"", StringComparison.Ordinal) || part.Contains("name=\"attempt\"", StringComparison.Ordinal));
        return [.. Hidden().Matches(form).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];
    }

    private static async Task<HttpResponseMessage> Post(Visitor visitor, string path, IEnumerable<(string, string)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await visitor.Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
    }

    private Task<int> Entries(string question, string username) => site.Db(db => db.Set<Learning.Record.Entry>().CountAsync(
        e => e.QuestionId == question && db.Set<Learning.Accounts.Learner>().Any(l => l.Id == e.LearnerId && l.Name == username), Cancellation));

    private static async Task<string> Html(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"answer\\.([^\"]+)\"")]
    private static partial Regex AnswerName();
}
