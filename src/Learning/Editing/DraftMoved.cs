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
}
