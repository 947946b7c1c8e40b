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
        var firsts = new Dictionary<Guid, int>();
        for (var place = 0; place < drafts.Count; place++)
        {
            firsts.TryAdd(drafts[place].Id, place);
        }

        foreach (var course in firsts.Values.GroupBy(place => drafts[place].Course))
        {
            // In the order they happened, so that an answer sent late still comes before the hand-in.
            await RecordAsync(course.Key, learnerId, drafts, [.. course.OrderBy(place => drafts[place].At).ThenBy(place => place)], receipts, cancellation);
        }

        for (var place = 0; place < drafts.Count; place++)
        {
            receipts[place] ??= OfAnother(drafts[place], drafts[firsts[drafts[place].Id]], receipts[firsts[drafts[place].Id]]!);
        }

        return receipts!;
    }

    /// <summary>Entries in one course, each id once.</summary>
    private async Task RecordAsync(string courseKey, string learnerId, IReadOnlyList<EntryDraft> drafts, IReadOnlyList<int> places, Receipt?[] receipts, CancellationToken cancellation)
    {
        var (context, closedAt) = await ContextAsync(courseKey, learnerId, cancellation);
        foreach (var place in places)
        {
            receipts[place] = Fault(drafts[place], context, closedAt);
        }

        // Whether the record knows an id already, putting the entry in tells; and a known entry is "already" kept, whatever speaks against a new one.
        var rows = places.Where(place => receipts[place] is null).Select(place => Entry.From(drafts[place], context!, Detail(drafts[place]))).ToList();
        var put = rows.Count > 0 ? await Rows<Entry>.Of(db).InsertMissingAsync<Guid>(db, rows, cancellation) : [];
        if (put.Count < places.Count)
        {
            await TellKnownAsync(learnerId, drafts, places, put, receipts, cancellation);
        }

        var kept = new List<EntryDraft>();
        var reports = new List<ActivityReport>();
        foreach (var place in places.Where(place => receipts[place] is null))
        {
            receipts[place] = await TakeAsync(drafts[place], context!, kept, reports, cancellation);
        }

        if (kept.Count > 0)
        {
            await events.PublishAsync(new EntriesRecorded(context!, kept, reports), cancellation);
        }
    }

    /// <summary>Receipts for what the record knows already. Saying "already" to other content under a known id would make a browser forget an answer that nobody has.</summary>
    private async Task TellKnownAsync(string learnerId, IReadOnlyList<EntryDraft> drafts, IReadOnlyList<int> places, HashSet<Guid> put, Receipt?[] receipts, CancellationToken cancellation)
    {
        var others = places.Where(place => !put.Contains(drafts[place].Id)).ToArray();
        var owners = await RecordQueries.OwnersAsync(db, [.. others.Select(place => drafts[place].Id)], learnerId, cancellation);
        foreach (var place in others)
        {
            var draft = drafts[place];
            if (owners.TryGetValue(draft.Id, out var owner))
            {
                receipts[place] = owner == learnerId && await IsKeptAsync(learnerId, draft, cancellation) ? Receipt.Already(draft.Id) : Refused(draft, StatusCodes.Status409Conflict, "Record.IdTaken");
            }
            else
            {
                receipts[place] ??= Refused(draft, StatusCodes.Status409Conflict, "Record.IdTaken");   // it could not be put in, and is not hers
            }
        }
    }

    private async Task<Receipt> TakeAsync(EntryDraft draft, RecordContext context, List<EntryDraft> kept, List<ActivityReport> reports, CancellationToken cancellation)
    {
        var taker = takers.FirstOrDefault(t => t.Verbs.Contains(draft.Verb));
        var taken = taker is null
            ? Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.UnknownVerb")
            : await taker.TakeAsync(draft, context, cancellation);
        if (taken.IsRefused)
        {
            await RecordQueries.TakeOutAsync(db, context.Enrolment.LearnerId, draft.Id, cancellation);
            return Refused(draft, taken.RefusedStatus, taken.RefusedCode!);
        }

        kept.Add(draft);
        reports.AddRange(taken.Reports);
        return Receipt.Accepted(draft.Id);
    }

    /// <summary>For an entry that came twice in one request: what became of the first, where both say the same.</summary>
    private Receipt OfAnother(EntryDraft draft, EntryDraft first, Receipt known) =>
        !IsSame(first, draft) ? Refused(draft, StatusCodes.Status409Conflict, "Record.IdTaken")
        : known.Status == ReceiptStatus.Refused ? known
        : Receipt.Already(draft.Id);

    /// <summary>What is wrong with an entry whatever its verb.</summary>
    private Receipt? Fault(EntryDraft draft, RecordContext? context, DateTimeOffset? closedAt)
    {
        if (context is null)
        {
            return Refused(draft, StatusCodes.Status404NotFound, "Record.NoSuchCourse");
        }

        if (closedAt <= draft.At)
        {
            return Refused(draft, StatusCodes.Status403Forbidden, "Record.CourseWithdrawn");
        }

        if (context.Enrolment is not { IsActive: true })
        {
            return Refused(draft, StatusCodes.Status403Forbidden, "Record.NotEnrolled");
        }

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

    /// <summary>Null when there is no such course. The enrolment in it is null when she has none.</summary>
    private async Task<(RecordContext? Context, DateTimeOffset? ClosedAt)> ContextAsync(string courseKey, string learnerId, CancellationToken cancellation)
    {
        var found = await queries.CourseAsync(db, courseKey, learnerId, cancellation);
        return found is null
            ? (null, null)
            : (new RecordContext(found.Enrolment!, await revisions.GetAsync(db, found.CurrentRevisionId, cancellation), clock.GetUtcNow()), found.ClosedAt);
    }
}
