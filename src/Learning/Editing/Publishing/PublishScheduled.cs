using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Learning.Editing.Publishing;

/// <summary>
/// Publishes what was to be published by now. Runs each minute on every node; the draft is closed in the transaction that publishes, so it happens once. What cannot be published any more goes back to being written; its
/// page says why, and so does a message. What cannot be published now, since the media store is away, is tried again by the next round, and the others are published.
/// </summary>
public sealed partial class PublishScheduled(LearningDb db, PublishDraft publish, DomainEvents events, TimeProvider clock, ILogger<PublishScheduled> log)
{
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = await db.Drafts.AsNoTracking().Where(d => d.State == DraftState.Scheduled && d.ScheduledFor <= now).OrderBy(d => d.ScheduledFor)
            .Select(d => new { d.Id, d.CourseId, d.ScheduledBy, d.Note }).ToListAsync(cancellation);
        foreach (var one in due)
        {
            PublishOutcome release;
            try
            {
                (release, _) = await publish.PublishAsync(one.Id, null, one.ScheduledBy ?? "", one.Note, isDue: true, cancellation);
            }
            catch (MediaStoreException e)
            {
                Waits(log, one.CourseId, e.Message);
                continue;
            }
            finally
            {
                db.ChangeTracker.Clear();
            }

            if (TroubleOf(release) is { } trouble)
            {
                await db.WriteAsync(() => FallBackAsync(one.Id, trouble, cancellation), cancellation);
            }
        }
    }

    private async Task<bool> FallBackAsync(Guid id, string trouble, CancellationToken cancellation)
    {
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, cancellation);
        if (draft is not { State: DraftState.Scheduled })
        {
            return false;
        }

        var moved = new DraftMoved(id, DraftMove.NotPublished, null, trouble, $"{draft.Version} {draft.ScheduledFor:O} {trouble}") { ScheduledBy = draft.ScheduledBy };
        draft.FallBack(trouble);
        await events.PublishAsync(moved, cancellation);
        return true;
    }

    /// <summary>Null: it was published, here or elsewhere, or somebody has changed their mind.</summary>
    private static string? TroubleOf(PublishOutcome release) => release switch
    {
        PublishOutcome.HasProblems => "Publication.Trouble.HasProblems",
        PublishOutcome.ChangesNothing => "Publication.Trouble.ChangesNothing",
        PublishOutcome.BaseMoved => "Publication.Trouble.BaseMoved",
        PublishOutcome.NotApproved => "Publication.Trouble.NotApproved",
        PublishOutcome.OtherCourse => "Publication.Trouble.OtherCourse",
        PublishOutcome.AddressTaken => "Publication.Trouble.AddressTaken",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The course {CourseId} was to be published by now and waits, until its files can be used: {Why}")]
    private static partial void Waits(ILogger log, string courseId, string why);
}
