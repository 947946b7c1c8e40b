namespace Learning.Cohorts;

/// <summary>Organisations as a tree, read from top to bottom.</summary>
public static class OrganisationTree
{
    /// <summary>Each below the one it belongs to, by name among their like. One whose parent is not among them stands at the top.</summary>
    public static IReadOnlyList<Organisation> Ordered(IReadOnlyCollection<Organisation> all)
    {
        var known = all.Select(o => o.Id).ToHashSet();
        var children = all.ToLookup(o => o.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty);
        var ordered = new List<Organisation>();
        Add(Guid.Empty);
        return ordered;

        void Add(Guid parent)
        {
            foreach (var one in children[parent].OrderBy(o => o.Name, StringComparer.CurrentCulture).ThenBy(o => o.Id))
            {
                ordered.Add(one);
                Add(one.Id);
            }
        }
    }
}
