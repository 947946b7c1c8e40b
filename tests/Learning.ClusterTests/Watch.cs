using System.Collections.Concurrent;

namespace Learning.ClusterTests;

/// <summary>Everything that was asked of the site and what came back, by what was going on at the time.</summary>
internal sealed class Watch
{
    private readonly ConcurrentQueue<Answer> _answers = new();
    private volatile string _phase = "";

    public IReadOnlyCollection<Answer> Answers => _answers;

    public void Begin(string phase) => _phase = phase;

    public string Phase => _phase;

    public void Saw(string asked, int status, string? wrong) => _answers.Enqueue(new(_phase, asked, status, wrong));

    /// <summary>What went wrong in a way that nobody could have told people honestly.</summary>
    public IEnumerable<string> Dishonest => _answers.Where(a => a.Wrong is not null).Select(a => $"{a.Phase}: {a.Asked} {a.Status}: {a.Wrong}").Distinct();

    /// <summary>What people noticed while something went on: requests that had to be made again.</summary>
    public IEnumerable<string> Noticed(string phase) => _answers.Where(a => a.Phase == phase && a.Status >= 400).Select(a => $"{a.Asked} {a.Status}");

    public int Count(string phase) => _answers.Count(a => a.Phase == phase);

    public string Summary() => string.Join('\n', _answers.GroupBy(a => a.Phase).Select(g => $"{g.Key}: {g.Count()} answers, {g.Count(a => a.Status >= 400)} to ask again"));

    /// <param name="Wrong">Null where the answer was what it should be, or an honest refusal.</param>
    internal sealed record Answer(string Phase, string Asked, int Status, string? Wrong);
}
