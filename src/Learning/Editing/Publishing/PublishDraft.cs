using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Reviewing;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Publishing;

/// <summary>What came of publishing a draft.</summary>
public enum PublishOutcome
{
    Published,

    /// <summary>There is no such draft.</summary>
    NotThere,

    /// <summary>It was published already, or given up.</summary>
    Closed,

    /// <summary>Somebody went on writing since the page was shown, or it does not wait for its time any more.</summary>
    Changed,

    /// <summary>Its texts have something to be mended.</summary>
    HasProblems,

    /// <summary>All files are as they were.</summary>
    ChangesNothing,

    /// <summary>The course was published otherwise since the draft began: another editor, an import.</summary>
    BaseMoved,

    /// <summary>Not approved often enough, or only by those who wrote it.</summary>
    NotApproved,

    /// <summary>course.md gives the id of another course.</summary>
    OtherCourse,

    /// <summary>Another course has its address.</summary>
    AddressTaken,
}

/// <summary>
/// Makes a revision of a draft, with all its files, and closes it: all or nothing, and once, however many ask. What was published meanwhile is never written over.
/// </summary>
public sealed class PublishDraft(LearningDb db, ReadDraft drafts, PublishCourse publish, ReadApprovals approvals, DomainEvents events, TimeProvider clock)
{
    /// <param name="version">The version that somebody has seen; null: whichever it is.</param>
    /// <param name="isDue">Only if it waits for its time and that has come.</param>
    public async Task<(PublishOutcome Outcome, int Number)> PublishAsync(Guid id, int? version, string by, string note, bool isDue, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return (PublishOutcome.NotThere, 0);
        }

        if (!folder.Draft.IsOpen)
        {
            return (PublishOutcome.Closed, 0);
        }

        if (version is not null && folder.Draft.Version != version)
        {
            return (PublishOutcome.Changed, 0);
        }

        if (folder.Changed.Count == 0)
        {
            return (PublishOutcome.ChangesNothing, 0);
        }

        if (folder.Read().Draft is not { } read)
        {
            return (PublishOutcome.HasProblems, 0);
        }

        if (read.Outline.Id != folder.Draft.CourseId)
        {
            return (PublishOutcome.OtherCourse, 0);
        }

        var prepared = await publish.PrepareAsync(read with { Files = [.. folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes))] }, cancellation);
        try
        {
            return await db.WriteAsync(Turn.Alone, () => PublishOnceAsync(folder.Draft, prepared, by, note, isDue, cancellation), cancellation);
        }
        catch (SlugTakenException)
        {
            return (PublishOutcome.AddressTaken, 0);
        }
    }

    private async Task<(PublishOutcome Outcome, int Number)> PublishOnceAsync(Draft seen, PublishCourse.Prepared prepared, string by, string note, bool isDue, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var draft = await db.Drafts.SingleAsync(d => d.Id == seen.Id, cancellation);
        if (!draft.IsOpen)
        {
            return (PublishOutcome.Closed, 0);
        }

        if (draft.Version != seen.Version || (isDue && !(draft.State == DraftState.Scheduled && draft.ScheduledFor <= now)))
        {
            return (PublishOutcome.Changed, 0);
        }

        if (await db.Courses.Where(c => c.Id == draft.CourseId).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation) != draft.BaseRevisionId)
        {
            return (PublishOutcome.BaseMoved, 0);
        }

        if (!(await approvals.ReadAsync(draft.Id, draft.Version, cancellation)).IsEnough)
        {
            return (PublishOutcome.NotApproved, 0);
        }

        var published = await publish.PublishWithinAsync(prepared, new(RevisionOrigin.Site, by, note), cancellation);
        draft.Describe(note);
        draft.Close(DraftState.Published, now);
        await db.Set<DraftVisit>().Where(v => v.DraftId == draft.Id).ExecuteDeleteAsync(cancellation);
        await db.DraftFiles.Where(f => f.DraftId == draft.Id).ExecuteDeleteAsync(cancellation);
        await db.Set<DraftBytes>().Where(b => b.DraftId == draft.Id).ExecuteDeleteAsync(cancellation);
        await events.PublishAsync(
            new DraftMoved(draft.Id, DraftMove.Published, isDue ? null : by, note, $"{published.Number}") { Number = published.Number, ScheduledBy = isDue ? by : null }, cancellation);
        return (PublishOutcome.Published, published.Number);
    }
}
