using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Study;

/// <summary>
/// Takes her to exactly where she was: the heading she had reached if that activity is not done yet, else the first activity still to do after it. What she has skipped comes after
/// the end, but for what nobody has to do.
/// Somebody who is not enrolled is shown the course.
/// </summary>
public static class Resume
{
    public static void MapResume(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/learn/{slug}", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(Resume)}");

    internal static async Task<IResult> Get(
        string slug, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var standing = await db.StandingAsync(slug, user.LearnerId, cancellation);
        if (standing is null)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        if (!standing.IsEnrolled)
        {
            return TypedResults.LocalRedirect("~" + Addresses.Course(slug));
        }

        var revision = await revisions.GetAsync(db, standing.RevisionId, cancellation);
        var (activityId, place) = Place(revision, standing);
        return TypedResults.LocalRedirect("~" + Addresses.Activity(slug, activityId) + (place is null ? "" : "#" + Uri.EscapeDataString(place)));
    }

    internal static (string ActivityId, string? Place) Place(Revision revision, Standing standing)
    {
        var done = standing.DoneIds;
        var last = standing.LastActivityId is { } id && revision.Activity(id) is not null ? id : null;
        if (last is not null && !done.Contains(last))
        {
            return (last, standing.LastPlace);
        }

        var order = revision.Activities.Select(a => a.Id).ToList();
        var from = last is null ? 0 : order.IndexOf(last) + 1;
        var required = CompletionRule.Required(revision.Outline).Select(a => a.Id).ToHashSet();
        var next = order.Skip(from).Concat(order.Take(from).Where(required.Contains)).FirstOrDefault(a => !done.Contains(a));
        return (next ?? last ?? order[0], null);
    }
}
