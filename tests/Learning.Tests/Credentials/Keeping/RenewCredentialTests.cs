using Learning.Authoring;
using Learning.Credentials;
using Learning.Credentials.Log;
using Learning.Notifications;
using Learning.Questions;
using Learning.Record;
using Learning.Tests.Assessment;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Keeping;

/// <summary>A certificate that ends, through the record: earned by the test, renewed by the test, not before its time.</summary>
[NeedsDatabase]
public sealed class RenewCredentialTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        var draft = QuizCourse.With(ActivityKind.Test, null, Drafts.Question("q1"));
        await _site.Publish(draft with { Outline = draft.Outline with { Certificate = new(IsIssued: true, Months: 12) } });
        var learner = await _site.SignedInAs("amina");
        Assert.Equal(System.Net.HttpStatusCode.Found, (await learner.PostForm("/courses/rhythm", "/courses/rhythm/enrolments")).StatusCode);
        await PassAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_test_passed_again_in_the_last_ninety_days_renews_it_once()
    {
        var until = (await _site.CertificateOf("amina")).ValidUntil!.Value;
        await PassAsync();
        Assert.Equal(until, (await _site.CertificateOf("amina")).ValidUntil);   // much too early

        _site.Clock.Ahead = TimeSpan.FromDays(300);
        await PassAsync();

        var renewed = await _site.CertificateOf("amina");
        Assert.Equal(Validity.Until(_site.Clock.GetUtcNow(), 12), renewed.ValidUntil);
        Assert.Equal(renewed.RenewedAt!.Value.UtcDateTime.Date, _site.Clock.GetUtcNow().UtcDateTime.Date);
        Assert.Equal([CredentialDeed.Issued, CredentialDeed.Renewed], await _site.Db(db => db.CredentialLog.OrderBy(e => e.Number).Select(e => e.Deed).ToListAsync(Cancellation)));
        Assert.Empty((await _site.With<CheckLog, LogReport>(log => log.RunAsync(null, Cancellation))).Findings);
        await PassAsync();
        Assert.Equal(renewed.ValidUntil, (await _site.CertificateOf("amina")).ValidUntil);
    }

    [Fact]
    public async Task Its_page_says_that_it_is_over_until_it_is_renewed()
    {
        var address = $"/credentials/{(await _site.CertificateOf("amina")).Id}";
        _site.Clock.Ahead = TimeSpan.FromDays(400);

        Assert.Contains("This certificate has expired.", await _site.Visitor().Page(address), StringComparison.Ordinal);
        await PassAsync();

        var page = await _site.Visitor().Page(address);
        Assert.Contains("This certificate is valid.", page, StringComparison.Ordinal);
        Assert.Contains("Renewed on", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_is_told_once_as_soon_as_she_may_renew_it()
    {
        Assert.Equal(0, await TellAsync());
        _site.Clock.Ahead = TimeSpan.FromDays(300);

        var told = 0;
        for (var hour = 0; hour < 24; hour++)
        {
            told += await TellAsync();
            _site.Clock.Ahead += TimeSpan.FromHours(1);
        }

        Assert.Equal(1, told);
        Assert.Contains("expires soon", (await _site.Db(db => db.Messages.OrderByDescending(m => m.SentAt).FirstAsync(Cancellation))).Subject, StringComparison.Ordinal);
    }

    private Task<int> TellAsync() => _site.With<TellCertificate, int>(tell => tell.RunOnceAsync(Cancellation));

    private async Task PassAsync()
    {
        var learner = await _site.LearnerId("amina");
        var (at, attempt) = (_site.Clock.GetUtcNow(), Guid.CreateVersion7());
        var receipts = await _site.With<RecordEntries, IReadOnlyList<Receipt>>(record => record.RecordAsync(
            learner,
            [
                new() { Id = Guid.CreateVersion7(), Verb = Verb.Completed, Course = "rhythm", Activity = "beat", At = at },
                new() { Id = Guid.CreateVersion7(), Verb = Verb.Answered, Course = "rhythm", Activity = "quiz", Attempt = attempt, Question = "q1", Response = new Response(["a"]), At = at },
                new() { Id = Guid.CreateVersion7(), Verb = Verb.Submitted, Course = "rhythm", Activity = "quiz", Attempt = attempt, At = at },
            ],
            Cancellation));
        Assert.All(receipts, receipt => Assert.Equal(ReceiptStatus.Accepted, receipt.Status));
    }
}
