using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Comparing;

/// <summary>What editors are called on each other's pages.</summary>
internal static class EditorNames
{
    /// <summary>By id; who has gone is not among them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(this LearningDb db, IEnumerable<string?> ids, CancellationToken cancellation)
    {
        var asked = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return asked.Count == 0 ? new Dictionary<string, string>() : await db.Learners.AsNoTracking().Where(l => asked.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
    }
}
