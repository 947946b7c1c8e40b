using Learning.Authoring;

namespace Learning.Editing.Comparing;

/// <summary>A module or an activity that came, went, moved, or is called otherwise. Before and after are titles of where it stands, or of what it was called.</summary>
public sealed record OutlineChange(OutlineChangeKind Change, string Thing, string Title, string Before, string After);

public enum OutlineChangeKind
{
    Added,
    Removed,
    Moved,
    Renamed,
}

/// <summary>How one outline differs from another, by the ids of what stands in it. Pure. As little as possible is said to have moved.</summary>
public static class OutlineChanges
{
    public static IReadOnlyList<OutlineChange> Between(CourseOutline before, CourseOutline after)
    {
        var changes = new List<OutlineChange>();
        if (before.Title != after.Title)
        {
            changes.Add(new(OutlineChangeKind.Renamed, "course", after.Title, before.Title, after.Title));
        }

        var old = Places(before);
        var now = Places(after);
        var stayed = Stayed(before, after);
        foreach (var (id, place) in now)
        {
            if (!old.TryGetValue(id, out var was))
            {
                changes.Add(new(OutlineChangeKind.Added, place.Thing, place.Title, "", place.Module));
                continue;
            }

            if (was.Title != place.Title)
            {
                changes.Add(new(OutlineChangeKind.Renamed, place.Thing, place.Title, was.Title, place.Title));
            }

            if (was.ModuleId != place.ModuleId || !stayed.Contains(id))
            {
                changes.Add(new(OutlineChangeKind.Moved, place.Thing, place.Title, was.Module, place.Module));
            }
        }

        changes.AddRange(old.Where(o => !now.ContainsKey(o.Key)).Select(o => new OutlineChange(OutlineChangeKind.Removed, o.Value.Thing, o.Value.Title, o.Value.Module, "")));
        return changes;
    }

    /// <summary>Ids that kept their order among those that are in both, module by module: the longest run that goes up.</summary>
    private static HashSet<string> Stayed(CourseOutline before, CourseOutline after)
    {
        var stayed = new HashSet<string>(StringComparer.Ordinal);
        stayed.UnionWith(Longest([.. before.Modules.Select(m => m.Id)], [.. after.Modules.Select(m => m.Id)]));
        foreach (var module in after.Modules)
        {
            var was = before.Modules.FirstOrDefault(m => m.Id == module.Id);
            stayed.UnionWith(Longest([.. (was?.Activities ?? []).Select(a => a.Id)], [.. module.Activities.Select(a => a.Id)]));
        }

        return stayed;
    }

    private static IEnumerable<string> Longest(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var places = before.Select((id, place) => (id, place)).DistinctBy(p => p.id).ToDictionary(p => p.id, p => p.place, StringComparer.Ordinal);
        var kept = after.Where(places.ContainsKey).ToArray();
        var length = new int[kept.Length];
        var next = new int[kept.Length];
        for (var i = kept.Length - 1; i >= 0; i--)
        {
            (length[i], next[i]) = (1, -1);
            for (var j = i + 1; j < kept.Length; j++)
            {
                if (places[kept[j]] > places[kept[i]] && length[j] + 1 > length[i])
                {
                    (length[i], next[i]) = (length[j] + 1, j);
                }
            }
        }

        for (var at = kept.Length == 0 ? -1 : Array.IndexOf(length, length.Max()); at >= 0; at = next[at])
        {
            yield return kept[at];
        }
    }

    private static Dictionary<string, Place> Places(CourseOutline outline)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var module in outline.Modules)
        {
            places.TryAdd(module.Id, new("module", module.Title, "", ""));
            foreach (var activity in module.Activities)
            {
                places.TryAdd(activity.Id, new(activity.IsQuiz ? "quiz" : "lesson", activity.Title, module.Id, module.Title));
            }
        }

        return places;
    }

    private sealed record Place(string Thing, string Title, string ModuleId, string Module);
}
