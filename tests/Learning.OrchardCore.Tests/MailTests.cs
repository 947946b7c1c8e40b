using System.Globalization;
using Learning.Data;
using Learning.Notifications;
using Learning.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Settings;

namespace Learning.OrchardCore.Tests;

/// <summary>Messages leave an Orchard site by its e-mail service, through a real mail server; what cannot be known to be nowhere is not sent twice.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly OrchardSite _site = new();
    private SmtpServer? _server;

    public async ValueTask InitializeAsync()
    {
        _server = await SmtpServer.StartAsync();
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:DefaultSender"] = "learning@example.org";
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:DeliveryMethod"] = "Network";
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:Host"] = "127.0.0.1";
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:Port"] = _server.Port.ToString(CultureInfo.InvariantCulture);
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:EncryptionMethod"] = "None";
        await _site.InitializeAsync();
        await new Visitor(_site).Register("faye");
        await _site.Gives("faye", "Facilitator");
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_invitation_goes_out_once_with_words_that_can_be_read_and_a_link_that_lets_in()
    {
        await _site.In("Default", async services =>
        {
            var settings = services.GetRequiredService<ISiteService>();
            var site = await settings.LoadSiteSettingsAsync();
            site.BaseUrl = "http://localhost";
            await settings.UpdateSiteSettingsAsync(site);
        });
        await _site.StopAsync();
        await _site.StartAsync();
        await Invite("awa@example.org");

        Assert.Equal(1, await Sends());
        Assert.Equal(0, await Sends());

        var message = Assert.Single(_server!.Messages);
        Assert.Equal("awa@example.org", message.To);
        Assert.Equal("learning@example.org", message.Message.From.Mailboxes.Single().Address);
        var link = System.Text.RegularExpressions.Regex.Match(message.Message.TextBody!, "http://localhost(/[^\\s]+)").Groups[1].Value;
        Assert.Contains("Docks", await new Visitor(_site).Page(link), StringComparison.Ordinal);
        Assert.Contains("<a", message.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal((MailState.Sent, ""), await Became("awa@example.org", mail => (mail.State, mail.TextBody)));
    }

    [Fact]
    public async Task A_server_that_is_down_costs_no_mail()
    {
        await Invite("awa@example.org", "bo@example.org");
        await _server!.DisposeAsync();
        _server = null;

        Assert.Equal(0, await Sends());

        Assert.Equal([MailState.Queued, MailState.Queued], await All(mail => mail.State));
        Assert.Contains(await All(mail => mail.Answer), words => words.Contains("No connection to the mail server 127.0.0.1", StringComparison.Ordinal));
        Assert.Equal(1, (await All(mail => mail.Tries)).Sum());
    }

    [Theory]
    [InlineData("refuse@example.org", "No such mailbox here")]
    [InlineData("hangup@example.org", "")]
    public async Task What_the_service_could_not_send_is_given_up_with_what_it_said_since_nobody_knows_how_far_it_came(string address, string words)
    {
        await Invite(address);

        Assert.Equal(0, await Sends());
        Assert.Equal(0, await Sends());

        var (state, answer) = await Became(address, mail => (mail.State, mail.Answer));
        Assert.Equal(MailState.GivenUp, state);
        Assert.Contains(words, answer, StringComparison.Ordinal);
        Assert.Contains("cannot be known", answer, StringComparison.Ordinal);
        Assert.True(_server!.Count("taken", address) <= 1);
    }

    [Fact]
    public async Task Where_mail_is_switched_off_what_waits_stays_and_nothing_new_is_written()
    {
        await Invite("awa@example.org");
        _site.Settings["OrchardCore:OrchardCore_Email_Smtp:Host"] = "";
        await _site.StopAsync();
        await _site.StartAsync();

        Assert.Equal(0, await Sends());
        await Invite("bo@example.org");

        Assert.Equal([(MailState.Queued, 0)], await All(mail => (mail.State, mail.Tries)));
        Assert.DoesNotContain("name=\"topic\"", await (await new Visitor(_site).SignIn("faye", OrchardSite.AdminSecret)).Page("/my/mail"), StringComparison.Ordinal);
    }

    private async Task Invite(params string[] addresses)
    {
        var faye = await new Visitor(_site).SignIn("faye", OrchardSite.AdminSecret);
        var made = await faye.Submit("/cohorts/new", "form[action='/cohorts']", ("name", "Docks"), ("starts_on", "2026-12-01"), ("time_zone", "UTC"), ("course", "right-to-social-security"));
        var people = $"{made.Headers.Location!.ToString().Split('?')[0]}/people";
        var invited = await faye.Submit(people, "form[action$='/invitations']", ("addresses", string.Join('\n', addresses)), ("language", "en"));
        Assert.Equal(System.Net.HttpStatusCode.Found, invited.StatusCode);
    }

    /// <summary>A run of the round, as the background task does it.</summary>
    private Task<int> Sends() => _site.In(services => services.GetRequiredService<SendMail>().RunOnceAsync(OrchardSite.Cancellation));

    private Task<T> Became<T>(string address, Func<Mail, T> what) => _site.In(async services =>
        what(await services.GetRequiredService<LearningDb>().Set<Mail>().AsNoTracking().SingleAsync(mail => mail.Address == address, OrchardSite.Cancellation)));

    private Task<T[]> All<T>(Func<Mail, T> what) => _site.In(async services =>
        (await services.GetRequiredService<LearningDb>().Set<Mail>().AsNoTracking().OrderBy(mail => mail.Address).ToListAsync(OrchardSite.Cancellation)).Select(what).ToArray());
}
