using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Analysis;

/// <summary>An editor does not wait for the daily round: the tasks for one quiz are opened now. Asking twice opens nothing twice. Refusal: 404 no such quiz.</summary>
public static class FindWeakItems
{
    public static void MapFindWeakItems(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/analysis/{slug}/{activity}/tasks", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(FindWeakItems)}");

    internal static async Task<IResult> Post(string slug, string activity, LearningDb db, RevisionCache revisions, OpenItemTasks open, CancellationToken cancellation)
    {
        if (await QuizPlace.FindAsync(slug, activity, db, revisions, cancellation) is not { } quiz)
        {
            return NotThere();
        }

        await open.RunAsync(quiz.Revision, quiz.Activity, cancellation);
        return TypedResults.LocalRedirect($"~{AnalysisAddresses.Quiz(slug, activity)}");
    }
}
