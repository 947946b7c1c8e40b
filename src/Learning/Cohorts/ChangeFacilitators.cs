using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// Who takes a cohort through its courses. Added is a person this site knows by exactly that name or mail address (<c>who</c>); she also needs the right to facilitate, which the host gives. The last
/// one stays, so that a cohort is never nobody's. Two of one name are told apart by their address.
/// </summary>
public static class ChangeFacilitators
{
    public static void MapChangeFacilitators(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/facilitators", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowFacilitators");
        routes.MapPost("/cohorts/{id:guid}/facilitators", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.AddFacilitator");
        routes.MapPost("/cohorts/{id:guid}/facilitators/{person}/removal", PostRemove).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RemoveFacilitator");
    }

    internal static async Task<IResult> Get(Guid id, string? saved, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is { } cohort ? await PageAsync(cohort, "", [], saved is not null, db, texts, cancellation) : NotThere("Cohort.NotThere");

    internal static async Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, FindPerson find, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var who = (await http.Request.ReadFormAsync(cancellation))["who"].ToString().Trim();
        var (person, problem) = await find.ByNameOrMailAsync(who, cancellation);
        if (person is null)
        {
            return await PageAsync(cohort, who, [new("who", texts[problem!])], false, db, texts, cancellation);
        }

        await db.WriteAsync(
            async () =>
            {
                if (!await db.CohortFacilitators.AnyAsync(f => f.CohortId == id && f.PersonId == person, cancellation))
                {
                    var now = clock.GetUtcNow();
                    db.Add(new CohortFacilitator(id, person, now));
                    db.Add(CohortLogEntry.Of(id, CohortDeed.FacilitatorAdded, user.LearnerId, now, detail: who));
                }

                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/facilitators?saved=yes");
    }

    internal static async Task<IResult> PostRemove(Guid id, string person, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var isLast = await db.WriteAsync(
            async () =>
            {
                var all = await db.CohortFacilitators.Where(f => f.CohortId == id).ToListAsync(cancellation);
                if (all.Find(f => f.PersonId == person) is { } one)
                {
                    if (all.Count == 1)
                    {
                        return true;
                    }

                    db.Remove(one);
                    db.Add(CohortLogEntry.Of(id, CohortDeed.FacilitatorRemoved, user.LearnerId, clock.GetUtcNow(), detail: await db.Learners.Where(l => l.Id == person).Select(l => l.Name).FirstOrDefaultAsync(cancellation) ?? ""));
                }

                return false;
            },
            cancellation);
        return isLast
            ? await PageAsync(cohort, "", [new("", texts["Facilitators.LastOne"])], false, db, texts, cancellation)
            : TypedResults.LocalRedirect(person == user.LearnerId ? "~/cohorts" : $"~/cohorts/{id}/facilitators?saved=yes");
    }

    private static async Task<View> PageAsync(Cohort cohort, string who, IReadOnlyList<FieldProblem> problems, bool isSaved, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var learners = db.Learners;
        var people = await db.CohortFacilitators.Where(f => f.CohortId == cohort.Id).OrderBy(f => f.Since)
            .Select(f => new PersonLine(f.PersonId, learners.Where(l => l.Id == f.PersonId).Select(l => l.Name).FirstOrDefault() ?? "")).ToListAsync(cancellation);
        return new View("Cohorts/ChangeFacilitators", new FacilitatorsModel(cohort.Id, cohort.Name, people, who, isSaved, problems), texts["Facilitators.Title"])
        {
            Shape = "form",
            Address = $"/cohorts/{cohort.Id}/facilitators",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    public sealed record FacilitatorsModel(Guid Id, string Cohort, IReadOnlyList<PersonLine> People, string Who, bool IsSaved, IReadOnlyList<FieldProblem> Problems);

    public sealed record PersonLine(string Id, string Name);
}
