using System.Net;
using System.Text.RegularExpressions;
using Learning.Notifications;
using Learning.Tests.Courses;
using Learning.Theming;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Notifications;

/// <summary>The inbox, what she wants by mail, and the link that stops it.</summary>
[NeedsDatabase]
public sealed partial class MailPagesTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Configure = options => options.PublicAddress = MailSite.Address };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_inbox_shows_what_is_new_first_and_a_message_is_read_by_opening_it()
    {
        var amina = await _site.SignedInAs("amina");
        var me = await _site.LearnerId("amina");
        await _site.Post(MailSite.Words(me, "one", "First <b>words</b>\r\nline\r\n\r\nEnd", "First"));
        _site.Later(TimeSpan.FromMinutes(1));
        await _site.Post(MailSite.Words(me, "two", "Second words", "Second"));

        var inbox = await amina.Page("/my/messages");
        Assert.Equal(["Second", "First"], Subjects(inbox));
        Assert.Contains("2 messages not read yet", await amina.Page("/my"), StringComparison.Ordinal);

        var page = await amina.Page(Address().Matches(inbox)[0].Groups[1].Value);
        Assert.Contains("<p dir=\"auto\">Second words</p>", page, StringComparison.Ordinal);
        Assert.Contains("1 message not read yet", await amina.Page("/my"), StringComparison.Ordinal);
        inbox = await amina.Page("/my/messages");
        Assert.Equal(["First", "Second"], Subjects(inbox));
        page = await amina.Page(Address().Matches(inbox)[0].Groups[1].Value);
        Assert.Contains("First &lt;b&gt;words&lt;/b&gt;<br>line</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not read yet", await amina.Page("/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_the_messages_of_others()
    {
        var (amina, bo) = (await _site.SignedInAs("amina"), await _site.SignedInAs("bodo"));
        await _site.Post(MailSite.Words(await _site.LearnerId("amina"), "one"));
        var id = (await _site.Db(db => db.Messages.SingleAsync(Cancellation))).Id;

        Assert.Equal(HttpStatusCode.NotFound, (await bo.Get($"/my/messages/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.Get($"/my/messages/{Guid.CreateVersion7()}")).StatusCode);
        Assert.Null((await _site.Db(db => db.Messages.SingleAsync(Cancellation))).ReadAt);
        Assert.Equal(HttpStatusCode.Found, (await _site.Visitor().Get("/my/messages")).StatusCode);
    }

    [Fact]
    public async Task Fifty_stand_on_a_page()
    {
        var amina = await _site.SignedInAs("amina");
        var me = await _site.LearnerId("amina");
        await _site.Post([.. Enumerable.Range(0, 51).Select(i => MailSite.Words(me, $"m{i}", subject: $"Number {i}"))]);

        Assert.Equal(50, Subjects(await amina.Page("/my/messages")).Count);
        Assert.Single(Subjects(await amina.Page("/my/messages?page=2")));
    }

    [Fact]
    public async Task A_lesson_asks_nothing_of_the_inbox_and_other_pages_say_how_many_are_new()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        await _site.Post(MailSite.Words(await _site.LearnerId("amina"), "one"));

        Assert.Contains("1 message not read yet", await amina.Page("/account"), StringComparison.Ordinal);
        Assert.DoesNotContain("not read yet", await amina.Page("/learn/rhythm/beat"), StringComparison.Ordinal);
        Assert.DoesNotContain("/my/messages", await _site.Visitor().Page("/courses"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_chooses_what_comes_by_mail_and_where_she_is()
    {
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/account", "/account/email", ("email", "Amina@example.org"));
        var me = await _site.LearnerId("amina");
        Assert.Contains("amina@example.org", await amina.Page("/my/mail"), StringComparison.OrdinalIgnoreCase);

        var answer = await amina.PostForm("/my/mail", "/my/mail", ("topic", "Certificate"), ("topic", "Grade"), ("time_zone", "Asia/Manila"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(7, await _site.Db(db => db.MailWishes.CountAsync(w => w.LearnerId == me, Cancellation)));
        Assert.Equal("Asia/Manila", await _site.Db(db => Accounts(db).Where(l => l.Id == me).Select(l => l.TimeZone).SingleAsync(Cancellation)));
        Assert.Equal(new PostMessage.Posted(1, 0), await _site.Post(MailSite.Words(me, "one")));
        Assert.Contains("<option selected>Asia/Manila</option>", await amina.Page("/my/mail?saved=yes"), StringComparison.Ordinal);

        await amina.PostForm("/my/mail", "/my/mail", ("topic", "FromFacilitator"), ("time_zone", ""));
        Assert.Equal(new PostMessage.Posted(1, 1), await _site.Post(MailSite.Words(me, "two")));
        Assert.Equal("amina@example.org", (await _site.Db(db => db.Mails.SingleAsync(Cancellation))).Address);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.PostForm("/my/mail", "/my/mail", ("time_zone", "Mars/Base"))).StatusCode);
    }

    [Fact]
    public async Task An_address_that_was_changed_is_where_mail_goes_and_she_stays_signed_in()
    {
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/account", "/account/email", ("email", "new@example.org"));
        _site.Later(TimeSpan.FromMinutes(3));

        await _site.Post(MailSite.Words(await _site.LearnerId("amina"), "one"));

        Assert.Equal(HttpStatusCode.OK, (await amina.Get("/account")).StatusCode);
        Assert.Equal(1, await _site.Db(db => db.Mails.CountAsync(m => m.Address == "new@example.org", Cancellation)));
    }

    [Fact]
    public async Task One_click_stops_mail_without_signing_in_and_without_a_token_of_a_page()
    {
        await _site.Knows("amina", "amina@example.org");
        await _site.Post(MailSite.Words("amina", "one"), Certificate("amina", "c1"));
        var path = StopPath("amina", Topic.FromFacilitator);

        var looked = await _site.Visitor().Get(path);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Equal(0, await _site.Db(db => db.MailWishes.CountAsync(Cancellation)));   // programs open links to look at them

        var stranger = _site.Visitor();
        var answer = await stranger.PostWithToken(null, path, ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.PostWithToken(null, path, ("List-Unsubscribe", "One-Click"))).StatusCode);   // twice is once

        Assert.Equal(1, await _site.Db(db => db.MailWishes.CountAsync(w => w.LearnerId == "amina" && w.Topic == Topic.FromFacilitator, Cancellation)));
        Assert.Equal([Topic.Certificate], await _site.Db(db => db.Mails.Select(m => m.Topic).ToListAsync(Cancellation)));   // what waited is not sent
        Assert.Equal(new PostMessage.Posted(2, 1), await _site.Post(MailSite.Words("amina", "two"), Certificate("amina", "c2")));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("CfDJ8AAAA")]
    [InlineData("..%2f..")]
    public async Task A_link_that_is_not_whole_stops_nothing(string token)
    {
        await _site.Knows("amina", "amina@example.org");
        var visitor = _site.Visitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/mail/stop/{token}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostWithToken(null, $"/mail/stop/{token}", ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.Equal(0, await _site.Db(db => db.MailWishes.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Of_somebody_who_was_forgotten_nothing_is_kept()
    {
        Assert.Equal(HttpStatusCode.OK, (await _site.Visitor().PostWithToken(null, StopPath("forgotten", Topic.Reminder), ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.Equal(0, await _site.Db(db => db.MailWishes.CountAsync(Cancellation)));
    }

    [Fact]
    public void Only_this_one_address_takes_posts_without_a_token()
    {
        var without = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<NeedsNoToken>() is not null);

        Assert.Equal(["/mail/stop/{token}"], without.Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public async Task Every_post_of_these_pages_but_that_one_needs_a_token()
    {
        var amina = await _site.SignedInAs("amina");

        Assert.Equal(HttpStatusCode.BadRequest, (await amina.PostWithToken(null, "/my/mail", ("time_zone", ""))).StatusCode);
    }

    [Fact]
    public async Task What_a_guest_was_told_is_hers_when_she_signs_in()
    {
        await _site.Publish(Drafts.Rhythm());
        var guest = _site.Visitor();
        await guest.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        var guestId = await _site.Db(db => Accounts(db).Where(l => l.IsGuest).Select(l => l.Id).SingleAsync(Cancellation));
        await _site.Post(MailSite.Words(guestId, "one"));
        await _site.SignedInAs("amina");
        var me = await _site.LearnerId("amina");
        var principal = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, me)], "test"));

        await _site.With<Learning.Accounts.ClaimGuest, bool>(async claim =>
        {
            await claim.ClaimAsync(guestId, principal, Cancellation);
            return true;
        });

        Assert.Equal(me, (await _site.Db(db => db.Messages.SingleAsync(Cancellation))).LearnerId);
    }

    private static DbSet<Learning.Accounts.Learner> Accounts(Learning.Data.LearningDb db) => db.Set<Learning.Accounts.Learner>();

    private string StopPath(string learner, Topic topic) => $"/mail/stop/{_site.Services.GetRequiredService<MailAddresses>().StopToken(learner, topic)}";

    private static Letter Certificate(string learner, string key) => new() { Topic = Topic.Certificate, LearnerId = learner, Key = key, Words = new TellCertificate.CertificateWords("Rhythm", "Issued"), Href = "/my" };

    private static IReadOnlyList<string> Subjects(string inbox) => [.. Subject().Matches(inbox).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("href=\"/my/messages/[0-9a-f-]{36}\" [^>]*>([^<]*)</a>")]
    private static partial Regex Subject();

    [GeneratedRegex("href=\"(/my/messages/[0-9a-f-]{36})\"")]
    private static partial Regex Address();
}
