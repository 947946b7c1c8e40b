using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Learning.Notifications;

/// <summary>
/// Whole addresses for mail. A mail is often written where there is no request, so they come from <see cref="LearningOptions.PublicAddress"/>; without it there are none, and a mail says "on the site"
/// and its name instead of a link that leads nowhere.
/// </summary>
public sealed class MailAddresses(LearningOptions options, IDataProtectionProvider protection)
{
    private const char Between = '\n';

    private readonly IDataProtector _protector = protection.CreateProtector("Learning.Notifications.Stop");

    /// <summary>Null: the site does not know where the world finds it.</summary>
    public string? Of(string? href) => options.PublicAddress is { } site && href is not null ? site.AbsoluteUri.TrimEnd('/') + href : null;

    /// <summary>Where one click stops mail on a topic, without signing in. Null: there is no such address.</summary>
    public string? Stop(string learnerId, Topic topic) => options.PublicAddress is null ? null : Of($"{StopMail.Path}/{StopToken(learnerId, topic)}");

    public string StopToken(string learnerId, Topic topic) => _protector.Protect($"{topic}{Between}{learnerId}");

    /// <summary>Whose mail on what; null: that is no token of this site.</summary>
    public (string LearnerId, Topic Topic)? ReadStop(string token)
    {
        try
        {
            var said = _protector.Unprotect(token);
            var end = said.IndexOf(Between, StringComparison.Ordinal);
            return end > 0 && Enum.TryParse<Topic>(said[..end], out var topic) ? (said[(end + 1)..], topic) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
