using System.Net;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Notifications;
using Learning.Tests.Cohorts;
using Learning.Tests.Credentials;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Teaching.Certificates;

/// <summary>Those in charge of certificates, through the pages: who sees which, what is done and said, and what a holder may ask.</summary>
[NeedsDatabase]
public sealed class ChangeCertificateTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_administrator_revokes_one_and_everybody_is_told_what_is_theirs_to_know()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var boss = await _site.Administrator();
        var before = await BadgeAsync(certificate);

        Assert.Equal(HttpStatusCode.Found, (await Do(boss, certificate, "/revocation", ("cause", "Dishonesty"), ("reason", "Her cousin sat the test"))).StatusCode);

        var stranger = await _site.Visitor().Page($"/credentials/{certificate.Id}");
        Assert.Contains("This certificate was revoked.", stranger, StringComparison.Ordinal);
        Assert.Contains("the work was not the holder’s own", stranger, StringComparison.Ordinal);
        Assert.DoesNotContain("cousin", stranger, StringComparison.Ordinal);
        Assert.Contains("cousin", await amina.Page($"/credentials/{certificate.Id}"), StringComparison.Ordinal);
        Assert.Contains("does not count any more", await MessageAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("cousin", await MessageAsync(), StringComparison.Ordinal);   // her address may be somebody else's
        Assert.Equal(HttpStatusCode.Gone, (await amina.Get($"/credentials/{certificate.Id}.pdf")).StatusCode);
        Assert.Contains("Revoked", await JudgeAsync(before), StringComparison.Ordinal);
        Assert.Contains("Her cousin sat the test", await boss.Page($"/certificates/{certificate.Id}"), StringComparison.Ordinal);
        Assert.Contains($"/certificates/{certificate.Id}", await boss.Page("/certificates?state=revoked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_appeal_is_answered_and_the_certificate_holds_again_in_a_new_place()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var boss = await _site.Administrator();
        var before = await BadgeAsync(certificate);
        await Do(boss, certificate, "/revocation", ("cause", "Mistake"), ("reason", "Wrong course"));
        Assert.Equal(HttpStatusCode.Found, (await AskAsync(amina, certificate, ("kind", "Appeal"), ("text", "I did take this course."))).StatusCode);
        Assert.Contains("I did take this course.", await boss.Page($"/certificates/{certificate.Id}"), StringComparison.Ordinal);
        Assert.Contains("1 certificate waits for an answer.", await boss.Page("/desk"), StringComparison.Ordinal);
        Assert.Contains($"/certificates/{certificate.Id}", await boss.Page("/certificates?state=waiting"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await AnswerAsync(boss, certificate, "grant", "You are right.")).StatusCode);

        Assert.Contains("This certificate is valid.", await _site.Visitor().Page($"/credentials/{certificate.Id}"), StringComparison.Ordinal);
        Assert.Contains("Revoked", await JudgeAsync(before), StringComparison.Ordinal);   // what was once on a list stays there
        Assert.Contains("Genuine", await JudgeAsync(await BadgeAsync(certificate)), StringComparison.Ordinal);
        Assert.Contains("You are right.", await amina.Page($"/my/certificates/{certificate.Id}"), StringComparison.Ordinal);
        Assert.Contains("is valid again", await MessageAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await AnswerAsync(boss, certificate, "grant", "Once more.")).StatusCode);
        Assert.Empty((await _site.With<CheckLog, LogReport>(log => log.RunAsync(null, Cancellation))).Findings);
    }

    [Fact]
    public async Task A_declined_one_is_told_with_the_answer_and_changes_nothing()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var boss = await _site.Administrator();
        await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Queen Amina"), ("text", "I like it."));

        await AnswerAsync(boss, certificate, "decline", "It is not your name.");

        Assert.Equal("amina", (await _site.CertificateOf("amina")).HolderName);
        Assert.Contains("was declined", await MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("It is not your name.", await amina.Page($"/my/certificates/{certificate.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_name_keeps_the_address_and_makes_what_was_given_out_before_count_no_more()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var boss = await _site.Administrator();
        var before = await BadgeAsync(certificate);
        await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Amina <i>Diallo</i> 👷 سلمى"), ("text", "A letter was missing."));

        await AnswerAsync(boss, certificate, "grant", "Done.");

        var page = await _site.Visitor().Page($"/credentials/{certificate.Id}");
        Assert.Contains("<bdi>Amina &lt;i&gt;Diallo&lt;/i&gt; &#x1F477; سلمى</bdi>", page.Replace("👷", "&#x1F477;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("This certificate is valid.", page, StringComparison.Ordinal);
        Assert.Contains("Revoked", await JudgeAsync(before), StringComparison.Ordinal);
        Assert.Contains("Genuine", await JudgeAsync(await BadgeAsync(certificate)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_without_waiting_for_the_question_answers_it()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var boss = await _site.Administrator();
        await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Amina Diallo"), ("text", "Married."));

        await Do(boss, certificate, "/name", ("name", "Amina Diallo"), ("name_reason", "She told me"));

        Assert.Equal((RequestState.Granted, "She told me"), await _site.Db(async db => await db.CredentialRequests.Select(r => new ValueTuple<RequestState, string>(r.State, r.Answer)).SingleAsync(Cancellation)));
        Assert.Equal(2, (await _site.CertificateOf("amina")).Statuses.Count);
    }

    [Fact]
    public async Task A_facilitator_looks_after_those_of_her_learners_and_sees_no_others()
    {
        await _site.PublishesCertified();
        var boss = await _site.Administrator();
        var flora = await _site.SignedInAs("flora", Roles.Facilitator);
        var hers = await flora.NewCohort("Hers");
        var others = await boss.NewCohort("Another's");
        await _site.Member("amina", hers);
        await _site.Member("bodo", others);
        var course = await _site.PublishesCertified(new(IsIssued: true, Months: 12));
        await _site.Completes("amina", course);
        await _site.Completes("bodo", course);
        await _site.Completes("flora", course);
        Assert.Equal(HttpStatusCode.NotFound, (await flora.Get($"/certificates/{(await _site.CertificateOf("flora")).Id}")).StatusCode);   // her own is for others to look after
        var (amina, bodo) = (await _site.CertificateOf("amina"), await _site.CertificateOf("bodo"));

        var list = await flora.Page("/certificates");

        Assert.Contains($"{amina.Id}", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"{bodo.Id}", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await flora.Get($"/certificates/{bodo.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await flora.PostForm($"/certificates/{amina.Id}", $"/certificates/{bodo.Id}/revocation", ("cause", "Mistake"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await Do(flora, amina, "/renewal", ("until", $"{DateTime.UtcNow.AddYears(2):yyyy-MM-dd}"), ("renew_reason", "She taught the course"))).StatusCode);
        Assert.Contains($"{amina.Id}", await flora.Page($"/certificates?find={amina.Id}"), StringComparison.Ordinal);
        Assert.Contains($"{amina.Id}", await flora.Page("/certificates?find=amin"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{amina.Id}", await flora.Page("/certificates?find=nobody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_revoked_it_does_not_judge_the_appeal()
    {
        await _site.PublishesCertified();
        var flora = await _site.SignedInAs("flora", Roles.Facilitator);
        var amina = await _site.Member("amina", await flora.NewCohort("Hers"));
        await _site.Completes("amina", await _site.PublishesCertified());
        var certificate = await _site.CertificateOf("amina");
        await Do(flora, certificate, "/revocation", ("cause", "Other"), ("reason", "Because."));
        await AskAsync(amina, certificate, ("kind", "Appeal"), ("text", "Why?"));

        var answer = await AnswerAsync(flora, certificate, "decline", "Because.");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("somebody else decides", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(RequestState.Open, await _site.Db(db => db.CredentialRequests.Select(r => r.State).SingleAsync(Cancellation)));
    }

    [Theory]
    [InlineData("/revocation", "cause", "Mistake", "Give a reason.")]
    [InlineData("/revocation", "reason", "Because", "Choose a kind of reason.")]
    [InlineData("/revocation", "cause", "Replaced", "Choose a kind of reason.")]
    [InlineData("/name", "name_reason", "Because", "Write the name as it should stand")]
    [InlineData("/renewal", "until", "soon", "Write the day")]
    [InlineData("/renewal", "until", "2001-01-01", "Choose a day from today on")]
    [InlineData("/renewal", "until", "9999-12-31", "Choose a day from today on")]
    [InlineData("/renewal", "until", "tomorrow", "Choose a day after the one until which")]
    public async Task What_is_typed_wrong_is_said_and_changes_nothing(string act, string field, string value, string problem)
    {
        var (_, certificate) = await _site.Certified("amina", new(IsIssued: true, Months: 12));

        var answer = await Do(await _site.Administrator(), certificate, act, (field, value == "tomorrow" ? $"{DateTime.UtcNow.AddDays(1):yyyy-MM-dd}" : value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(1, await _site.Db(db => db.CredentialLog.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_holder_asks_once_and_only_what_can_be_asked()
    {
        var (amina, certificate) = await _site.Certified("amina");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(amina, certificate, ("kind", "Appeal"), ("text", "It holds."))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(amina, certificate, ("kind", "Correction"), ("text", "No name."))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Amina"), ("text", new string('x', 2001)))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Amina"), ("text", "Why not."))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(amina, certificate, ("kind", "Correction"), ("name", "Amina B"), ("text", "Again."))).StatusCode);
        Assert.Equal(1, await _site.Db(db => db.CredentialRequests.CountAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.Forbidden, (await amina.Get("/certificates")).StatusCode is HttpStatusCode.Found ? HttpStatusCode.Forbidden : (await amina.Get("/certificates")).StatusCode);
    }

    private static Task<HttpResponseMessage> Do(Visitor who, Credential certificate, string act, params (string, string)[] fields) => who.PostForm($"/certificates/{certificate.Id}", $"/certificates/{certificate.Id}{act}", fields);

    private static Task<HttpResponseMessage> AskAsync(Visitor holder, Credential certificate, params (string, string)[] fields) => holder.PostForm($"/my/certificates/{certificate.Id}", $"/my/certificates/{certificate.Id}/requests", fields);

    private async Task<HttpResponseMessage> AnswerAsync(Visitor who, Credential certificate, string verdict, string answer)
    {
        var request = await _site.Db(db => db.CredentialRequests.OrderByDescending(r => r.AskedAt).Select(r => r.Id).FirstAsync(Cancellation));
        return await Do(who, certificate, $"/requests/{request}", ("verdict", verdict), ("answer", answer));
    }

    private async Task<byte[]> BadgeAsync(Credential certificate) => await (await _site.Visitor().Get($"/credentials/{certificate.Id}.json")).Content.ReadAsByteArrayAsync(Cancellation);

    /// <summary>The verdict of the page on which anybody checks a file, in English.</summary>
    private async Task<string> JudgeAsync(byte[] badge)
    {
        var visitor = _site.Visitor();
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Visitor.Token(await visitor.Page("/check"))!), "__RequestVerificationToken" },
            { new ByteArrayContent(badge), "file", "badge.json" },
        };
        var page = await (await visitor.Http.PostAsync(new Uri("/check", UriKind.Relative), content, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        return page.Contains("This certificate is genuine.", StringComparison.Ordinal) ? "Genuine" : page.Contains("This certificate was revoked.", StringComparison.Ordinal) ? "Revoked" : page;
    }

    private async Task<string> MessageAsync() => (await _site.Db(db => db.Messages.OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).FirstAsync(Cancellation))).Text;
}
