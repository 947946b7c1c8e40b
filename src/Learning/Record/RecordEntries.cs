using System.Text.Json;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Learning.Telemetry;
using Learning.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.Record;

/// <summary>
/// Keeps what a learner did: each entry once, however often it is sent, with a receipt for each. All entries of a request, the results they
/// bring and the completion they lead to stand in one transaction.
/// </summary>
public sealed class RecordEntries(
    LearningDb db,
    RevisionCache revisions,
    DomainEvents events,
    IEnumerable<ITakeEntries> takers,
    InterfaceTexts texts,
    RecordQueries queries,
    TimeProvider clock)
{
    /// <summary>Entries in one request at most.</summary>
    public const int Most = 500;

    /// <summary>How far a phone's clock may run ahead of ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private static readonly DateTimeOffset Earliest = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<IReadOnlyList<Receipt>> RecordAsync(string learnerId, IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        var receipts = await db.WriteAsync(Turn.Of(learnerId), () => RecordOnceAsync(learnerId, drafts, cancellation), cancellation);
        Count(drafts, receipts);
        return receipts;
    }

    private static void Count(IReadOnlyList<EntryDraft> drafts, IReadOnlyList<Receipt> receipts)
    {
        for (var i = 0; i < receipts.Count; i++)
        {
            var (verb, status) = (drafts[i].Verb, receipts[i].Status);
            Measures.Entries.Add(1, new("learning.verb", verb.ToString()), new(Measures.Outcome, status.ToString()), new("error.type", receipts[i].Code));
            if ((verb, status) == (Verb.Submitted, ReceiptStatus.Accepted))
            {
                Measures.AttemptsHandedIn.Add(1);
            }
        }
    }

    private async Task<IReadOnlyList<Receipt>> RecordOnceAsync(string learnerId, IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        var receipts = new Receipt?[drafts.Count];
        var owners = await OwnersAsync(learnerId, drafts, cancellation);
        var seen = new Dictionary<Guid, EntryDraft>();

        foreach (var course in drafts.Select((draft, place) => (draft, place)).GroupBy(d => d.draft.Course))
        {
            var (context, closedAt) = await ContextAsync(course.Key, learnerId, cancellation);
            var kept = new List<EntryDraft>();
            var reports = new List<ActivityReport>();

            // In the order they happened, so that an answer sent late still comes before the hand-in.
            foreach (var (draft, place) in course.OrderBy(d => d.draft.At).ThenBy(d => d.place))
            {
                if (owners.TryGetValue(draft.Id, out var owner) || !seen.TryAdd(draft.Id, draft))
                {
                    // Saying "already" to other content under a known id would make a browser forget an answer that nobody has.
                    var isSame = owner is null ? IsSame(seen[draft.Id], draft) : owner == learnerId && await IsKeptAsync(learnerId, draft, cancellation);
                    receipts[place] = isSame ? Receipt.Already(draft.Id) : Refused(draft, StatusCodes.Status409Conflict, "Record.IdTaken");
                    continue;
                }

                receipts[place] = context is null
                    ? Refused(draft, StatusCodes.Status404NotFound, "Record.NoSuchCourse")
                    : closedAt <= draft.At ? Refused(draft, StatusCodes.Status403Forbidden, "Record.CourseWithdrawn")
                    : context.Enrolment is not { IsActive: true } ? Refused(draft, StatusCodes.Status403Forbidden, "Record.NotEnrolled")
                    : await KeepAsync(draft, context, kept, reports, cancellation);
            }

            if (kept.Count > 0)
            {
                await events.PublishAsync(new EntriesRecorded(context!, kept, reports), cancellation);
            }
        }

        return receipts!;
    }

    private async Task<Receipt> KeepAsync(
        EntryDraft draft, RecordContext context, List<EntryDraft> kept, List<ActivityReport> reports, CancellationToken cancellation)
    {
        if (Fault(draft, context) is { } fault)
        {
            return fault;
        }

        var taker = takers.FirstOrDefault(t => t.Verbs.Contains(draft.Verb));
        var taken = taker is null
            ? Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.UnknownVerb")
            : await taker.TakeAsync(draft, context, cancellation);
        if (taken.IsRefused)
        {
            return Refused(draft, taken.RefusedStatus, taken.RefusedCode!);
        }

        db.Add(Entry.From(draft, context, Detail(draft)));
        kept.Add(draft);
        reports.AddRange(taken.Reports);
        return Receipt.Accepted(draft.Id);
    }

    /// <summary>What is wrong with an entry whatever its verb.</summary>
    private Receipt? Fault(EntryDraft draft, RecordContext context)
    {
        if (draft.At > context.Now + ClockSkew)
        {
            return Refused(draft, StatusCodes.Status422UnprocessableEntity, "Record.InTheFuture");
        }

        if (draft.At < Earliest)
        {
            return Refused(draft, StatusCodes.Status422UnprocessableEntity, "Record.TooOld");
        }

        if (context.Revision.Activity(draft.Activity) is null)
        {
            return Refused(draft, StatusCodes.Status404NotFound, "Record.NoSuchActivity");
        }

        return draft is { Response.IsWithinLimits: false } or { Place.Length: > Entry.LongestPlace }
            ? Refused(draft, StatusCodes.Status422UnprocessableEntity, "Record.TooLong")
            : null;
    }

    /// <summary>Whether the record has the same under this id. When it happened does not count: a clock may have been set right since.</summary>
    private async Task<bool> IsKeptAsync(string learnerId, EntryDraft draft, CancellationToken cancellation)
    {
        var kept = await db.Entries.AsNoTracking().SingleAsync(e => e.LearnerId == learnerId && e.Id == draft.Id, cancellation);
        return kept.Says(draft, Detail(draft));
    }

    private static bool IsSame(EntryDraft one, EntryDraft other) =>
        (one.Verb, one.Activity, one.Attempt, one.Question, Detail(one), one.Response?.Certainty) == (other.Verb, other.Activity, other.Attempt, other.Question, Detail(other), other.Response?.Certainty);

    private Receipt Refused(EntryDraft draft, int status, string code) => new(draft.Id, ReceiptStatus.Refused, status, code, texts[code]);

    private static string? Detail(EntryDraft draft) =>
        draft.Response is not null ? JsonSerializer.Serialize(draft.Response.Values) : draft.Place;

    /// <summary>Which of these ids the record has, and whose they are.</summary>
    private async Task<Dictionary<Guid, string>> OwnersAsync(string learnerId, IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        if (drafts is [var one])
        {
            var owner = await RecordQueries.OwnerAsync(db, one.Id, learnerId, cancellation);
            return owner is null ? [] : new() { [one.Id] = owner };
        }

        return await queries.OwnersAsync(db, [.. drafts.Select(d => d.Id).Distinct()], learnerId, cancellation);
    }

    /// <summary>Null when there is no such course. The enrolment in it is null when she has none.</summary>
    private async Task<(RecordContext? Context, DateTimeOffset? ClosedAt)> ContextAsync(string courseKey, string learnerId, CancellationToken cancellation)
    {
        var found = await queries.CourseAsync(db, courseKey, learnerId, cancellation);
        return found is null
            ? (null, null)
            : (new RecordContext(found.Enrolment!, await revisions.GetAsync(db, found.CurrentRevisionId, cancellation), clock.GetUtcNow()), found.ClosedAt);
    }
}
