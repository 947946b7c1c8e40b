using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Learning.Tests.Data;

/// <summary>A wire between a site and its PostgreSQL that a test can break: all of it, or just as a commit goes by.</summary>
internal sealed class BreakingWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _ends = [];
    private readonly Task _accepting;
    private (string Host, int Port) _server;

    public BreakingWire()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Nobody answers: new connections are closed at once, those there are were cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>New connections are taken, and then nobody says anything, as when a server hangs.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>By what a commit is known that goes by. Where one statement is saved by itself there is none: then it is the statement.</summary>
    public string Words { get; set; } = "COMMIT\0";

    /// <summary>What happens to the next commit that goes by.</summary>
    public AtCommit Next { get; set; }

    /// <summary>Whether the wire is cut for good with that commit.</summary>
    public bool StaysCut { get; set; }

    public string Through(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _server = (settings.Host!, settings.Port);
        (settings.Host, settings.Port) = (IPAddress.Loopback.ToString(), ((IPEndPoint)_listener.LocalEndpoint).Port);
        return settings.ToString();
    }

    public void Cut()
    {
        IsCut = true;
        lock (_ends)
        {
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    public void Silence()
    {
        Cut();
        (IsCut, IsSilent) = (false, true);
    }

    public void Mend() => IsCut = IsSilent = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync();
                if (IsCut)
                {
                    near.Dispose();
                    continue;
                }

                if (IsSilent)
                {
                    lock (_ends)
                    {
                        _ends.Add(near);
                    }

                    continue;
                }

                var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await far.ConnectAsync(_server.Host, _server.Port);
                near.NoDelay = true;
                lock (_ends)
                {
                    _ends.AddRange([near, far]);
                }

                var line = new Line(near, far);
                _ = CarryAsync(near, far, line, watches: true);
                _ = CarryAsync(far, near, line, watches: false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket from, Socket to, Line line, bool watches)
    {
        var bytes = new byte[65536];
        try
        {
            for (int count; (count = await from.ReceiveAsync(bytes)) > 0;)
            {
                if (!watches && line.EndsWithAnswer)
                {
                    Break(line);   // the server has done it, and nobody hears of it
                    return;
                }

                if (watches && Next != AtCommit.Passes && bytes.AsSpan(0, count).IndexOf(Encoding.UTF8.GetBytes(Words)) >= 0)
                {
                    var what = Next;
                    Next = AtCommit.Passes;
                    if (what == AtCommit.IsNeverSent)
                    {
                        Break(line);
                        return;
                    }

                    line.EndsWithAnswer = true;
                }

                await to.SendAsync(bytes.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        from.Dispose();
        to.Dispose();
    }

    private void Break(Line line)
    {
        if (StaysCut)
        {
            Cut();
        }

        line.Near.Dispose();
        line.Far.Dispose();
    }

    private sealed class Line(Socket near, Socket far)
    {
        public Socket Near => near;

        public Socket Far => far;

        public volatile bool EndsWithAnswer;
    }
}

public enum AtCommit
{
    Passes,

    /// <summary>The wire breaks before the server hears of it.</summary>
    IsNeverSent,

    /// <summary>The server commits, and the wire breaks before it can say so.</summary>
    IsNeverAnswered,
}
