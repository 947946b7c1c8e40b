using System.Globalization;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// On Monday morning each facilitator hears how her cohorts do: who came, who finished, how many need help and why, what waits to be graded. One message for all her cohorts in one time zone. Names are not in it: a mail may
/// be read by others.
/// </summary>
public sealed class WriteDigests(LearningDb db, PostMessage post, TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>How many were told.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var cohorts = (await db.Cohorts.AsNoTracking().Where(c => c.ArchivedAt == null).ToListAsync(cancellation))
            .Where(c => RunningCohorts.IsRunning(c, now) && DigestRule.MondayAt(now, QuietHours.ZoneOf(null, c.TimeZone)) is not null).ToList();
        var told = 0;
        foreach (var zone in cohorts.GroupBy(c => c.TimeZone, StringComparer.Ordinal))
        {
            var monday = DigestRule.MondayAt(now, QuietHours.ZoneOf(null, zone.Key))!.Value;
            told += await TellAsync([.. zone.OrderBy(c => c.Name, StringComparer.CurrentCulture)], $"{monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {zone.Key}", now, cancellation);
        }

        return told;
    }

    private Task<int> TellAsync(IReadOnlyList<Cohort> cohorts, string when, DateTimeOffset now, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var ids = cohorts.Select(c => c.Id).ToList();
            var facilitators = (await db.CohortFacilitators.AsNoTracking().Where(f => ids.Contains(f.CohortId)).ToListAsync(cancellation)).ToLookup(f => f.PersonId, f => f.CohortId, StringComparer.Ordinal);
            var keys = facilitators.Select(f => Key(f.Key, when)).ToList();
            var told = (await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
            var weeks = new Dictionary<Guid, CohortWeek>();
            var letters = new List<Letter>();
            foreach (var person in facilitators.Where(f => !told.Contains(Key(f.Key, when))))
            {
                var hers = new List<CohortWeek>();
                foreach (var cohort in cohorts.Where(c => person.Contains(c.Id)))
                {
                    if (!weeks.TryGetValue(cohort.Id, out var week))
                    {
                        weeks.Add(cohort.Id, week = await WeekAsync(cohort, now, cancellation));
                    }

                    hers.Add(week);
                }

                if (hers.Exists(w => w.Members > 0))
                {
                    letters.Add(new()
                    {
                        Topic = Topic.Digest,
                        LearnerId = person.Key,
                        Key = Key(person.Key, when),
                        Words = new DigestWords([.. hers.Where(w => w.Members > 0)]),
                        Href = "/cohorts",
                    });
                }
            }

            return (await post.PostAsync(letters, cancellation)).Messages;
        },
        cancellation);

    private async Task<CohortWeek> WeekAsync(Cohort cohort, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - Week;
        var active = db.Members.AsNoTracking().Where(m => m.CohortId == cohort.Id && m.WithdrawnAt == null);
        var needs = await active.GroupBy(Needs.At(now, now.AddDays(-cohort.StalledAfterDays))).Select(g => new { Need = g.Key, Count = g.Count() }).ToDictionaryAsync(g => (Need)g.Need, g => g.Count, cancellation);
        var courses = await db.CohortCourses.Where(c => c.CohortId == cohort.Id).Select(c => c.CourseId).ToListAsync(cancellation);
        return new()
        {
            Name = cohort.Name,
            Members = needs.Values.Sum(),
            Joined = await active.CountAsync(m => m.JoinedAt > since, cancellation),
            FinishedNow = await active.CountAsync(m => m.FinishedAt > since, cancellation),
            Failing = needs.GetValueOrDefault(Need.Failing),
            Behind = needs.GetValueOrDefault(Need.Behind),
            Stalled = needs.GetValueOrDefault(Need.Stalled),
            NeverStarted = needs.GetValueOrDefault(Need.NeverStarted),
            Essays = await db.Attempts.CountAsync(a => a.AwaitsGrading && a.SubmittedAt != null && courses.Contains(a.CourseId) && active.Any(m => m.LearnerId == a.LearnerId), cancellation),
        };
    }

    private static string Key(string personId, string when) => $"digest {when} {personId}";

    public sealed record DigestWords(IReadOnlyList<CohortWeek> Cohorts);

    public sealed record CohortWeek
    {
        public required string Name { get; init; }

        public required int Members { get; init; }

        public required int Joined { get; init; }

        public required int FinishedNow { get; init; }

        public required int Failing { get; init; }

        public required int Behind { get; init; }

        public required int Stalled { get; init; }

        public required int NeverStarted { get; init; }

        public required int Essays { get; init; }
    }
}
