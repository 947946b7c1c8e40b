using System.Security.Cryptography;
using System.Text;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Comparing;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Those who have to do with a draft hear what became of it: who may approve and publish when it is handed in, its writers what was decided, all who took part when it is published, has a time (by the clock of whoever
/// reads it), does not wait for it any more, or could not be published then. Neither whoever did it is told, nor whoever may not write any more. A step is told once, however often it is done.
/// </summary>
public sealed class TellDraft(LearningDb db, DraftAudience audience, DraftTitle titles, PostMessage post) : IListen<DraftMoved>
{
    public async Task HearAsync(DraftMoved what, CancellationToken cancellation)
    {
        var draft = await db.Drafts.FindAsync([what.DraftId], cancellation) ?? throw new InvalidOperationException("There is no such draft.");
        var (title, by) = (await titles.OfAsync(draft, cancellation), await titles.NameAsync(what.By, cancellation));
        var words = new DraftWords($"{what.Move}", title, by, what.Words, what.Number);
        var cause = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what.Cause)).AsSpan(0, 12));
        var people = await audience.StillAsync((await PeopleAsync(what, draft, cancellation)).Where(p => p != what.By), cancellation);
        var zones = what.ScheduledFor is null ? [] : await db.Learners.AsNoTracking().Where(l => people.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.TimeZone, cancellation);
        await post.PostAsync(
            [
                .. people.Select(person => new Letter
                {
                    Topic = Topic.Draft,
                    LearnerId = person,
                    Key = $"draft {what.Move} {draft.Id:D} {cause} {person}",
                    Words = words.At(what.ScheduledFor, QuietHours.ZoneOf(zones.GetValueOrDefault(person), what.ScheduledZone)),
                    Href = what.Move switch
                    {
                        DraftMove.CalledOff => draft.IsOpen && what.Words != "Publication.Trouble.Discarded" ? $"/drafts/{draft.Id:D}" : "/drafts",
                        DraftMove.Published => $"/courses/{draft.Slug}/revisions",
                        DraftMove.Scheduled or DraftMove.NotPublished => $"/drafts/{draft.Id:D}",
                        _ => $"/drafts/{draft.Id:D}/review",
                    },
                }),
            ],
            cancellation);
    }

    private async Task<IEnumerable<string>> PeopleAsync(DraftMoved what, Draft draft, CancellationToken cancellation)
    {
        if (what.Move == DraftMove.HandedIn)
        {
            return await audience.DecidersAsync(cancellation);
        }

        var writers = await audience.WritersAsync(draft, cancellation);
        return what.Move is DraftMove.Approved or DraftMove.ChangesAsked ? [.. writers, what.ScheduledBy ?? ""] : [.. writers, .. await audience.ReadersAsync(draft, cancellation), what.ScheduledBy ?? ""];
    }

    /// <param name="Move">What became of it: a <see cref="DraftMove"/>, or Said; of its course: Stale, PutBack, Withdrawn, Closed, Returned.</param>
    /// <param name="Course">The title of the course.</param>
    /// <param name="By">The name of whoever did it; empty: the site, or somebody without a name.</param>
    /// <param name="Said">Her words, or the name of the text that says why not; may be empty.</param>
    /// <param name="Number">Of the revision; 0: none.</param>
    public sealed record DraftWords(string Move, string Course, string By, string Said, int Number)
    {
        /// <summary>When it is, or was, to be published, by the clock of <see cref="Zone"/>.</summary>
        public DateTimeOffset? Time { get; init; }

        public string Zone { get; init; } = "";

        /// <summary>The translations that fell behind.</summary>
        public IReadOnlyList<BehindWords> Behind { get; init; } = [];

        internal DraftWords At(DateTimeOffset? time, TimeZoneInfo zone) => time is { } at ? this with { Time = TimeZoneInfo.ConvertTime(at, zone), Zone = zone.Id } : this;
    }

    /// <param name="Language">As it calls itself.</param>
    /// <param name="Texts">How many.</param>
    public sealed record BehindWords(string Language, int Texts);
}

/// <summary>What a draft and those who work on it are called.</summary>
public sealed class DraftTitle(LearningDb db, ReadDraft drafts)
{
    /// <summary>The title in force; of a course nobody has published yet, that in its draft.</summary>
    public async Task<string> OfAsync(Draft draft, CancellationToken cancellation) =>
        await db.Courses.Where(c => c.Id == draft.CourseId).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation) is { } current
            ? RevisionCache.OutlineOf(await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == current, cancellation)).Title   // not through the cache: it may be published in this very transaction
            : DraftWords.TitleIn((await drafts.FileAsync(draft, DraftWords.PageOf(draft), cancellation))?.Bytes, draft);

    public async Task<string> NameAsync(string? id, CancellationToken cancellation) =>
        id is null ? "" : (await db.Learners.FindAsync([id], cancellation))?.Name ?? "";
}
