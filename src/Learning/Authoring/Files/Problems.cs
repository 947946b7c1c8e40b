namespace Learning.Authoring.Files;

/// <summary>A place in a file; line and column count from 1.</summary>
internal readonly record struct Spot(string File, int Line, int Column)
{
    public static Spot Start(string file) => new(file, 1, 1);

    public override string ToString() => $"{File}:{Line}";
}

/// <summary>Everything found wrong so far. Reading goes on after each, so that an editor sees all of it at once. Many may add at once.</summary>
internal sealed class Problems
{
    private readonly HashSet<Problem> _found = [];
    private readonly Lock _one = new();

    public bool Any => _found.Count > 0;

    public IReadOnlyList<Problem> InOrder =>
    [
        .. _found.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => p.Reason, StringComparer.Ordinal),
    ];

    public void Add(Spot spot, string code, string reason, string remedy) => Add([new(spot.File, spot.Line, spot.Column, code, reason, remedy)]);

    public void Add(IEnumerable<Problem> problems)
    {
        lock (_one)
        {
            _found.UnionWith(problems);
        }
    }
}
