using Learning.Questions;

namespace Learning.Record;

/// <summary>An entry as it arrives, with what it needs to be one. Times are UTC.</summary>
public sealed record EntryDraft
{
    public required Guid Id { get; init; }

    public required Verb Verb { get; init; }

    /// <summary>The course's address or id.</summary>
    public required string Course { get; init; }

    public required string Activity { get; init; }

    public Guid? Attempt { get; init; }

    public string? Question { get; init; }

    public Response? Response { get; init; }

    /// <summary>The heading reached.</summary>
    public string? Place { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A form hands in that has not been asked about answers that are missing: such a hand-in waits for her word. A script has asked before it makes the entry.</summary>
    public bool IsUnconfirmed { get; init; }

    /// <summary>Where it stood on paper and somebody else enters it for her; null: it comes from herself. Nothing that arrives by <c>POST /record</c> can say so.</summary>
    public Paper? Paper { get; init; }
}

/// <summary>Who entered what stood on a learner's paper, and the revision that the paper was printed from.</summary>
public sealed record Paper(string KeptBy, Guid RevisionId);

/// <summary>The answer to one entry. Code and Reason are filled in when it was refused.</summary>
public sealed record Receipt(Guid? Id, ReceiptStatus Status, int HttpStatus, string? Code = null, string? Reason = null)
{
    public static Receipt Accepted(Guid id) => new(id, ReceiptStatus.Accepted, 200);

    public static Receipt Already(Guid id) => new(id, ReceiptStatus.Already, 200);
}

public enum ReceiptStatus
{
    Accepted,

    /// <summary>The server had it before.</summary>
    Already,

    Refused,
}
