using System.Net.Sockets;
using Learning.Web.Site;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the mail server can be reached, asked at most once a minute: it is somebody else's. Nothing is said to it but that somebody called.</summary>
internal sealed class MailServerWatch(LearningOptions options)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Task<string?>? _asked;
    private long _askedAt;

    /// <summary>What is wrong with it, and what to do; null: nothing, or mail does not go by a server.</summary>
    public Task<string?> FaultAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && Environment.TickCount64 - _askedAt >= Holds.TotalMilliseconds))
            {
                _askedAt = Environment.TickCount64;
                _asked = AskAsync();
            }

            return _asked.WaitAsync(cancellation);
        }
    }

    private async Task<string?> AskAsync()
    {
        if (options.Mail is not { Host: { } host } mail)
        {
            return options.Mail?.PickupFolder is { } folder && Directory.Exists(folder) ? DataFolder.Fault(folder) : null;
        }

        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var client = new TcpClient();
            await client.ConnectAsync(host, mail.Port, limit.Token);
            return null;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return $"The mail server {host}:{mail.Port} cannot be reached ({(e is SocketException ? e.Message.TrimEnd('.') : $"no answer in {Patience.TotalSeconds:0} seconds")}). Check Mail:Host and Mail:Port, and whether it runs.";
        }
    }
}
