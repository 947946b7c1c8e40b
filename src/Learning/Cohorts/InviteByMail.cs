using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// A facilitator invites people by mail: <c>addresses</c>, one to a line, a name before it if she likes ("Awa Diop &lt;awa@example.org&gt;"), in one <c>language</c>. Each gets a link of her own that lets
/// one person in, once, within 30 days. An address that has an open invitation, or whose owner is in the cohort, is not written to. Limits: 200 addresses at once; nobody is invited where one line is wrong.
/// </summary>
public sealed class InviteByMail(LearningDb db, DomainEvents events, TimeProvider clock)
{
    public const int Most = 200;

    /// <summary>Somebody is invited. The token is in no table: whoever tells her has to do it now.</summary>
    public sealed record PersonInvited(Guid InvitationId, string Token, DateTimeOffset At) : IDomainEvent;

    /// <summary>It leads nowhere any more; what of it still waits to be sent need not go.</summary>
    public sealed record InvitationWithdrawn(Guid InvitationId, DateTimeOffset At) : IDomainEvent;

    /// <summary>What became of an address.</summary>
    public enum Outcome
    {
        Invited,

        /// <summary>She has an open invitation already.</summary>
        HadOne,

        /// <summary>She is in the cohort: by this address of hers, or by an earlier invitation to it.</summary>
        IsIn,
    }

    /// <summary>Within a transaction of the caller's.</summary>
    public async Task<Outcome> InviteAsync(Cohort cohort, string address, string name, string language, string by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (learners, before) = (db.Learners, db.Invitations.Where(i => i.CohortId == cohort.Id && i.Address == address));
#pragma warning disable CA1862 // The database compares, and knows no StringComparison.
        var isIn = await db.Members.AnyAsync(
            m => m.CohortId == cohort.Id && m.WithdrawnAt == null && (before.Any(i => i.LearnerId == m.LearnerId) || learners.Any(l => l.Id == m.LearnerId && l.Email!.ToLower() == address)), cancellation);
#pragma warning restore CA1862
        if (isIn)
        {
            return Outcome.IsIn;
        }

        if (await before.AnyAsync(i => i.UsedAt == null && i.ExpiresAt > now, cancellation))
        {
            return Outcome.HadOne;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var invitation = Invitation.Invite(cohort.Id, address, name, language, Hash(token), by, now);
        db.Add(invitation);
        db.Add(CohortLogEntry.Of(cohort.Id, CohortDeed.Invited, by, now));
        await db.SaveChangesAsync(cancellation);
        await events.PublishAsync(new PersonInvited(invitation.Id, token, now), cancellation);
        return Outcome.Invited;
    }

    /// <summary>Within a transaction of the caller's: the link of an open invitation lets nobody in any more.</summary>
    internal async Task WithdrawAsync(Invitation invitation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        invitation.Withdraw(now);
        await db.SaveChangesAsync(cancellation);
        await events.PublishAsync(new InvitationWithdrawn(invitation.Id, now), cancellation);
    }

    /// <summary>What is kept of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public static class InviteByMailRoute
{
    public static void MapInviteByMail(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/cohorts/{id:guid}/invitations", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(InviteByMail)}");

    internal static async Task<IResult> Post(
        Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, InviteByMail invite, InterfaceTexts texts, ShowPeopleOfCohort page, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var (typed, language) = (form["addresses"].ToString(), form["language"].ToString());
        var (people, fault) = AddressLines.Read(typed, InviteByMail.Most);
        if (fault is null && !cohort.TakesPeople)
        {
            fault = new("Join.Closed");
        }

        if (fault is not null)
        {
            return await page.PageAsync(http, cohort, new(typed, language), [new("addresses", texts[fault.Text, fault.Arguments])], null, cancellation);
        }

        var outcomes = await db.WriteAsync(
            async () =>
            {
                var each = new List<InviteByMail.Outcome>();
                var ours = await db.Cohorts.SingleAsync(c => c.Id == id, cancellation);
                foreach (var person in people)
                {
                    each.Add(await invite.InviteAsync(ours, person.Address, person.Name, InterfaceTexts.Languages.Contains(language) ? language : "en", user.LearnerId, cancellation));
                }

                return each;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/people?{InvitedCounts.Of(outcomes).Query}");
    }
}
