using System.Security.Cryptography;
using MimeKit;

namespace Learning.Notifications;

/// <summary>A mail of the outbox as it is handed on: one address, and words that anybody can read.</summary>
public sealed record OpenedMail(string Address, string Name, string Subject, string Text, string Html);

/// <summary>Opens a mail of the outbox for whoever carries it. Every <see cref="IMailSender"/> begins with it: what it refuses goes to nobody.</summary>
public sealed class OpenMail
{
    private readonly SealedWords _words;

    internal OpenMail(SealedWords words) => _words = words;

    /// <summary>The mail, or why it cannot be sent.</summary>
    public (OpenedMail? Mail, HandoverResult? Refusal) Of(Mail mail)
    {
        // One address, whatever stands there: no list, no group, no second one behind a comma.
        if (!MailboxAddress.TryParse(mail.Address, out var parsed) || !parsed.Address.Contains('@', StringComparison.Ordinal))
        {
            return (null, NoAddress(mail.Address));
        }

        try
        {
            return (new(parsed.Address, mail.Name, mail.Subject, _words.Open(mail.TextBody), _words.Open(mail.HtmlBody)), null);
        }
        catch (CryptographicException)
        {
            return (null, new(Handover.Refused, "This site has other keys than when this was written, and cannot open its words any more. Invite again."));
        }
    }

    internal static HandoverResult NoAddress(string why) => new(Handover.Refused, $"This is not an address that mail can be sent to: {why}");
}
