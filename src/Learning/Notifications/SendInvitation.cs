using System.Globalization;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Data;
using Learning.Events;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// An invitation goes by mail to an address; there may be no account yet, so there is no inbox and nothing to stop, and the mail says why it came. Its words hold the link that lets one person in, and are sealed in the
/// outbox (<see cref="SealedWords"/>).
/// </summary>
internal sealed class SendInvitation(LearningDb db, WriteLetter write, MailAddresses addresses, SealedWords words, LearningOptions options, InterfaceTexts texts, SiteIdentity site, TimeProvider clock)
    : IListen<InviteByMail.PersonInvited>
{
    public static string Key(Guid invitationId) => $"invitation {invitationId.ToString("D", CultureInfo.InvariantCulture)}";

    public async Task HearAsync(InviteByMail.PersonInvited what, CancellationToken cancellation)
    {
        var key = Key(what.InvitationId);
        if (options.Mail is null || !options.Offers(Capability.Notifications) || await db.Mails.AnyAsync(m => m.Key == key, cancellation))
        {
            return;
        }

        var invitation = await db.Invitations.FindAsync([what.InvitationId], cancellation) ?? throw new InvalidOperationException("There is no such invitation.");
        var cohort = await db.Cohorts.FindAsync([invitation.CohortId], cancellation) ?? throw new InvalidOperationException("The invitation is into no cohort.");
        var by = await db.Learners.Where(l => l.Id == invitation.InvitedBy).Select(l => l.Name).FirstOrDefaultAsync(cancellation) ?? "";
        var href = $"/cohorts/invitations/{what.Token}";
        var link = addresses.Of(href);
        var language = invitation.Language;
        var written = write.Write(Topic.Invitation, new InvitationWords(cohort.Name, by, href, link is not null, DateOnly.FromDateTime(invitation.ExpiresAt.UtcDateTime)), invitation.Name, language);
        var why = InterfaceCulture.In(language, () => texts["Mail.WhyInvited", site.Name]);
        var bodies = write.Frame(Topic.Invitation, written, language, link, why, stop: null);
        db.Add(Mail.Queue(
            null, null, cohort.Id, Topic.Invitation, invitation.Address, invitation.Name, language, written.Subject, words.Seal(bodies.Text), words.Seal(bodies.Html), key, clock.GetUtcNow()));
    }

    /// <param name="Cohort">Its name.</param>
    /// <param name="By">Who invites; empty: not known.</param>
    /// <param name="Path">The address within the site, for whoever has to put it behind the site's own.</param>
    /// <param name="HasLink">The mail has a link.</param>
    /// <param name="Until">The last day.</param>
    public sealed record InvitationWords(string Cohort, string By, string Path, bool HasLink, DateOnly Until);
}
