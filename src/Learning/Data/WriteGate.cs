using System.Diagnostics;

namespace Learning.Data;

/// <summary>
/// Lets as many writers of this process at a time into the database as it has room for. SQLite has room for one: waiting here is fair and wakes at once, waiting in
/// SQLite is polling. PostgreSQL has room for many; those who wait for each other there are not to hold all connections.
/// <para>Before the gate is a line (<see cref="LineUpAsync"/>) for whoever has nothing to do but write: she waits there before she has a context. When three thousand begin a test at once, each would else keep a context until it is her
/// turn; when each still wrote over a connection of her own, with its statements, that took longer than the writing, and a gigabyte (<see cref="SqliteWriter"/>).</para>
/// </summary>
public sealed class WriteGate(LearningDatabase database) : IDisposable
{
    /// <summary>More than write at once, so that many share one journey to the disk (<see cref="WalFlush"/>) and nobody at the gate waits for somebody to come.</summary>
    private const int PlacesForEachWriter = 2;

    private const int FewestPlaces = 24;

    private readonly SemaphoreSlim _room = new(database.Writers, database.Writers);
    private readonly SemaphoreSlim _line = new(Math.Max(FewestPlaces, PlacesForEachWriter * database.Writers));
    private long _awaySince;

    public void Dispose()
    {
        _room.Dispose();
        _line.Dispose();
    }

    /// <summary>In the order they came. Whoever has a place gives it back (<see cref="IDisposable.Dispose"/>) when her act is done.</summary>
    internal async Task<Place> LineUpAsync(CancellationToken cancellation)
    {
        var asked = Stopwatch.GetTimestamp();
        await _line.WaitAsync(cancellation);
        return new(_line, asked);
    }

    /// <summary>Since when nobody who writes has found the database there: from the first fault on, that is, from now on where this is the first.</summary>
    internal long AwaySince()
    {
        var now = Stopwatch.GetTimestamp();
        return Interlocked.CompareExchange(ref _awaySince, now, 0) is > 0 and var before ? before : now;
    }

    /// <summary>It has answered somebody who writes.</summary>
    internal void Answered()
    {
        if (Volatile.Read(ref _awaySince) != 0)
        {
            Volatile.Write(ref _awaySince, 0);
        }
    }

    internal Task EnterAsync(CancellationToken cancellation) => _room.WaitAsync(cancellation);

    internal void Leave() => _room.Release();

    internal readonly struct Place(SemaphoreSlim line, long asked) : IDisposable
    {
        /// <summary>When she lined up, for <see cref="LearningDb.LinedUpAt"/>.</summary>
        public long AskedAt => asked;

        public void Dispose() => line.Release();
    }
}
