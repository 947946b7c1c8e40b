using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Publishing;

/// <summary>
/// <c>GET /courses/{slug}/revisions/{number}/rollback</c>: what it would do to go back to an earlier revision; <c>POST</c> does it: a new revision that says the same, with a <c>note</c> (2,000 characters at most), if the one in
/// force is still the one the page named (<c>current</c>). Raises what publishing raises. For those who publish. Refusals: 404 no such course or revision; 409 it is in force, or was when another published, or its
/// address is taken; 422 no note.
/// </summary>
public static class RollBack
{
    public static void MapRollBack(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/courses/{slug}/revisions/{number:int}/rollback", Get).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.ShowRollBack");
        routes.MapPost("/courses/{slug}/revisions/{number:int}/rollback", Post).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName($"Learning.{nameof(RollBack)}");
    }

    internal static async Task<IResult> Get(string slug, int number, LearningDb db, ReadWording read, ReadImpact impact, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation) =>
        await PageAsync(slug, number, null, [], db, read, impact, options, texts, cancellation);

    internal static async Task<IResult> Post(
        string slug,
        int number,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        ReadWording read,
        ReadImpact impact,
        PublishCourse publish,
        LearningOptions options,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var schedule = ScheduleForm.Of(form) with { When = "now" };
        var (_, problems) = schedule.Read(clock.GetUtcNow(), texts);
        if (problems.Count > 0)
        {
            return await PageAsync(slug, number, schedule.Note, problems, db, read, impact, options, texts, cancellation);
        }

        try
        {
            return await db.WriteAsync<IResult>(
                Turn.Alone,
                async () =>
                {
                    if (await db.Courses.SingleOrDefaultAsync(c => c.Slug == slug, cancellation) is not { } course
                        || await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.CourseId == course.Id && r.Number == number, cancellation) is not { } earlier)
                    {
                        return NotThere("Revisions.NoSuch");
                    }

                    if (form["current"] != course.CurrentRevisionId.ToString())
                    {
                        return Refused(slug, "Rollback.Moved");
                    }

                    if (earlier.Id == course.CurrentRevisionId)
                    {
                        return Refused(slug, "Rollback.IsInForce");
                    }

                    await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                    await publish.PutBackWithinAsync(course, earlier, new(RevisionOrigin.Rollback, user.LearnerId, schedule.Note), cancellation);
                    return TypedResults.LocalRedirect($"~/courses/{course.Slug}/revisions?did=rolled-back");
                },
                cancellation);
        }
        catch (SlugTakenException)
        {
            return Refused(slug, "Publication.AddressTaken");
        }
    }

    private static async Task<IResult> PageAsync(
        string slug, int number, string? note, IReadOnlyList<FormProblem> problems, LearningDb db, ReadWording read, ReadImpact impact, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await ShowRevisions.FindAsync(slug, number, db, cancellation) is not { } earlier)
        {
            return NotThere("Revisions.NoSuch");
        }

        var course = await db.Courses.AsNoTracking().SingleAsync(c => c.Slug == slug, cancellation);
        if (earlier.Id == course.CurrentRevisionId)
        {
            return Refused(slug, "Rollback.IsInForce");
        }

        var (now, then) = (await read.OfRevisionAsync(course.CurrentRevisionId, cancellation), await read.OfRevisionAsync(earlier.Id, cancellation));
        var comparison = CourseComparison.Compare(now, then);
        var outline = now.Languages[0].Outline;
        var model = new RollBackModel(
            slug,
            outline.Title,
            outline.Language,
            number,
            course.CurrentNumber,
            course.CurrentRevisionId,
            earlier.PublishedAt,
            ChangeCounts.Of(comparison),
            await impact.ReadAsync(course.Id, now, then, comparison, cancellation),
            options.Offers(Capability.Teaching),
            note ?? "",
            Draft.LongestNote,
            problems);
        return new View("Editing/RollBack", model, $"{outline.Title} – {texts["Rollback.Title", $"{number}"]}")
        {
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static Refusal Refused(string slug, string code) => new(StatusCodes.Status409Conflict, code) { WayBack = new($"/courses/{slug}/revisions", "Revisions.Back") };

    public sealed record RollBackModel(
        string Slug,
        string Title,
        string Language,
        int Number,
        int Current,
        Guid CurrentId,
        DateTimeOffset At,
        ChangeCounts Counts,
        Impact Impact,
        bool HasCorrections,
        string Note,
        int LongestNote,
        IReadOnlyList<FormProblem> Problems);
}
