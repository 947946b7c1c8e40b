using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Notifications;

/// <summary>
/// Mail to a cohort that did not arrive, or of which nobody knows whether it did, with the words of the server: 50 a page. A facilitator may have one sent again, once she has asked or the address is right; it goes to the
/// address the learner has now.
/// </summary>
public static class ShowFailedMail
{
    private const int OnPage = 50;

    public static void MapShowFailedMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/messages/failed", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowFailedMail)}");
        routes.MapPost("/cohorts/{id:guid}/messages/failed/{mail:guid}", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.SendMailAgain");
    }

    internal static async Task<IResult> Get(Guid id, string? page, string? again, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var failed = db.Mails.AsNoTracking().Where(m => m.CohortId == id && (m.State == MailState.Refused || m.State == MailState.GivenUp));
        var pages = Pages.Of(await failed.CountAsync(cancellation), OnPage, page);
        var rows = await failed.OrderByDescending(m => m.ChangedAt).ThenBy(m => m.Id).Skip(pages.Skip).Take(OnPage).Select(m => new { m.Id, m.Name, m.Address, m.LearnerId, m.Topic, m.Subject, m.State, m.Answer, m.ChangedAt, m.Tries })
            .ToListAsync(cancellation);
        var model = new FailedModel(
            id,
            cohort.Name,
            again is not null,
            [.. rows.Select(m => new FailedRow(
                m.Id,
                m.LearnerId is null ? m.Address : m.Name,   // an invited person has nothing but the address that a facilitator typed
                texts[$"Topic.{m.Topic}"],
                m.Subject,
                texts[m.State == MailState.Refused ? "Words.Refused" : "Words.GivenUp"],
                m.Answer,
                m.ChangedAt,
                m.Tries))],
            pages.With(n => $"/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}/messages/failed{(n == "1" ? "" : $"?page={n}")}"));
        return new View("Notifications/ShowFailedMail", model, texts["Words.FailedTitle"]);
    }

    internal static async Task<IResult> Post(Guid id, Guid mail, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is null || !await db.Mails.AnyAsync(m => m.Id == mail && m.CohortId == id, cancellation))
        {
            return NotThere("Cohort.NotThere");
        }

        await db.WriteAsync(
            async () =>
            {
                var failed = await db.Mails.SingleAsync(m => m.Id == mail, cancellation);
                var address = failed.LearnerId is { } learner ? await db.Learners.Where(l => l.Id == learner).Select(l => l.Email).FirstOrDefaultAsync(cancellation) : null;
                return failed.Again(address, clock.GetUtcNow());
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}/messages/failed?again=yes");
    }

    public sealed record FailedModel(Guid Id, string Cohort, bool IsAgain, IReadOnlyList<FailedRow> Rows, PageLinks Pages);

    public sealed record FailedRow(Guid Id, string To, string Topic, string Subject, string State, string Answer, DateTimeOffset At, int Tries);
}
