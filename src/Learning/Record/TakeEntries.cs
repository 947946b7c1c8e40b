using Learning.Courses;
using Learning.Enrolments;
using Learning.Events;
using Learning.Questions;

namespace Learning.Record;

/// <summary>Whose record and which course: one for all entries of a request that belong together.</summary>
public sealed record RecordContext(Enrolment Enrolment, Revision Revision, DateTimeOffset Now);

/// <summary>What a capability makes of entries of its verbs. It runs inside the transaction that keeps the entry, and writes only its own tables.</summary>
public interface ITakeEntries
{
    IReadOnlyCollection<Verb> Verbs { get; }

    /// <summary>Called with entries new to the record, in the order they happened.</summary>
    Task<Taken> TakeAsync(EntryDraft entry, RecordContext context, CancellationToken cancellation);
}

/// <summary>Taken, perhaps with results of activities to report; or refused with a status and the name of a text.</summary>
public sealed record Taken
{
    public static Taken Accepted { get; } = new();

    public IReadOnlyList<ActivityReport> Reports { get; init; } = [];

    public int RefusedStatus { get; init; }

    public string? RefusedCode { get; init; }

    public bool IsRefused => RefusedCode is not null;

    public static Taken With(IReadOnlyList<ActivityReport> reports) => new() { Reports = reports };

    public static Taken Refused(int status, string code) => new() { RefusedStatus = status, RefusedCode = code };
}

/// <summary>An activity's result. What it means for the course is for Progress to decide.</summary>
public sealed record ActivityReport(string ActivityId, Score Score, bool Passed, DateTimeOffset At)
{
    /// <summary>An attempt was handed in; false where an earlier result is revised, or a pre-test has shown that she knows a lesson.</summary>
    public bool IsTry { get; init; } = true;

    /// <summary>The score is the one that counts from now on; false where it counts only if it is better than the one known.</summary>
    public bool Replaces { get; init; }
}

/// <summary>New entries of one learner in one course were kept, with the results they brought.</summary>
public sealed record EntriesRecorded(RecordContext Context, IReadOnlyList<EntryDraft> Entries, IReadOnlyList<ActivityReport> Reports) : IDomainEvent;
