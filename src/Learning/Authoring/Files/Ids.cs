using System.Text.RegularExpressions;

namespace Learning.Authoring.Files;

/// <summary>The ids of one course, each with the place where it was given: an id is for ever and is given once.</summary>
internal sealed partial class Ids(Problems problems)
{
    public const int Longest = 80;

    private readonly Dictionary<string, Spot> _given = new(StringComparer.Ordinal);

    /// <summary>All that were given, but for those of one file.</summary>
    public IEnumerable<string> GivenOutside(string? file) => _given.Where(given => given.Value.File != file).Select(given => given.Key);

    /// <summary>Each that was given, where it was given first.</summary>
    public IEnumerable<FrontText> Given => _given.Select(given => new FrontText(given.Value, given.Key));

    /// <summary>An id that was given elsewhere; nothing is said about it here.</summary>
    public void Know(FrontText given) => _given.TryAdd(given.Value, given.Spot);

    /// <summary>The id, or "" when there is none to use; what is wrong with it is reported.</summary>
    public string Take(FrontText? id)
    {
        if (id is null)
        {
            return "";
        }

        if (!IsWellFormed(id.Value))
        {
            problems.Add(
                id.Spot,
                "invalid-id",
                $"“{id.Value}” cannot be an id.",
                $"Use lower-case letters a to z, digits and single hyphens, at most {Longest} signs.");
            return id.Value;
        }

        Add(id);
        return id.Value;
    }

    /// <summary>Those of a page that was read by itself.</summary>
    public void Join(Ids page)
    {
        foreach (var id in page.Given)
        {
            Add(id);
        }
    }

    private void Add(FrontText id)
    {
        if (!_given.TryAdd(id.Value, id.Spot))
        {
            problems.Add(
                id.Spot,
                "duplicate-id",
                $"The id “{id.Value}” is already used in {_given[id.Value]}.",
                "Give this one another id; never change the older one.");
        }
    }

    public static bool IsWellFormed(string id) => id.Length <= Longest && Form().IsMatch(id);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
