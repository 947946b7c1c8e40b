using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Enrolments;

/// <summary>A learner joins an open course. Asking twice gives the same enrolment.</summary>
public sealed class Enrol(LearningDb db, DomainEvents events, TimeProvider clock)
{
    public sealed record LearnerEnrolled(Guid EnrolmentId, string CourseId, string LearnerId, DateTimeOffset At) : IDomainEvent;

    public enum Outcome
    {
        Enrolled,
        AlreadyEnrolled,
        NoSuchCourse,
        CourseNotOpen,
    }

    /// <summary>The answer to somebody who asked to join; also for a host that signs a guest in and lets her start in one step.</summary>
    public static async Task<IResult> AnswerAsync(string slug, ClaimsPrincipal user, Enrol enrol, CancellationToken cancellation) =>
        await enrol.JoinAsync(slug, user, cancellation) switch
        {
            Outcome.NoSuchCourse => NotThere(),
            Outcome.CourseNotOpen => Refuse(StatusCodes.Status409Conflict, "Enrol.CourseNotOpen"),
            _ => TypedResults.LocalRedirect($"~/learn/{slug}"),
        };

    public Task<bool> IsOpenAsync(string slug, CancellationToken cancellation) =>
        db.Courses.AnyAsync(c => c.Slug == slug && c.OpenForEnrolment, cancellation);

    public Task<Outcome> JoinAsync(string slug, ClaimsPrincipal user, CancellationToken cancellation) =>
        db.WriteAsync(Turn.Of(user.LearnerId), () => JoinOnceAsync(slug, user, cancellation), cancellation);

    private async Task<Outcome> JoinOnceAsync(string slug, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var learnerId = user.LearnerId;
        var now = clock.GetUtcNow();

        var course = await db.Courses.SingleOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (course is null)
        {
            return Outcome.NoSuchCourse;
        }

        var already = await db.Enrolments.SingleOrDefaultAsync(e => e.CourseId == course.Id && e.LearnerId == learnerId, cancellation);
        if (already is { IsActive: true })
        {
            return Outcome.AlreadyEnrolled;
        }

        if (!course.OpenForEnrolment)
        {
            return Outcome.CourseNotOpen;
        }

        await db.RememberLearnerAsync(user, now, cancellation);
        await PlaceAsync(course, learnerId, now, cancellation);
        return Outcome.Enrolled;
    }

    /// <summary>
    /// A place for somebody the library knows, whether or not the course is open to all: who assigns courses says who takes them. Within a transaction of the caller's; twice is once. Nobody new gets one in a
    /// course that is withdrawn.
    /// </summary>
    public async Task PlaceAsync(Course course, string learnerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var already = await db.Enrolments.SingleOrDefaultAsync(e => e.CourseId == course.Id && e.LearnerId == learnerId, cancellation);
        if (course.WithdrawnAt is not null)
        {
            return;
        }

        if (already is not null)
        {
            already.Rejoin();
            return;
        }

        var enrolment = Enrolment.Start(course, learnerId, now);
        db.Add(enrolment);
        await events.PublishAsync(new LearnerEnrolled(enrolment.Id, course.Id, learnerId, now), cancellation);
    }
}

public static class EnrolRoute
{
    public static void MapEnrol(this IEndpointRouteBuilder routes)
    {
        // Where signing in first leads back to.
        routes.MapGet("/courses/{slug}/enrolments", (string slug) => TypedResults.LocalRedirect($"~/courses/{slug}"));
        routes.MapPost("/courses/{slug}/enrolments", Enrol.AnswerAsync)
            .RequireAuthorization()
            .AllowCookieRedirect()
            .WithName($"Learning.{nameof(Enrol)}");
    }
}
