using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Reviewing;
using Learning.Events;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Publishing;

/// <summary>
/// <c>POST /drafts/{id}/publication</c>: publishes a draft (<c>when</c> now), or says when it will be (<c>when</c> later, with <c>day</c>, <c>time</c> and <c>zone</c>; within a year). <c>note</c> is what is new, 2,000 characters at
/// most; <c>again</c>, once for each, are ids of lessons and quizzes that have to be seen again: that is written into the draft first (not where the site asks for approvals: those were not given for it);
/// <c>version</c> is the one the page showed: what nobody has seen is not published. Posted twice, it publishes once. <c>POST …/publication/cancellation</c>: it does not wait for its time any more.
/// For those who publish. Refusals: 404 no such draft; 409 with a sentence each for what stands in the way (<see cref="Release"/>); 422 the form.
/// </summary>
public static class PublishDraftRoute
{
    public static void MapPublishDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/publication", Post).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName($"Learning.{nameof(PublishDraft)}");

    public static void MapScheduleDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/publication/cancellation", PostCancellation).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.CancelPublication");

    internal static async Task<IResult> Post(
        Guid id,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        PublishDraft publish,
        ReadDraft drafts,
        WriteDraft write,
        ReadApprovals approvals,
        LearningOptions options,
        DomainEvents events,
        ShowPublication.PublicationPage page,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var posted = await http.Request.ReadFormAsync(cancellation);
        var form = ScheduleForm.Of(posted);
        var (at, problems) = form.Read(clock.GetUtcNow(), texts);
        if (problems.Count > 0)
        {
            return await page.ShowAsync(id, form, problems, null, user, cancellation);
        }

        if (!int.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return Refused(id, PublishOutcome.Changed);
        }

        await db.WriteAsync(
            async () =>
            {
                await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                return true;
            },
            cancellation);
        if (form.Again.Count > 0 && options.ApprovalsNeeded == 0 && await drafts.ReadAsync(id, cancellation) is { Draft: { IsOpen: true } draft } folder && draft.Version == version)
        {
            var marked = MarkAgain.In(folder, form.Again, DateOnly.FromDateTime((at ?? clock.GetUtcNow()).UtcDateTime));
            await write.ManyAsync(id, marked, user.LearnerId, cancellation);
            version += marked.Count;   // whoever else wrote meanwhile makes it another
        }

        if (at is { } time)
        {
            var planned = await ScheduleAsync(id, version, time, form, user.LearnerId, db, drafts, approvals, events, cancellation);
            return planned == PublishOutcome.Published ? TypedResults.LocalRedirect($"~/drafts/{id}/publication?did=scheduled") : Refused(id, planned);
        }

        var (release, _) = await publish.PublishAsync(id, version, user.LearnerId, form.Note, isDue: false, cancellation);
        return release == PublishOutcome.Published ? TypedResults.LocalRedirect($"~/courses/{await SlugAsync(id, db, cancellation)}/revisions?did=published") : Refused(id, release);
    }

    internal static async Task<IResult> PostCancellation(Guid id, ClaimsPrincipal user, LearningDb db, DomainEvents events, TimeProvider clock, CancellationToken cancellation) =>
        await db.WriteAsync<IResult>(
            async () =>
            {
                if (await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } draft)
                {
                    return NotThere("Publication.NoSuchDraft");
                }

                if (!draft.IsOpen)
                {
                    return Refused(id, PublishOutcome.Closed);
                }

                if (DraftMoved.CallOff(draft, user.LearnerId, "") is { } off)
                {
                    await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                    await events.PublishAsync(off, cancellation);
                }

                draft.FallBack(null);
                return TypedResults.LocalRedirect($"~/drafts/{id}/publication?did=cancelled");
            },
            cancellation);

    /// <summary>What would stand in its way now is said now, not when the time comes.</summary>
    private static async Task<PublishOutcome> ScheduleAsync(
        Guid id, int version, DateTimeOffset at, ScheduleForm form, string by, LearningDb db, ReadDraft drafts, ReadApprovals approvals, DomainEvents events, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return PublishOutcome.NotThere;
        }

        var reading = folder.Read();
        return await db.WriteAsync(
            async () =>
            {
                var draft = await db.Drafts.SingleAsync(d => d.Id == id, cancellation);
                var current = await db.Courses.Where(c => c.Id == draft.CourseId).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
                var release = !draft.IsOpen ? PublishOutcome.Closed
                    : draft.Version != version || draft.Version != folder.Draft.Version ? PublishOutcome.Changed
                    : folder.Changed.Count == 0 ? PublishOutcome.ChangesNothing
                    : reading.Draft is null ? PublishOutcome.HasProblems
                    : reading.Draft.Outline.Id != draft.CourseId ? PublishOutcome.OtherCourse
                    : current != draft.BaseRevisionId ? PublishOutcome.BaseMoved
                    : !(await approvals.ReadAsync(id, version, cancellation)).IsEnough ? PublishOutcome.NotApproved
                    : PublishOutcome.Published;
                if (release == PublishOutcome.Published)
                {
                    draft.Describe(form.Note);
                    draft.Schedule(at, form.Zone, by);
                    await events.PublishAsync(new DraftMoved(id, DraftMove.Scheduled, by, form.Note, $"{version} {at:O}") { ScheduledFor = at, ScheduledZone = form.Zone }, cancellation);
                }

                return release;
            },
            cancellation);
    }

    private static IResult Refused(Guid id, PublishOutcome release) => release == PublishOutcome.NotThere
        ? NotThere("Publication.NoSuchDraft")
        : new Theming.Refusal(StatusCodes.Status409Conflict, release switch
        {
            PublishOutcome.Closed => "Publication.Closed",
            PublishOutcome.HasProblems => "Publication.HasProblems",
            PublishOutcome.ChangesNothing => "Publication.ChangesNothing",
            PublishOutcome.BaseMoved => "Publication.BaseMoved",
            PublishOutcome.NotApproved => "Publication.NotApproved",
            PublishOutcome.OtherCourse => "Publication.OtherCourse",
            PublishOutcome.AddressTaken => "Publication.AddressTaken",
            _ => "Publication.Changed",
        })
        { WayBack = new($"/drafts/{id}/publication", "Publication.Back") };

    private static Task<string> SlugAsync(Guid id, LearningDb db, CancellationToken cancellation) => db.Drafts.Where(d => d.Id == id).Select(d => d.Slug).SingleAsync(cancellation);
}
