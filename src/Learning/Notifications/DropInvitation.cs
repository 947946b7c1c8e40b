using Learning.Cohorts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>The mail of an invitation that was withdrawn is not sent any more, where it still waits.</summary>
internal sealed class DropInvitation(LearningDb db) : IListen<InviteByMail.InvitationWithdrawn>
{
    public Task HearAsync(InviteByMail.InvitationWithdrawn what, CancellationToken cancellation)
    {
        var key = SendInvitation.Key(what.InvitationId);
        return db.Mails.Where(m => m.Key == key && m.State == MailState.Queued).ExecuteDeleteAsync(cancellation);
    }
}
