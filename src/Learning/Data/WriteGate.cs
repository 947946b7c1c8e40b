namespace Learning.Data;

/// <summary>
/// Lets as many writers of this process at a time into the database as it has room for. SQLite has room for one: waiting here is fair and wakes at once, waiting in
/// SQLite is polling. PostgreSQL has room for many; those who wait for each other there are not to hold all connections.
/// </summary>
public sealed class WriteGate(LearningDatabase database) : IDisposable
{
    private readonly SemaphoreSlim _room = new(database.Writers, database.Writers);

    public void Dispose() => _room.Dispose();

    internal Task EnterAsync(CancellationToken cancellation) => _room.WaitAsync(cancellation);

    internal void Leave() => _room.Release();
}
