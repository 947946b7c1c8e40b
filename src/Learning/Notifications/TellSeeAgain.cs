using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Learners hear, by day where they are, that something they had done has to be seen again: one message for all that was marked since they were told last, within two weeks of the day it was marked for. Not whoever has
/// withdrawn, nor where a course is withdrawn; the key names what is marked for the latest day, so that neither a publication that marks nothing new nor an older mark whose two weeks are over tells anybody again. Some hundreds at a time, each such
/// step a transaction.
/// </summary>
public sealed class TellSeeAgain(LearningDb db, PostMessage post, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const int Days = 14;

    /// <summary>How many were told.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var told = 0;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var current in await db.Courses.AsNoTracking().Where(c => c.WithdrawnAt == null).OrderBy(c => c.Id).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            var outline = RevisionCache.OutlineOf(await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == current, cancellation));
            var marked = CompletionRule.Required(outline).Where(a => a.Again is { } day && day <= today && day > today.AddDays(-Days)).ToList();
            told += marked.Count == 0 ? 0 : await TellAsync(outline, marked, cancellation);
        }

        return told;
    }

    private async Task<int> TellAsync(CourseOutline outline, List<ActivityOutline> marked, CancellationToken cancellation)
    {
        var latest = marked.Max(a => a.Again);
        var cause = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            ' ', marked.Where(a => a.Again == latest).Select(a => a.Id).Order(StringComparer.Ordinal).Prepend(string.Create(CultureInfo.InvariantCulture, $"{outline.Id} {latest:yyyy-MM-dd}"))))).AsSpan(0, 12));
        var told = 0;
        for (var after = Guid.Empty; ;)
        {
            var (last, count) = await db.WriteAsync(() => TellSomeAsync(outline, marked, cause, after, cancellation), cancellation);
            db.ChangeTracker.Clear();
            told += count;
            if (last is null)
            {
                return told;
            }

            after = last.Value;
        }
    }

    private async Task<(Guid? Last, int Count)> TellSomeAsync(CourseOutline outline, List<ActivityOutline> marked, string cause, Guid after, CancellationToken cancellation)
    {
        var (now, people) = (clock.GetUtcNow(), db.Learners);
        var some = await db.Enrolments.AsNoTracking().Where(e => e.CourseId == outline.Id && e.WithdrawnAt == null && e.Id.CompareTo(after) > 0).OrderBy(e => e.Id).Take(AtOnce)
            .Select(e => new { e.Id, e.LearnerId, TimeZone = people.Where(l => l.Id == e.LearnerId).Select(l => l.TimeZone).FirstOrDefault() }).ToListAsync(cancellation);
        var learners = some.ConvertAll(e => e.LearnerId);
        var reached = (await db.ActivityResults.AsNoTracking().Where(r => r.CourseId == outline.Id && learners.Contains(r.LearnerId)).ToListAsync(cancellation)).ToLookup(r => r.LearnerId, r => r.Reached, StringComparer.Ordinal);
        var letters =
            from enrolment in some
            where !QuietHours.Hold(now, QuietHours.ZoneOf(enrolment.TimeZone, null))
            let again = CompletionRule.Decide(outline, reached[enrolment.LearnerId]).ToSeeAgain.Where(marked.Contains).ToList()
            where again.Count > 0
            select new Letter
            {
                Topic = Topic.SeeAgain,
                LearnerId = enrolment.LearnerId,
                Key = $"again {cause} {enrolment.Id:D}",
                Words = new AgainWords(outline.Title, [.. again.Select(outline.NameOf)]),
                Href = "/my",
            };
        var posted = await post.PostAsync([.. letters], cancellation);
        return (some.Count < AtOnce ? null : some[^1].Id, posted.Messages);
    }

    public sealed record AgainWords(string Course, IReadOnlyList<string> Parts);
}
