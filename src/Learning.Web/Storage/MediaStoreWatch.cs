using System.Globalization;
using Learning.Courses;

namespace Learning.Web.Storage;

/// <summary>Whether the media store takes and gives: a small object of its own is put there once and read each time. It is somebody else's, so it is asked once a minute at most while it is well, and each five seconds while it is not.</summary>
internal sealed class MediaStoreWatch(TimeProvider clock, IMediaStore? store = null)
{
    /// <summary>The name of the small object; no file has it for a hash.</summary>
    public const string Probe = "learning-site-check";

    private static readonly byte[] Said = "This is read to see whether the store answers.\n"u8.ToArray();
    private static readonly TimeSpan WhileWell = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhileNot = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Task<string?>? _asked;
    private DateTimeOffset _askedAt;
    private bool _isPut;

    /// <summary>What is wrong with it, and what to do; null: nothing.</summary>
    public Task<string?> FaultAsync(CancellationToken cancellation)
    {
        if (store is null)
        {
            return Task.FromResult<string?>(null);
        }

        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && clock.GetUtcNow() - _askedAt >= (_asked is { IsCompletedSuccessfully: true, Result: null } ? WhileWell : WhileNot)))
            {
                _askedAt = clock.GetUtcNow();
                _asked = Task.Run(() => AskAsync(store), CancellationToken.None);   // for all who wait, so nobody's leaving ends it
            }

            return _asked.WaitAsync(cancellation);
        }
    }

    private async Task<string?> AskAsync(IMediaStore there)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            if (!_isPut)
            {
                await there.PutAsync(Probe, Said, "text/plain", limit.Token);
                _isPut = true;
            }

            return (await there.ReadAsync(Probe, 0, Said.Length, limit.Token)).AsSpan().SequenceEqual(Said) ? null : $"What was put into {there.Place} comes back as something else. Look whether another program writes to it.";
        }
        catch (MediaStoreException e)
        {
            _isPut &= e.Fault != MediaFault.Missing;   // put there once more the next time
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"There is no answer from {there.Place} in {Patience.TotalSeconds:0} seconds. Look whether it runs, and what it is busy with.");
        }
    }
}
