using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Notifications;
using Learning.Tests.Cohorts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Notifications;

[NeedsDatabase]
public sealed partial class MessageLearnersTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Configure = options => options.PublicAddress = MailSite.Address };
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Path => $"/cohorts/{_cohort}/messages";

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers");
        foreach (var name in new[] { "amina", "bodo", "carla" })
        {
            await _site.Member(name, _cohort);
            if (name != "carla")
            {
                await _site.Db(db => db.Learners.Where(l => l.Name == name).ExecuteUpdateAsync(set => set.SetProperty(l => l.Email, $"{name}@example.org"), Cancellation));
            }
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task She_sees_whom_it_reaches_before_it_goes_and_what_became_of_it_after()
    {
        var confirm = await Check("", "The <hall>", "We meet at six.\n\nBring water.");
        Assert.Contains("It reaches 3 people:", confirm, StringComparison.Ordinal);
        Assert.Contains("2 get it by mail too.", confirm, StringComparison.Ordinal);
        Assert.Contains("1 has no mail address here or wants no mail, and gets it in the inbox only.", confirm, StringComparison.Ordinal);
        Assert.Contains("The &lt;hall&gt;", confirm, StringComparison.Ordinal);
        Assert.Empty(await Sent());

        await Confirm(confirm, "", "The <hall>", "We meet at six.\n\nBring water.");
        await Confirm(confirm, "", "The <hall>", "We meet at six.\n\nBring water.");   // pressed twice

        Assert.Equal(3, (await Sent()).Count);
        Assert.Equal("We meet at six.\n\nBring water.\n\nfaye, Dockers", (await Sent())[0].Text);
        Assert.Equal(2, await _site.Db(db => db.Mails.CountAsync(m => m.Topic == Topic.FromFacilitator, Cancellation)));
        await _site.SendsMail();
        var page = await _fay.Page(Path);
        Assert.Contains("In 3 inboxes.", page, StringComparison.Ordinal);
        Assert.Contains("2 mails were sent.", page, StringComparison.Ordinal);
        Assert.Contains("faye", page, StringComparison.Ordinal);
        Assert.Equal(1, await _site.Db(db => db.CohortLog.CountAsync(e => e.Deed == CohortDeed.Messaged && e.Detail == "The <hall>", Cancellation)));
    }

    [Fact]
    public async Task One_learner_or_those_who_stand_alike()
    {
        var amina = await _site.LearnerId("amina");
        await Confirm(await Check("", "Hello", "Words", ("to", amina)), "", "Hello", "Words", ("to", amina));
        Assert.Equal([amina], (await Sent()).Select(m => m.LearnerId));

        await _site.Db(db => db.Members.Where(m => m.LearnerId != amina).ExecuteUpdateAsync(set => set.SetProperty(m => m.FinishedAt, _site.Clock.GetUtcNow()), Cancellation));
        await Confirm(await Check("Finished", "Well done", "Words"), "Finished", "Well done", "Words");
        Assert.Equal(2, (await Sent()).Count(m => m.Subject == "Well done"));
        Assert.DoesNotContain((await Sent()).Where(m => m.Subject == "Well done"), m => m.LearnerId == amina);

        var nobody = await _fay.PostForm(Path, Path, ("need", "Failing"), ("subject", "x"), ("text", "y"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.StatusCode);
        Assert.Contains($"/cohorts/{_cohort}/messages?to={amina}", await _fay.Page($"/cohorts/{_cohort}/members/{amina}"), StringComparison.Ordinal);
        Assert.Contains($"/cohorts/{_cohort}/messages?need=Finished", await _fay.Page($"/cohorts/{_cohort}?need=Finished"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_confirmation_she_goes_back_to_what_she_typed()
    {
        var confirm = await Check("NeverStarted", "The hall", "We meet at six.");
        Assert.Contains("name=\"edit\"", confirm, StringComparison.Ordinal);

        var answer = await _fay.PostWithToken(
            Visitor.Token(confirm), Path, ("need", "NeverStarted"), ("subject", "The hall"), ("text", "We meet at six."), ("sending", Sending().Match(confirm).Groups[1].Value), ("confirmed", "yes"), ("edit", "yes"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("value=\"The hall\"", page, StringComparison.Ordinal);
        Assert.Contains(">We meet at six.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"NeverStarted\" selected", page, StringComparison.Ordinal);
        Assert.Empty(await Sent());
    }

    [Theory]
    [InlineData("", "Words", "Give a subject.")]
    [InlineData("Hello", "  ", "Write what you want to say.")]
    public async Task What_is_missing_is_told_and_what_was_typed_comes_back(string subject, string text, string problem)
    {
        var answer = await _fay.PostForm(Path, Path, ("subject", subject), ("text", text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains(problem, page, StringComparison.Ordinal);
        Assert.Contains(subject.Length > 0 ? subject : text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subject_and_text_have_an_end()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _fay.PostForm(Path, Path, ("subject", new string('x', 151)), ("text", "y"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _fay.PostForm(Path, Path, ("subject", "x"), ("text", new string('y', 4_001)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _fay.PostForm(Path, Path, ("subject", new string('x', 150)), ("text", new string('y', 4_000)))).StatusCode);
    }

    [Fact]
    public async Task Ten_an_hour_are_enough()
    {
        for (var i = 0; i < MessageLearners.MostAnHour; i++)
        {
            Assert.Equal(HttpStatusCode.Found, (await Send(Guid.CreateVersion7())).StatusCode);
        }

        var again = await Send(Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        _site.Later(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Found, (await Send(Guid.CreateVersion7())).StatusCode);

        Task<HttpResponseMessage> Send(Guid sending) => _fay.PostForm(Path, Path, ("subject", "x"), ("text", "y"), ("confirmed", "yes"), ("sending", $"{sending}"));
    }

    [Fact]
    public async Task What_did_not_arrive_is_told_in_the_servers_words_and_may_be_sent_again()
    {
        await using var server = await SmtpServer.StartAsync();
        _site.Services.GetRequiredService<LearningOptions>().Mail = MailSite.To(server);
        await _site.Db(db => db.Learners.Where(l => l.Name == "amina").ExecuteUpdateAsync(set => set.SetProperty(l => l.Email, "refuse@example.org"), Cancellation));
        await _site.Db(db => db.Learners.Where(l => l.Name == "bodo").ExecuteUpdateAsync(set => set.SetProperty(l => l.Email, "hangup@example.org"), Cancellation));
        await Confirm(await Check("", "The hall", "Words"), "", "The hall", "Words");
        await _site.SendsMail();
        await _site.SendsMail();

        var list = await _fay.Page(Path);
        Assert.Contains("1 mail was refused.", list, StringComparison.Ordinal);
        Assert.Contains("1 mail was given up.", list, StringComparison.Ordinal);
        Assert.Contains("2 mails to this group did not arrive. See why.", list, StringComparison.Ordinal);
        var failed = await _fay.Page($"{Path}/failed");
        Assert.Contains("550 5.1.1 No such mailbox here", failed, StringComparison.Ordinal);
        Assert.Contains("cannot be known", failed, StringComparison.Ordinal);

        // The right address, and once more.
        await _site.Db(db => db.Learners.Where(l => l.Name == "amina").ExecuteUpdateAsync(set => set.SetProperty(l => l.Email, "right@example.org"), Cancellation));
        var mail = (await _site.MailTo("refuse@example.org")).Id;
        Assert.Equal(HttpStatusCode.Found, (await _fay.PostForm($"{Path}/failed", $"{Path}/failed/{mail}")).StatusCode);
        await _site.SendsMail();
        Assert.Equal(1, server.Messages.Count(m => m.To == "right@example.org"));
        await _fay.PostForm($"{Path}/failed", $"{Path}/failed/{mail}");   // pressed on an old page: it is sent already
        await _site.SendsMail();
        Assert.Equal(1, server.Messages.Count(m => m.To == "right@example.org"));
        Assert.DoesNotContain("550 5.1.1", await _fay.Page($"{Path}/failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facilitator_of_another_union_finds_nothing_there()
    {
        var gus = await _site.SignedInAs("gustavo", "Facilitator");
        var amina = await _site.SignedInAs("learner");
        var token = Visitor.Token(await gus.Page("/my/mail"));

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"{Path}/failed")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.PostWithToken(token, Path, ("subject", "x"), ("text", "y"), ("confirmed", "yes"), ("sending", $"{Guid.CreateVersion7()}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.PostWithToken(token, $"{Path}/failed/{Guid.CreateVersion7()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get($"{Path}?to=nobody")).StatusCode);
        Assert.Contains("not-allowed", (await amina.Get(Path)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Sent());
    }

    private async Task<string> Check(string need, string subject, string text, params (string, string)[] more)
    {
        var answer = await _fay.PostForm(Path, Path, [("need", need), ("subject", subject), ("text", text), .. more]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task Confirm(string page, string need, string subject, string text, params (string, string)[] more)
    {
        var answer = await _fay.PostWithToken(
            Visitor.Token(page), Path, [("need", need), ("subject", subject), ("text", text), ("confirmed", "yes"), ("sending", Sending().Match(page).Groups[1].Value), .. more]);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    private Task<List<Message>> Sent() => _site.Db(db => db.Messages.AsNoTracking().Where(m => m.Topic == Topic.FromFacilitator).ToListAsync(Cancellation));

    [GeneratedRegex("name=\"sending\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Sending();
}
