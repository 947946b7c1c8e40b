using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>A facilitator notes something about a learner (<c>note</c>), for facilitators of the cohort only. Limits: 4,000 characters.</summary>
public static class WriteNote
{
    public static void MapWriteNote(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/cohorts/{id:guid}/members/{learner}/notes", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(WriteNote)}");

    internal static async Task<IResult> Post(
        Guid id, string learner, HttpContext http, ClaimsPrincipal user, CohortAccess access, ShowMember page, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindMemberAsync(user, id, learner, cancellation) is not var (cohort, member))
        {
            return NotThere("Cohort.NoSuchMember");
        }

        var note = (await http.Request.ReadFormAsync(cancellation))["note"].ToString().ReplaceLineEndings("\n").Trim();
        if (note.Length is 0 or > FacilitatorNote.Longest)
        {
            return await page.PageAsync(cohort, member, user, new(Note: note), [new("note", texts[note.Length == 0 ? "Note.Missing" : "Note.TooLong", FacilitatorNote.Longest])], null, cancellation);
        }

        await db.WriteAsync(
            () =>
            {
                db.Add(FacilitatorNote.Write(id, learner, note, user.LearnerId, clock.GetUtcNow()));
                return Task.FromResult(true);
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/members/{Uri.EscapeDataString(learner)}?did=noted");
    }
}
