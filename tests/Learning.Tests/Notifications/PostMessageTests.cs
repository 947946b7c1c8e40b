using Learning.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Learning.Tests.Notifications;

[NeedsDatabase]
public sealed class PostMessageTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Configure = options => options.PublicAddress = MailSite.Address };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private LearningOptions Options => _site.Services.GetRequiredService<LearningOptions>();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Everybody_finds_it_in_the_inbox_and_whoever_can_and_will_gets_it_by_mail()
    {
        await _site.Knows("amina", "amina@example.org");
        await _site.Knows("bo", null);
        await _site.Knows("guest", "guest@example.org", isGuest: true);
        await _site.Knows("stopped", "stopped@example.org");
        await _site.Db(db =>
        {
            db.AddRange(new MailWish("stopped", Topic.FromFacilitator, _site.Clock.GetUtcNow()), new MailWish("amina", Topic.Digest, _site.Clock.GetUtcNow()));
            return db.SaveChangesAsync(Cancellation);
        });

        var posted = await _site.Post([.. new[] { "amina", "bo", "guest", "stopped", "unknown" }.Select(who => MailSite.Words(who, $"hall {who}"))]);

        Assert.Equal(new PostMessage.Posted(5, 1), posted);
        Assert.Equal(5, await _site.Db(db => db.Messages.CountAsync(Cancellation)));
        Assert.Equal("amina@example.org", (await _site.Db(db => db.Mails.SingleAsync(Cancellation))).Address);
    }

    [Fact]
    public async Task One_cause_is_one_message_however_often_it_is_posted_and_by_how_many_at_once()
    {
        await _site.Knows("amina", "amina@example.org");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _site.Post(MailSite.Words("amina", "hall"), MailSite.Words("amina", "hall")), Cancellation)));

        Assert.Equal((1, 1), (await _site.Db(db => db.Messages.CountAsync(Cancellation)), await _site.Db(db => db.Mails.CountAsync(Cancellation))));
    }

    [Fact]
    public async Task Without_its_cause_there_is_no_message()
    {
        await _site.Knows("amina", "amina@example.org");
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Learning.Data.LearningDb>();
            await Assert.ThrowsAsync<InvalidOperationException>(() => Learning.Data.Writing.WriteAsync<int>(
                db,
                async () =>
                {
                    await scope.ServiceProvider.GetRequiredService<PostMessage>().PostAsync(MailSite.Words("amina", "hall"), Cancellation);
                    throw new InvalidOperationException("The act did not come about.");
                },
                Cancellation));
        }

        Assert.Equal(0, await _site.Db(db => db.Messages.CountAsync(Cancellation)) + await _site.Db(db => db.Mails.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("en", "ltr", "Stop such mail")]
    [InlineData("fr", "ltr", "Ne plus recevoir ces courriels")]
    [InlineData("es", "ltr", "Dejar de recibir estos correos")]
    [InlineData("ar", "rtl", "إيقاف هذا النوع من البريد")]
    public async Task It_speaks_her_language_and_runs_in_its_direction(string language, string direction, string stop)
    {
        await _site.Knows("amina", "amina@example.org", language);
        await _site.Post(new Letter { Topic = Topic.Certificate, LearnerId = "amina", Key = "c", Words = new TellCertificate.CertificateWords("Rights & dues", "Issued"), Href = "/credentials/1" });

        var message = await Delivered();
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(stop, message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(stop, message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Rights & dues", message.Subject, StringComparison.Ordinal);
        Assert.Contains("Rights & dues", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Rights &amp; dues", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("https://learn.example.org/credentials/1", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("[Mail.", message.TextBody + message.Subject, StringComparison.Ordinal);
        Assert.Equal(language, message.Body!.Headers["Content-Language"]);
        Assert.Equal(language, (await _site.Db(db => db.Messages.SingleAsync(Cancellation))).Language);
    }

    [Fact]
    public async Task What_people_type_is_text_in_a_mail_and_nothing_else()
    {
        await _site.Knows("amina", "amina@example.org");
        await _site.Post(MailSite.Words("amina", "x", "<script>alert(1)</script>\r\nnext line\r\n\r\n{{ site_name }} <a href=\"http://evil.example\">here</a>", "Hall\r\nBcc: others@example.org"));

        var message = await Delivered();
        Assert.Equal("Hall", message.Subject);
        Assert.Empty(message.Bcc);
        Assert.Single(message.To.Mailboxes);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>next line</p>", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("{{ site_name }} &lt;a href=&quot;http://evil.example&quot;&gt;", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>\nnext line\n\n{{ site_name }}", message.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_site_does_not_know_its_address_a_mail_says_where_to_look()
    {
        Options.PublicAddress = null;
        await _site.Knows("amina", "amina@example.org");
        await _site.Post(MailSite.Words("amina", "x"));

        var message = await Delivered();
        Assert.Contains("You find it on the site Learning, after signing in.", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("http", message.TextBody, StringComparison.Ordinal);
        Assert.Null(message.Headers["List-Unsubscribe"]);
    }

    [Fact]
    public async Task Where_a_site_sends_no_mail_or_leaves_messages_out_nothing_is_queued()
    {
        await _site.Knows("amina", "amina@example.org");
        Options.Mail = null;
        Assert.Equal(new PostMessage.Posted(1, 0), await _site.Post(MailSite.Words("amina", "x")));
        Assert.Equal(0, await _site.SendsMail());

        Options.Without.Add(Capability.Notifications);
        Assert.Equal(new PostMessage.Posted(0, 0), await _site.Post(MailSite.Words("amina", "y")));
    }

    [Fact]
    public async Task By_default_a_mail_is_a_file_and_none_is_there_in_part()
    {
        await _site.Knows("amina", "amina@example.org");
        await _site.Post(MailSite.Words("amina", "x"));
        await _site.SendsMail();

        var file = Assert.Single(Directory.GetFiles(_site.Paths.Mail));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.StartsWith("Written to ", (await _site.MailTo("amina@example.org")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_tried_again()
    {
        await _site.Knows("amina", "amina@example.org");
        await _site.Post(MailSite.Words("amina", "x"));
        await File.WriteAllTextAsync(_site.Paths.Mail, "not a folder", Cancellation);
        await _site.SendsMail();
        Assert.Equal("Queued 1", await _site.MailsTo("amina@example.org"));

        File.Delete(_site.Paths.Mail);
        _site.Later(TimeSpan.FromMinutes(1));
        await _site.SendsMail();

        Assert.Equal("Sent 2", await _site.MailsTo("amina@example.org"));
    }

    private async Task<MimeMessage> Delivered()
    {
        await _site.SendsMail();
        return await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_site.Paths.Mail)), Cancellation);
    }
}
