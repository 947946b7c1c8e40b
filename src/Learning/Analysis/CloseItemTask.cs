using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Analysis;

/// <summary>
/// An editor says what became of a task: resolved (the question was mended) or dismissed (it is good as it is), and why. Form: <c>state</c> "resolved" or "dismissed", <c>reason</c> up to 500
/// letters. Refusals: 404 no such task, 409 closed already, 422 no such state or no reason.
/// </summary>
public static class CloseItemTask
{
    public sealed record ItemTaskClosed(Guid TaskId, TaskState State, string By, DateTimeOffset At) : IDomainEvent;

    public static void MapCloseItemTask(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/analysis/tasks/{id:guid}", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(CloseItemTask)}");

    internal static async Task<IResult> Post(
        Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, DomainEvents events, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var reason = form["reason"].ToString().ReplaceLineEndings(" ").Trim();
        TaskState? state = form["state"].ToString() switch { "resolved" => TaskState.Resolved, "dismissed" => TaskState.Dismissed, _ => null };
        if (state is null)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Analysis.NoSuchState");
        }

        if (reason.Length is 0 or > ItemTask.LongestReason)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, reason.Length == 0 ? "Analysis.ReasonNeeded" : "Analysis.ReasonTooLong", ItemTask.LongestReason);
        }

        return await db.WriteAsync(() => CloseAsync(id, state.Value, reason, user, db, events, clock.GetUtcNow(), cancellation), cancellation);
    }

    private static async Task<IResult> CloseAsync(
        Guid id, TaskState state, string reason, ClaimsPrincipal user, LearningDb db, DomainEvents events, DateTimeOffset now, CancellationToken cancellation)
    {
        var task = await db.ItemTasks.FindAsync([id], cancellation);
        if (task is null)
        {
            return NotThere();
        }

        if (task.State != TaskState.Open)
        {
            return Refuse(StatusCodes.Status409Conflict, "Analysis.TaskClosed");
        }

        var slug = await db.Courses.Where(c => c.Id == task.CourseId).Select(c => c.Slug).SingleAsync(cancellation);
        await db.RememberLearnerAsync(user, now, cancellation);   // so that the page can say who it was
        task.Close(state, user.LearnerId, reason, now);
        await events.PublishAsync(new ItemTaskClosed(task.Id, state, user.LearnerId, now), cancellation);
        return TypedResults.LocalRedirect($"~{AnalysisAddresses.Item(slug, task.ActivityId, task.QuestionId)}");
    }
}
