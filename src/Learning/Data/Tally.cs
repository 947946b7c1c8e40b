using System.Diagnostics.Metrics;

namespace Learning.Data;

/// <summary>What an act counts: told once it is kept, and forgotten where it runs again or comes to nothing.</summary>
internal sealed class Tally
{
    private readonly List<(Counter<long> Counter, KeyValuePair<string, object?> Label)> _counted = [];

    public void Add(Counter<long> counter, KeyValuePair<string, object?> label) => _counted.Add((counter, label));

    public void Clear() => _counted.Clear();

    public void Tell()
    {
        foreach (var (counter, label) in _counted)
        {
            counter.Add(1, label);
        }

        _counted.Clear();
    }
}
