using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Publishing;

/// <summary>
/// Takes a course out of the catalogue, and brings it back. Both may be done twice. Raises <see cref="CourseWithdrawn"/> where something changed. On the pages of the product by <see cref="WithdrawCourse"/>; a host
/// in which courses are written in a way of its own does it here.
/// </summary>
public sealed class ChangeCatalogue(LearningDb db, DomainEvents events, TimeProvider clock)
{
    /// <param name="isClosed">Those who are in it cannot go on either.</param>
    /// <param name="by">Whose act it is; null: the site's own.</param>
    /// <returns>Its address; null: there is no such course.</returns>
    public Task<string?> WithdrawAsync(string courseId, bool isClosed, ClaimsPrincipal? by, CancellationToken cancellation) =>
        ChangeAsync(courseId, course => course.Withdraw(isClosed, clock.GetUtcNow()), by, cancellation);

    /// <param name="by">Whose act it is; null: the site's own.</param>
    /// <param name="ifBefore">Only a course that was withdrawn before this time; null: whenever.</param>
    /// <returns>Its address; null: there is no such course.</returns>
    public Task<string?> BringBackAsync(string courseId, ClaimsPrincipal? by, DateTimeOffset? ifBefore, CancellationToken cancellation) =>
        ChangeAsync(
            courseId,
            course =>
            {
                // Kept to the millisecond: what was withdrawn within the same one is not before it.
                if (ifBefore is not { } time || course.WithdrawnAt < DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()))
                {
                    course.BringBack();
                }
            },
            by,
            cancellation);

    /// <summary>Alone: nobody is let in who asked a moment before.</summary>
    private Task<string?> ChangeAsync(string courseId, Action<Course> change, ClaimsPrincipal? by, CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,
        async () =>
        {
            if (await db.Courses.SingleOrDefaultAsync(c => c.Id == courseId, cancellation) is not { } course)
            {
                return null;
            }

            var before = (course.WithdrawnAt is null, course.IsClosed);
            change(course);
            if (before != (course.WithdrawnAt is null, course.IsClosed))
            {
                if (by is not null)
                {
                    await db.RememberLearnerAsync(by, clock.GetUtcNow(), cancellation);
                }

                await events.PublishAsync(new CourseWithdrawn(course.Id, course.WithdrawnAt is null, course.IsClosed, by?.LearnerIdOrNull, clock.GetUtcNow()), cancellation);
            }

            return course.Slug;
        },
        cancellation);
}
