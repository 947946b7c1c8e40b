using MimeKit;
using MimeKit.Text;

namespace Learning.Notifications;

/// <summary>A row of the outbox as a message of the Internet: plain text and HTML of the same words, with an id that is the same at each try.</summary>
internal sealed class ComposeMail(LearningOptions options, SiteIdentity site, MailAddresses addresses, OpenMail open)
{
    /// <summary>The message, or why there can be none.</summary>
    public (MimeMessage? Message, HandoverResult? Refusal) Of(Mail mail)
    {
        var (opened, refusal) = open.Of(mail);
        if (opened is null)
        {
            return (null, refusal);
        }

        try
        {
            return (Compose(mail, opened), null);
        }
        catch (Exception e) when (e is ParseException or FormatException or ArgumentException)
        {
            return (null, OpenMail.NoAddress(e.Message));
        }
    }

    private MimeMessage Compose(Mail mail, OpenedMail opened)
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
        message.To.Add(new MailboxAddress(opened.Name, opened.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no machine answers
        if (mail is { LearnerId: { } learner } && addresses.Stop(learner, mail.Topic) is { } stop)
        {
            // RFC 2369, RFC 8058
            message.Headers.Add("List-Unsubscribe", $"<{stop}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        var (text, html) = (new TextPart(TextFormat.Plain) { Text = opened.Text }, new TextPart(TextFormat.Html) { Text = opened.Html });
        message.Body = new MultipartAlternative(text, html);
        message.Body.Headers.Add("Content-Language", mail.Language);
        return message;
    }
}
