using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Keeping;

/// <summary>Which courses have, as they are now, a final test that can be taken again and renews their certificates; those of others are renewed by whoever looks after the holder.</summary>
public sealed class RenewalWay(LearningDb db, RevisionCache revisions)
{
    public async Task<IReadOnlySet<string>> ByTestAsync(IReadOnlyCollection<string> courses, CancellationToken cancellation)
    {
        var current = await db.Courses.AsNoTracking().Where(c => courses.Contains(c.Id) && c.WithdrawnAt == null).Select(c => new { c.Id, c.CurrentRevisionId }).ToListAsync(cancellation);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var course in current)
        {
            if ((await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline.Activities.LastOrDefault(a => a.Kind == ActivityKind.Test)?.Rules is { Attempts: 0, ClosesAt: null, Counts: not Counting.First })
            {
                found.Add(course.Id);
            }
        }

        return found;
    }
}
