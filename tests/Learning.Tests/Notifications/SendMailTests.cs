using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Learning.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Learning.Tests.Notifications;

/// <summary>Through a real SMTP server that does what servers do: each message is delivered once, or given up with the reason.</summary>
[NeedsDatabase]
public sealed class SendMailTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Configure = options => options.PublicAddress = MailSite.Address };
    private SmtpServer? _server;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private SmtpServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _server = await SmtpServer.StartAsync();
        Options.Mail = MailSite.To(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _site.DisposeAsync();
    }

    private LearningOptions Options => _site.Services.GetRequiredService<LearningOptions>();

    [Fact]
    public async Task What_waits_is_sent_once_and_the_servers_words_are_kept()
    {
        await _site.Waits("amina@example.org");
        await _site.Waits("bo@example.org");

        Assert.Equal(2, await _site.SendsMail());
        Assert.Equal(0, await _site.SendsMail());

        Assert.Equal(["amina@example.org", "bo@example.org"], Server.Messages.Select(m => m.To).Order());
        var mail = await _site.MailTo("amina@example.org");
        Assert.Equal(MailState.Sent, mail.State);
        Assert.Contains("Queued as", mail.Answer, StringComparison.Ordinal);
        Assert.Equal("", mail.TextBody + mail.HtmlBody);   // the words are in the inbox
    }

    [Fact]
    public async Task What_goes_out_has_what_mail_programs_and_laws_ask_for()
    {
        await _site.Waits("amina@example.org");
        await _site.SendsMail();

        var message = Assert.Single(Server.Messages).Message;
        var mail = await _site.MailTo("amina@example.org");
        Assert.Equal($"{mail.Id:N}@example.org", message.MessageId);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("en", message.Body!.Headers["Content-Language"]);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("<https://learn.example.org/mail/stop/", message.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("The hall", message.Subject);
        Assert.Equal(mail.QueuedAt.ToUnixTimeSeconds(), message.Date.ToUnixTimeSeconds());
        Assert.Contains("We meet at six.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://learn.example.org/my", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<p style=\"margin:0 0 1em\" dir=\"auto\">We meet at six.</p>", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", message.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", message.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("refuse@example.org", "550 5.1.1 No such mailbox here")]
    [InlineData("full@example.org", "552 5.2.2 Mailbox full")]
    public async Task A_no_for_good_is_kept_in_the_servers_words_and_not_tried_again(string address, string words)
    {
        await _site.Waits(address);
        await _site.SendsMail();
        _site.Later(TimeSpan.FromDays(2));
        await _site.SendsMail();

        var mail = await _site.MailTo(address);
        Assert.Equal((MailState.Refused, 1, words), (mail.State, mail.Tries, mail.Answer));
        Assert.Equal(1, Server.Count("rcpt", address));
    }

    [Fact]
    public async Task One_that_is_refused_does_not_hold_up_the_others()
    {
        foreach (var address in new[] { "refuse@example.org", "later@example.org", "busy@example.org", "amina@example.org" })
        {
            await _site.Waits(address);
        }

        await _site.SendsMail();

        Assert.Equal(MailState.Sent, (await _site.MailTo("amina@example.org")).State);
        Assert.Equal(["amina@example.org"], Server.Messages.Select(m => m.To));
    }

    [Fact]
    public async Task A_greylisting_server_gets_it_a_minute_later_and_once()
    {
        await _site.Waits("grey@example.org");
        await _site.SendsMail();
        Assert.Equal("Queued 1", await _site.MailsTo("grey@example.org"));
        await _site.SendsMail();   // the minute is not over
        Assert.Equal(1, Server.Count("rcpt"));

        _site.Later(TimeSpan.FromMinutes(1));
        await _site.SendsMail();

        Assert.Equal("Sent 2", await _site.MailsTo("grey@example.org"));
        Assert.Single(Server.Messages);
    }

    [Theory]
    [InlineData("later@example.org", "451 4.7.1 Come back later")]
    [InlineData("busy@example.org", "451 4.3.0 Try again")]
    [InlineData("ban@example.org", "421 4.7.0 Too many messages from you")]
    public async Task Who_always_says_later_is_given_up_in_the_end_with_the_last_words(string address, string words)
    {
        await _site.Waits(address);
        for (var tries = 1; tries <= RetrySchedule.Most; tries++)
        {
            await _site.SendsMail();
            Assert.Equal(tries, (await _site.MailTo(address)).Tries);
            _site.Later(RetrySchedule.After(tries) ?? TimeSpan.FromDays(1));
        }

        await _site.SendsMail();

        var mail = await _site.MailTo(address);
        Assert.Equal((MailState.GivenUp, RetrySchedule.Most, words), (mail.State, mail.Tries, mail.Answer));
        Assert.Empty(Server.Messages);
    }

    [Fact]
    public async Task Nobody_answers_and_later_somebody_does()
    {
        await _site.Waits("amina@example.org");
        await _site.Waits("bo@example.org");
        var port = Server.Port;
        await _server!.DisposeAsync();

        await _site.SendsMail();
        Assert.Equal("Queued 1", await _site.MailsTo("amina@example.org"));
        Assert.Equal("Queued 0", await _site.MailsTo("bo@example.org"));   // it lost no try
        Assert.StartsWith("No connection to the mail server: ", (await _site.MailTo("amina@example.org")).Answer, StringComparison.Ordinal);

        _server = await SmtpServer.StartAsync("--port", $"{port}");
        _site.Later(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await _site.SendsMail());

        Assert.Equal(["amina@example.org", "bo@example.org"], Server.Messages.Select(m => m.To).Order());
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_last_line_leaves_it_unknown_and_it_is_not_sent_again()
    {
        await _site.Waits("hangup@example.org");
        await _site.SendsMail();
        _site.Later(TimeSpan.FromDays(3));
        await _site.SendsMail();

        var mail = await _site.MailTo("hangup@example.org");
        Assert.Equal((MailState.GivenUp, 1), (mail.State, mail.Tries));
        Assert.Contains("cannot be known", mail.Answer, StringComparison.Ordinal);
        Assert.Single(Server.Messages);
    }

    [Fact]
    public async Task A_server_that_has_it_and_never_says_so_leaves_it_unknown()
    {
        await _site.Waits("silent@example.org");
        await _site.SendsMail();

        Assert.Equal("GivenUp 1", await _site.MailsTo("silent@example.org"));
        Assert.Contains("cannot be known", (await _site.MailTo("silent@example.org")).Answer, StringComparison.Ordinal);
        Assert.Single(Server.Messages);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_message_is_tried_again()
    {
        await _site.Waits("shut@example.org");
        await _site.SendsMail();

        Assert.Equal("Queued 1", await _site.MailsTo("shut@example.org"));
        Assert.Contains("broke before it had the message", (await _site.MailTo("shut@example.org")).Answer, StringComparison.Ordinal);
        Assert.Empty(Server.Messages);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_the_message_is_tried_again()
    {
        // Larger than what the two ends keep on the way, so that the sender has not let go of its end when the connection breaks.
        var now = _site.Clock.GetUtcNow();
        var text = string.Concat(Enumerable.Repeat("All day long and all night long the work goes on.\n", 400_000));
        await _site.Db(db =>
        {
            db.Add(Mail.Queue(null, null, null, Topic.Invitation, "cut@example.org", "", "en", "Long", text, "<p>Long</p>", "long", now));
            return db.SaveChangesAsync(Cancellation);
        });

        await _site.SendsMail();

        Assert.Equal(1, Server.Count("cut"));
        Assert.Equal("Queued 1", await _site.MailsTo("cut@example.org"));
        Assert.Contains("broke before it had the message", (await _site.MailTo("cut@example.org")).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_takes_too_long_is_not_waited_for(bool saysNothingAtAll)
    {
        if (saysNothingAtAll)
        {
            await _server!.DisposeAsync();
            _server = await SmtpServer.StartAsync("--mute");
        }

        Options.Mail = MailSite.To(Server) with { TimeLimit = TimeSpan.FromSeconds(1) };
        await _site.Waits("slow@example.org");
        await _site.SendsMail();

        Assert.Equal("Queued 1", await _site.MailsTo("slow@example.org"));
        Assert.Equal("The mail server took longer than 1 seconds.", (await _site.MailTo("slow@example.org")).Answer);
    }

    [Fact]
    public async Task A_server_that_wants_a_password_gets_it_and_a_wrong_one_is_told()
    {
        await _server!.DisposeAsync();
        _server = await SmtpServer.StartAsync("--user", "site", "--password", "a secret");
        await _site.Waits("amina@example.org");
        Options.Mail = MailSite.To(Server) with { User = "site", Password = "wrong" };
        await _site.SendsMail();
        Assert.Equal("Queued 1", await _site.MailsTo("amina@example.org"));
        Assert.StartsWith("The mail server did not let this site sign in: ", (await _site.MailTo("amina@example.org")).Answer, StringComparison.Ordinal);

        Options.Mail = MailSite.To(Server) with { User = "site", Password = "a secret" };
        _site.Later(TimeSpan.FromMinutes(1));
        await _site.SendsMail();

        Assert.Equal("Sent 2", await _site.MailsTo("amina@example.org"));
        Assert.Single(Server.Messages);
    }

    [Theory]
    [InlineData(MailTls.StartTls, true)]
    [InlineData(MailTls.StartTls, false)]
    [InlineData(MailTls.Tls, true)]
    [InlineData(MailTls.Tls, false)]
    public async Task An_encrypted_connection_needs_a_certificate_that_is_trusted(MailTls tls, bool isTrusted)
    {
        var pem = Path.GetTempFileName();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(pem, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n", Cancellation);
        await _server!.DisposeAsync();
        _server = await SmtpServer.StartAsync(["--certificate", pem, .. tls == MailTls.Tls ? new[] { "--tls" } : []]);
        await _site.Waits("amina@example.org");
        Options.Mail = MailSite.To(Server) with { Tls = tls };

        await using (var sender = new SmtpSender(Options.Mail, _site.Services.GetRequiredService<ComposeMail>()) { TrustsServer = isTrusted ? (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() : null })
        {
            await SendWith(sender);
        }

        File.Delete(pem);
        Assert.Equal(isTrusted ? "Sent 1" : "Queued 1", await _site.MailsTo("amina@example.org"));
        Assert.Equal(isTrusted ? 1 : 0, Server.Messages.Count);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_nothing_where_it_is_wanted()
    {
        Options.Mail = MailSite.To(Server) with { Tls = MailTls.StartTls };
        await _site.Waits("amina@example.org");
        await _site.SendsMail();

        Assert.Equal("Queued 1", await _site.MailsTo("amina@example.org"));
        Assert.StartsWith("The mail server does not offer what the settings ask for", (await _site.MailTo("amina@example.org")).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c@d")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    public async Task What_is_no_address_is_refused_without_asking_a_server(string address)
    {
        await _site.Waits(address);
        await _site.SendsMail();

        Assert.Equal("Refused 1", await _site.MailsTo(address));
        Assert.Equal(0, Server.Count("rcpt"));
    }

    [Fact]
    public async Task Four_workers_at_once_send_each_of_two_hundred_once()
    {
        var addresses = Enumerable.Range(0, 200).Select(i => $"{(i % 5) switch { 0 => "grey", 1 => "refuse", _ => "worker" }}{i}@example.org").ToArray();
        foreach (var address in addresses)
        {
            await _site.Knows(address, address);
        }

        await _site.Post([.. addresses.Select(a => MailSite.Words(a, $"words {a}"))]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_site.SendsMail, Cancellation)));
        _site.Later(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_site.SendsMail, Cancellation)));

        Assert.Equal(addresses.Where(a => !a.StartsWith("refuse", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Server.Messages.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.Equal(40, await _site.Db(db => db.Mails.CountAsync(m => m.State == MailState.Refused, Cancellation)));
        Assert.Equal(160, await _site.Db(db => db.Mails.CountAsync(m => m.State == MailState.Sent, Cancellation)));
    }

    [Theory]
    [InlineData("silent@example.org", "taken", 1)]
    [InlineData("slow@example.org", "rcpt", 0)]
    public async Task A_worker_is_killed_with_one_in_hand_and_it_is_given_up_not_sent_twice(string address, string until, int taken)
    {
        await _site.Waits(address);
        await _site.Waits("amina@example.org");
        using (var process = StartWorker())
        {
            await Task.WhenAny(Server.SeesAsync(until, address), process.WaitForExitAsync(Cancellation));
            Assert.False(process.HasExited, "The worker ended before it had sent anything.");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Cancellation);
        }

        await _site.SendsMail();
        Assert.Equal("Sending 1", await _site.MailsTo(address));
        Assert.Equal("Sent 1", await _site.MailsTo("amina@example.org"));

        _site.Later(SendMail.StuckAfter + TimeSpan.FromMinutes(1));
        await _site.SendsMail();
        await _site.SendsMail();

        var mail = await _site.MailTo(address);
        Assert.Equal((MailState.GivenUp, 1, SendMail.Stuck), (mail.State, mail.Tries, mail.Answer));
        Assert.Equal(taken, Server.Count("taken", address));
        Assert.Equal(1, Server.Count("taken", "amina@example.org"));
    }

    [Fact]
    public async Task Where_a_host_sends_in_its_own_way_the_states_are_the_same()
    {
        await _site.Waits("amina@example.org");
        await using var own = new OwnSender();
        await SendWith(own);

        Assert.Equal("Sent 1", await _site.MailsTo("amina@example.org"));
        Assert.Equal(["The hall"], own.Subjects);
    }

    [Fact]
    public async Task While_such_a_host_sends_no_mail_what_waits_stays()
    {
        await _site.Waits("amina@example.org");
        await using var own = new OwnSender();
        Options.Mail = null;
        await SendWith(own);

        Assert.Equal("Queued 0", await _site.MailsTo("amina@example.org"));
        Assert.Empty(own.Subjects);
    }

    private async Task SendWith(IMailSender sender)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await new SendMail(scope.ServiceProvider.GetRequiredService<Learning.Data.LearningDb>(), sender, Options, _site.Clock, NullLogger<SendMail>.Instance).RunOnceAsync(Cancellation);
    }

    /// <summary>The program itself, on the same data, sending what waits.</summary>
    private Process StartWorker()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Learning.Web.exe" : "Learning.Web");
        var start = new ProcessStartInfo(program, ["mail", "send", "--data", _site.Paths.Data]);
        foreach (var (name, value) in new[] { ("Host", "127.0.0.1"), ("Port", $"{Server.Port}"), ("Tls", "None"), ("From", "learning@example.org") })
        {
            start.Environment[$"Mail__{name}"] = value;
        }

        if (_site.Paths.Connection is { } database)
        {
            start.Environment["ConnectionStrings__Learning"] = database;
        }

        return Process.Start(start)!;
    }

    private sealed class OwnSender : IMailSender
    {
        public List<string> Subjects { get; } = [];

        public Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation)
        {
            Subjects.Add(mail.Subject);
            return Task.FromResult(new HandoverResult(Handover.Accepted, "Taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
