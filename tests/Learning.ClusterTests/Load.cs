using System.Collections.Concurrent;

namespace Learning.ClusterTests;

/// <summary>A steady load: so many people at once, and whoever has finished makes room for the next.</summary>
internal sealed class Load(Uri address, Watch watch, int atOnce)
{
    private readonly ConcurrentBag<Learner> _learners = [];
    private volatile bool _isOver;
    private Task _running = Task.CompletedTask;
    private int _number;

    public IReadOnlyCollection<Learner> Learners => _learners;

    public void Begin(CancellationToken cancellation) => _running = Task.WhenAll(Enumerable.Range(0, atOnce).Select(place => Task.Run(() => OneAfterTheOtherAsync(new Random(place), cancellation), cancellation)));

    /// <summary>Nobody begins any more, and all come to their end.</summary>
    public async Task EndAsync()
    {
        _isOver = true;
        await _running;
    }

    private async Task OneAfterTheOtherAsync(Random chance, CancellationToken cancellation)
    {
        while (!_isOver)
        {
            var learner = new Learner($"learner-{Interlocked.Increment(ref _number)}", address, watch);
            _learners.Add(learner);
            await learner.StudyAsync(() => Task.Delay(chance.Next(100, 500), cancellation), cancellation);
            learner.Dispose();
        }
    }
}
