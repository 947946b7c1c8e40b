using Learning.Notifications;
using OrchardCore.Email;
using OrchardCore.Infrastructure;

namespace Learning.OrchardCore.Mailing;

/// <summary>
/// Hands mail to Orchard's e-mail service. A service that fails says a sentence and not how far it came, so what is refused before a provider is asked is known to be nowhere, and is tried again or given back; where a
/// provider failed, somebody may have the mail, and it is not sent again by itself. So that a server that is down costs no mail, it is looked once for each batch whether anybody is there.
/// </summary>
public sealed class OrchardMailSender(IEmailService emails, EmailProvider provider, OpenMail open) : IMailSender
{
    private bool _isReached;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation)
    {
        if (!provider.Sends)
        {
            return NotNow("No e-mail provider of this site is switched on.");
        }

        var (opened, refusal) = open.Of(mail);
        if (opened is null)
        {
            return refusal!;
        }

        if (!_isReached && await provider.UnreachableAsync(cancellation) is { } why)
        {
            return NotNow(why);
        }

        _isReached = true;
        try
        {
            return Read(await emails.SendAsync(
                new() { To = opened.Address, Subject = opened.Subject, TextBody = opened.Text, HtmlBody = opened.Html }, cancellationToken: cancellation));
        }
        catch (InvalidEmailProviderException e)
        {
            return NotNow(e.Message);
        }
        catch (Exception e)
        {
            return new(Handover.Unknown, Unknown(e.Message));
        }
    }

    /// <summary>Whoever looks at a mail before it is sent names the field that is wrong; no provider names any, but for the sender's address, which it looks at first.</summary>
    internal static HandoverResult Read(Result result)
    {
        if (result.Succeeded)
        {
            return new(Handover.Accepted, "Handed to the e-mail service of the site.");
        }

        var words = string.Join(' ', result.Errors.Select(error => error.Message?.Value));
        return result.Errors.FirstOrDefault(error => error.Key is { Length: > 0 })?.Key switch
        {
            null => new(Handover.Unknown, Unknown(words)),
            nameof(MailMessage.From) or nameof(MailMessage.Sender) or nameof(MailMessage.ReplyTo) => NotNow(words),
            _ => new(Handover.Refused, words),
        };
    }

    private static HandoverResult NotNow(string words) => new(Handover.NotNow, words, ConcernsAll: true);

    private static string Unknown(string words) => $"{words} Whether it arrived cannot be known, so it is not sent again by itself.";
}
