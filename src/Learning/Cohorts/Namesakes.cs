using Learning.Accounts;

namespace Learning.Cohorts;

/// <summary>Tells people of the same name apart in a list, by their user names where the host has such: a result must not be credited to the wrong one.</summary>
public sealed class Namesakes(IAccountBook accounts)
{
    /// <returns>What each is called in this list, by id.</returns>
    public async Task<IReadOnlyDictionary<string, string>> TellApartAsync(IEnumerable<(string Id, string Name)> people, CancellationToken cancellation)
    {
        var all = people.DistinctBy(p => p.Id).ToArray();
        var alike = all.GroupBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g).Select(p => p.Id).ToArray();
        var userNames = alike.Length == 0 ? new Dictionary<string, string>() : await accounts.UserNamesAsync(alike, cancellation);
        return all.ToDictionary(p => p.Id, p => userNames.TryGetValue(p.Id, out var userName) ? $"{p.Name} ({userName})" : p.Name, StringComparer.Ordinal);
    }
}
