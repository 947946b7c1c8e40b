using System.Text.Json;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Publishing;
using Learning.Events;
using Learning.Questions;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Those who write a course, or read its drafts for others, hear what became of the course itself: that a publication, whoever made it and however, left translations behind (which languages, and how many texts); that it was put back
/// to an earlier revision; that it was withdrawn, or brought back. Neither whoever did it is told, nor whoever may not write any more.
/// </summary>
public sealed class TellCourse(LearningDb db, DraftAudience audience, PostMessage post) : IListen<PublishCourse.CoursePublished>, IListen<CourseWithdrawn>
{
    private static readonly string[] _whole = [RevisionTranslation.Outline, RevisionText.Pool];

    public async Task HearAsync(PublishCourse.CoursePublished what, CancellationToken cancellation)
    {
        if (what.Number == 1)
        {
            return;
        }

        var revision = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == what.RevisionId, cancellation);
        var people = await PeopleAsync(what.CourseId, revision.PublishedBy, cancellation);
        if (people.Count == 0)
        {
            return;
        }

        var before = await db.Revisions.AsNoTracking().Where(r => r.CourseId == what.CourseId && r.Number == what.Number - 1).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation);
        var behind = before is { } id ? FellBehind.Between(await WordsAsync(id, cancellation), await WordsAsync(revision.Id, cancellation)) : [];
        var (outline, slug, by) = (RevisionCache.OutlineOf(revision), await db.Courses.Where(c => c.Id == what.CourseId).Select(c => c.Slug).SingleAsync(cancellation), await NameAsync(revision.PublishedBy, cancellation));
        var words = new TellDraft.DraftWords("PutBack", outline.Title, by, revision.Note, revision.Number);
        if (revision.Origin == RevisionOrigin.Rollback)
        {
            await TellAsync(people, words, $"{revision.Id:D}", $"/courses/{slug}/revisions", cancellation);
        }

        if (behind.Count > 0)
        {
            await TellAsync(
                people,
                words with { Move = "Stale", By = "", Said = "", Behind = [.. behind.Select(b => new TellDraft.BehindWords(InterfaceCulture.NameOf(b.Language), b.Texts))] },
                $"{revision.Id:D}",
                $"/courses/{slug}/languages" + (behind is [var one] ? $"?language={one.Language}" : ""),
                cancellation);
        }
    }

    public async Task HearAsync(CourseWithdrawn what, CancellationToken cancellation)
    {
        var course = await db.Courses.SingleAsync(c => c.Id == what.CourseId, cancellation);
        var title = RevisionCache.OutlineOf(await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == course.CurrentRevisionId, cancellation)).Title;
        var words = new TellDraft.DraftWords(what.IsBack ? "Returned" : what.IsClosed ? "Closed" : "Withdrawn", title, await NameAsync(what.By, cancellation), "", 0);
        await TellAsync(await PeopleAsync(course.Id, what.By, cancellation), words, $"{Guid.CreateVersion7(what.At):N}", $"/courses/{course.Slug}/revisions", cancellation);
    }

    private async Task<IReadOnlyList<string>> PeopleAsync(string courseId, string? by, CancellationToken cancellation) =>
        await audience.StillAsync((await audience.OfCourseAsync(courseId, cancellation)).Where(p => p != by), cancellation);

    private Task TellAsync(IReadOnlyList<string> people, TellDraft.DraftWords words, string cause, string href, CancellationToken cancellation) => post.PostAsync(
        [.. people.Select(person => new Letter { Topic = Topic.Draft, LearnerId = person, Key = $"course {words.Move} {cause} {person}", Words = words, Href = href })], cancellation);

    private async Task<string> NameAsync(string? id, CancellationToken cancellation) => id is null ? "" : (await db.Learners.FindAsync([id], cancellation))?.Name ?? "";

    /// <summary>What its translations say of themselves, by language.</summary>
    private async Task<Dictionary<string, FellBehind.Words>> WordsAsync(Guid revisionId, CancellationToken cancellation)
    {
        var rows = await db.Set<RevisionTranslation>().AsNoTracking().Where(t => t.RevisionId == revisionId && _whole.Contains(t.ActivityId)).Select(t => new { t.Language, t.ActivityId, t.Text }).ToListAsync(cancellation);
        return rows.GroupBy(r => r.Language, StringComparer.Ordinal).Where(g => g.Any(r => r.ActivityId == RevisionTranslation.Outline)).ToDictionary(
            g => g.Key,
            g => new FellBehind.Words(
                JsonSerializer.Deserialize(g.Single(r => r.ActivityId == RevisionTranslation.Outline).Text, CourseJson.Default.CourseOutline)!,
                g.SingleOrDefault(r => r.ActivityId == RevisionText.Pool) is { } pool ? JsonSerializer.Deserialize(pool.Text, CourseJson.Default.IReadOnlyListQuestion)! : Array.Empty<Question>()),
            StringComparer.Ordinal);
    }
}
