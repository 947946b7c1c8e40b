using System.Security.Cryptography;
using MimeKit;
using MimeKit.Text;

namespace Learning.Notifications;

/// <summary>A row of the outbox as a message of the Internet: plain text and HTML of the same words, with an id that is the same at each try.</summary>
internal sealed class ComposeMail(LearningOptions options, SiteIdentity site, MailAddresses addresses, SealedWords words)
{
    /// <summary>The message, or why there can be none.</summary>
    public (MimeMessage? Message, HandoverResult? Refusal) Of(Mail mail)
    {
        try
        {
            return (Compose(mail), null);
        }
        catch (Exception e) when (e is ParseException or FormatException or ArgumentException)
        {
            return (null, new(Handover.Refused, $"This is not an address that mail can be sent to: {e.Message}"));
        }
        catch (CryptographicException)
        {
            return (null, new(Handover.Refused, "This site has other keys than when this was written, and cannot open its words any more. Invite again."));
        }
    }

    private MimeMessage Compose(Mail mail)
    {
        var settings = options.Mail ?? throw new InvalidOperationException("This site sends no mail.");
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = mail.QueuedAt,
            MessageId = $"{mail.Id:N}@{from.Domain}",
        };
        message.From.Add(new MailboxAddress(settings.FromName ?? site.Name, from.Address));
        message.To.Add(Recipient(mail));
        message.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no machine answers
        if (mail is { LearnerId: { } learner } && addresses.Stop(learner, mail.Topic) is { } stop)
        {
            // RFC 2369, RFC 8058
            message.Headers.Add("List-Unsubscribe", $"<{stop}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        var (text, html) = (new TextPart(TextFormat.Plain) { Text = words.Open(mail.TextBody) }, new TextPart(TextFormat.Html) { Text = words.Open(mail.HtmlBody) });
        message.Body = new MultipartAlternative(text, html);
        message.Body.Headers.Add("Content-Language", mail.Language);
        return message;
    }

    /// <summary>One address, whatever stands there: no list, no group, no second one behind a comma.</summary>
    private static MailboxAddress Recipient(Mail mail) =>
        MailboxAddress.TryParse(mail.Address, out var parsed) && parsed.Address.Contains('@', StringComparison.Ordinal)
            ? new MailboxAddress(mail.Name, parsed.Address)
            : throw new FormatException(mail.Address);
}
