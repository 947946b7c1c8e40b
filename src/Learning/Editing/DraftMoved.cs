using Learning.Events;

namespace Learning.Editing;

/// <summary>What became of a draft, as those hear it who have to do with it.</summary>
public enum DraftMove
{
    HandedIn,

    Approved,

    ChangesAsked,

    /// <summary>It will be published at a time of its own.</summary>
    Scheduled,

    /// <summary>It was to be published at a time, and is not any more: somebody called it off, or changed it.</summary>
    CalledOff,

    Published,

    /// <summary>Its time had come, and it could not be.</summary>
    NotPublished,
}

/// <summary>A draft went a step on, or back.</summary>
/// <param name="By">Whose act it was; null: the site's own, when a time had come.</param>
/// <param name="Words">What she said of it: of a verdict, of a revision; why not, the name of a text. May be empty.</param>
/// <param name="Cause">Tells this step of the draft from its others: the same is told once.</param>
public sealed record DraftMoved(Guid DraftId, DraftMove Move, string? By, string Words, string Cause) : IDomainEvent
{
    /// <summary>Of the revision that was made; 0: none was.</summary>
    public int Number { get; init; }

    /// <summary>Who had said that it be published at a time.</summary>
    public string? ScheduledBy { get; init; }

    /// <summary>The time at which it is, or was, to be published.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Whose clock that was said by.</summary>
    public string? ScheduledZone { get; init; }

    /// <summary>That a draft does not wait for its time any more; null where it does not wait for any.</summary>
    /// <param name="words">Why: the name of a text; "" where somebody wished it so.</param>
    internal static DraftMoved? CallOff(Draft draft, string by, string words) => draft.State != DraftState.Scheduled ? null : new(
        draft.Id, DraftMove.CalledOff, by, words, $"{draft.Version} {draft.ScheduledFor:O}")
    {
        ScheduledBy = draft.ScheduledBy, ScheduledFor = draft.ScheduledFor, ScheduledZone = draft.ScheduledZone,
    };
}

/// <summary>A course went out of the catalogue, or came back.</summary>
/// <param name="By">Whose act it was; null: the site's own.</param>
/// <param name="IsClosed">Those in it cannot go on.</param>
public sealed record CourseWithdrawn(string CourseId, bool IsBack, bool IsClosed, string? By, DateTimeOffset At) : IDomainEvent;
