using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Enrolments;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// How people come into a cohort: its code, link and poster, invitations by mail and how they stand, and people of this site to add. Found by the beginning of a name, or in another
/// cohort of hers by a part of it, are those who study one of its courses, or are in such a cohort; nobody else is shown. Lists show 50.
/// </summary>
public sealed class ShowPeopleOfCohort(LearningDb db, LearningOptions options, InterfaceTexts texts, CohortAccess access, TimeProvider clock)
{
    private const int Most = 50;

    public async Task<View> PageAsync(HttpContext http, Cohort cohort, Typed typed, IReadOnlyList<FieldProblem> problems, InvitedCounts? invited, CancellationToken cancellation)
    {
        var name = http.Request.Query["name"].ToString().Trim();
        var now = clock.GetUtcNow();
        var invitations = await db.Invitations.AsNoTracking().Where(i => i.CohortId == cohort.Id).OrderByDescending(i => i.UsedAt == null && i.ExpiresAt > now).ThenByDescending(i => i.InvitedAt).Take(Most + 1).ToListAsync(cancellation);
        var (found, isFoundCut) = name.Length == 0 ? ([], false) : await FindAsync(cohort, http.User, name, cancellation);
        return new View("Cohorts/ShowPeopleOfCohort", new PeopleModel
        {
            Id = cohort.Id,
            Cohort = cohort.Name,
            IsOpen = cohort.TakesPeople,
            Code = JoinCode.Show(cohort.Code),
            Link = JoinLink.Of(cohort, options, http.Request),
            Typed = typed,
            Languages = InterfaceTexts.Languages,
            Invited = invited,
            Did = http.Request.Query["did"].ToString() is "withdrawn" or "again" ? http.Request.Query["did"].ToString() : null,
            Open = invitations.Count(i => i.IsOpenAt(now)),
            Invitations = [.. invitations.Take(Most).Select(i => new InvitationRow(i.Id, i.Address, i.InvitedAt, i.UsedAt, i.IsOpenAt(now), i.IsWithdrawn, i.ExpiresAt))],
            IsCut = invitations.Count > Most,
            Name = name,
            Found = [.. found.Select(l => new FoundRow(l.Id, l.Name))],
            IsFoundCut = isFoundCut,
            Problems = problems,
            Most = InviteByMail.Most,
        },
        texts["People.OfCohort"])
        {
            Address = $"/cohorts/{cohort.Id}/people",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private async Task<(IReadOnlyList<Learner> Found, bool IsCut)> FindAsync(Cohort cohort, ClaimsPrincipal user, string typed, CancellationToken cancellation)
    {
        var name = typed.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (name.Length == 0)
        {
            return ([], false);
        }

        var (members, enrolments, courses, learners) = (db.Members, db.Enrolments, db.CohortCourses, db.Learners);
        var hers = await access.OfAsync(user, cancellation);
        var found = new List<Learner>();
        if (await access.FewAsync(user, cancellation) is { Count: > 0 } few)
        {
            found.AddRange(await Missing(learners.AsNoTracking().Where(l => members.Where(m => few.Contains(m.CohortId)).Select(m => m.LearnerId).Contains(l.Id)))
                .Where(l => EF.Functions.Like(l.Name, "%" + name + "%")).OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most + 1).ToListAsync(cancellation));
        }

        // One after the other: asked for both at once, a database reads all members and all enrolments to see who is in neither.
        var others = await db.FindLearnersAsync(name, some => Missing(some).Where(l => members.Any(m => m.LearnerId == l.Id && hers.Any(c => c.Id == m.CohortId))), Most, cancellation);
        var studying = await db.FindLearnersAsync(
            name, some => Missing(some).Where(l => enrolments.Any(e => e.LearnerId == l.Id && e.WithdrawnAt == null && courses.Any(c => c.CohortId == cohort.Id && c.CourseId == e.CourseId))), Most, cancellation);
        var all = found.Concat(others.Some).Concat(studying.Some).DistinctBy(l => l.Id).OrderBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.Id, StringComparer.Ordinal).ToArray();
        return ([.. all.Take(Most)], others.IsCut || studying.IsCut || all.Length > Most);

        IQueryable<Learner> Missing(IQueryable<Learner> some) => some.Where(l => !l.IsGuest && !members.Any(m => m.CohortId == cohort.Id && m.LearnerId == l.Id && m.WithdrawnAt == null));
    }

    public sealed record Typed(string Addresses, string Language);

    public sealed record InvitationRow(Guid Id, string Address, DateTimeOffset InvitedAt, DateTimeOffset? UsedAt, bool IsOpen, bool IsWithdrawn, DateTimeOffset ExpiresAt);

    public sealed record FoundRow(string Id, string Name);

    public sealed record PeopleModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required bool IsOpen { get; init; }

        public required string Code { get; init; }

        public required string Link { get; init; }

        public required Typed Typed { get; init; }

        public required IReadOnlyList<string> Languages { get; init; }

        /// <summary>What just became of the addresses that were given; null: none were.</summary>
        public required InvitedCounts? Invited { get; init; }

        /// <summary>What was just done with an invitation: withdrawn, again; null: nothing.</summary>
        public required string? Did { get; init; }

        /// <summary>Invitations in the list that still let somebody in.</summary>
        public required int Open { get; init; }

        public required IReadOnlyList<InvitationRow> Invitations { get; init; }

        public required bool IsCut { get; init; }

        public required string Name { get; init; }

        public required IReadOnlyList<FoundRow> Found { get; init; }

        /// <summary>Others may have such a name.</summary>
        public required bool IsFoundCut { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }

        public required int Most { get; init; }
    }
}

public static class ShowPeopleOfCohortRoute
{
    public static void MapShowPeopleOfCohort(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/people", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowPeopleOfCohort)}");

    internal static async Task<IResult> Get(
        Guid id, string? invited, string? had, [FromQuery(Name = "in")] string? isIn, HttpContext http, ClaimsPrincipal user, CohortAccess access, ShowPeopleOfCohort page, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is { } cohort
            ? await page.PageAsync(http, cohort, new("", ""), [], InvitedCounts.Read(invited, had, isIn), cancellation)
            : NotThere("Cohort.NotThere");
}
