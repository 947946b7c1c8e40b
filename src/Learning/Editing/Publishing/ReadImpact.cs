using Learning.Assessment;
using Learning.Authoring;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Questions;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Publishing;

/// <summary>Whom a new revision meets, before it is in force: learners, attempts under way, questions with another key, translations that fall behind.</summary>
public sealed record Impact(int Enrolled, int Completed, int Running, int MoreToDo, int LessToDo, IReadOnlyList<OtherKey> Keys, IReadOnlyList<Behind> Languages);

/// <summary>A question that is answered otherwise now, and how many attempts have been handed in with it.</summary>
public sealed record OtherKey(string Id, string Title, int Answered);

/// <summary>How many pieces of a translation stand in older words, and how many not at all; and how many more that are than now.</summary>
public sealed record Behind(string Language, string Name, int Stale, int Missing, int More);

/// <summary>Reads it.</summary>
public sealed class ReadImpact(LearningDb db)
{
    /// <summary>Keys that are named; behind these the comparison shows them all.</summary>
    private const int MostKeys = 50;

    internal async Task<Impact> ReadAsync(string courseId, CourseWording? before, CourseWording after, CourseComparison comparison, CancellationToken cancellation)
    {
        var enrolments = db.Enrolments.Where(e => e.CourseId == courseId && e.WithdrawnAt == null);
        var keys = new List<OtherKey>();
        foreach (var thing in comparison.ChangedKeys.Take(MostKeys))
        {
            keys.Add(new(thing.Id, thing.Title, await ReadCorrection.HandedIn(db, courseId, thing.Id).CountAsync(cancellation)));
        }

        var asked = Required(before);
        var asks = Required(after);
        return new(
            await enrolments.CountAsync(cancellation),
            await db.CourseOutcomes.CountAsync(o => o.CourseId == courseId && o.CompletedAt != null && enrolments.Any(e => e.Id == o.EnrolmentId), cancellation),
            await db.Attempts.CountAsync(a => a.CourseId == courseId && a.SubmittedAt == null, cancellation),
            before is null ? 0 : asks.Count(id => !asked.Contains(id)),
            before is null ? 0 : asked.Count(id => !asks.Contains(id)),
            keys,
            BehindIn(before, after));
    }

    /// <summary>Translations with something to do after this. Pure.</summary>
    internal static IReadOnlyList<Behind> BehindIn(CourseWording? before, CourseWording after)
    {
        var old = (before?.Languages ?? []).ToDictionary(l => l.Outline.Language, Count, StringComparer.Ordinal);
        return
        [
            .. after.Languages.Skip(1).Select(l => (l.Outline.Language, Now: Count(l), Was: old.GetValueOrDefault(l.Outline.Language)))
                .Select(l => new Behind(l.Language, InterfaceCulture.NameOf(l.Language), l.Now.Stale, l.Now.Missing, Math.Max(0, l.Now.Stale + l.Now.Missing - l.Was.Stale - l.Was.Missing)))
                .Where(l => l.Stale + l.Missing > 0),
        ];
    }

    private static (int Stale, int Missing) Count(LanguageWording words) => (
        words.Outline.Activities.Sum(a => a.Translation?.Stale ?? 0) + words.Pool.Count(q => q is { InLanguage: null, IsStale: true }),
        words.Outline.Activities.Sum(a => a.Translation?.Missing ?? 1) + words.Pool.Count(q => q.InLanguage is not null));

    private static HashSet<string> Required(CourseWording? words) =>
        words is null ? [] : CompletionRule.Required(words.Languages[0].Outline).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
}
