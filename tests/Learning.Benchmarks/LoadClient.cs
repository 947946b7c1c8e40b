using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learning.Benchmarks;

/// <summary>What a load brought: answers a second, and how long they took (milliseconds).</summary>
internal sealed record LoadResult(double PerSecond, double P50, double P95, double P99, long BytesPerAnswer, int Refused);

/// <summary>
/// Sends requests over a few kept-alive connections of its own, each waiting for its answer before the next, and counts. Written on sockets so that
/// the client takes as little as possible of the two cores it shares with the server. Loopback only.
/// </summary>
internal static class LoadClient
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    public static async Task<LoadResult> RunAsync(int port, int connections, TimeSpan duration, Func<int, int, byte[]> request)
    {
        var clients = new Connection[connections];
        for (var i = 0; i < connections; i++)
        {
            clients[i] = await Connection.OpenAsync(port);
        }

        // Warming up does not count: the runtime optimizes what is called often while it runs.
        await Task.WhenAll(clients.Select((client, number) => client.SendForAsync(WarmUp, n => request(number, n))));
        foreach (var client in clients)
        {
            client.Forget();
        }

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(clients.Select((client, number) => client.SendForAsync(duration, n => request(number, n))));
        var seconds = clock.Elapsed.TotalSeconds;

        var times = clients.SelectMany(c => c.Times).Order().ToArray();
        var result = new LoadResult(
            times.Length / seconds, At(times, 0.5), At(times, 0.95), At(times, 0.99), clients.Sum(c => c.Bytes) / Math.Max(1, times.Length), clients.Sum(c => c.Refused));
        foreach (var client in clients)
        {
            client.Dispose();
        }

        return result;
    }

    internal static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    internal sealed class Connection(Socket socket) : IDisposable
    {
        private byte[] _buffer = new byte[32 * 1024];
        private int _sent;
        private int _held;

        public List<double> Times { get; } = [];

        public long Bytes { get; private set; }

        public int Refused { get; private set; }

        /// <summary>The whole of the last answer, until the next request.</summary>
        public ReadOnlySpan<byte> LastAnswer => _buffer.AsSpan(0, _held);

        public static async Task<Connection> OpenAsync(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new(socket);
        }

        public void Forget()
        {
            Times.Clear();
            Bytes = 0;
            Refused = 0;
        }

        public void Dispose() => socket.Dispose();

        public async Task SendForAsync(TimeSpan duration, Func<int, byte[]> request)
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < duration)
            {
                Times.Add(await TimeAsync(request(_sent++)));
            }
        }

        /// <summary>Sends one request and waits for its whole answer: how long that took, in milliseconds.</summary>
        public async Task<double> TimeAsync(byte[] request)
        {
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            Bytes += await ReceiveAsync();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        private async Task<int> ReceiveAsync()
        {
            var held = 0;
            while (true)
            {
                if (held == _buffer.Length)
                {
                    Array.Resize(ref _buffer, _buffer.Length * 2);   // a table to take along
                }

                var read = await socket.ReceiveAsync(_buffer.AsMemory(held));
                if (read == 0)
                {
                    throw new IOException("The server closed the connection.");
                }

                held += read;
                if (Length(_buffer.AsSpan(0, held)) is { } whole && held >= whole)
                {
                    if (!_buffer.AsSpan(0, held).StartsWith("HTTP/1.1 200"u8))
                    {
                        Refused++;
                    }

                    _held = held;
                    return held;
                }
            }
        }

        /// <summary>The length of the whole answer once its end is known.</summary>
        private static int? Length(ReadOnlySpan<byte> held)
        {
            var head = held.IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                return null;
            }

            var length = held[..head].IndexOf("Content-Length: "u8);
            if (length >= 0 && Utf8Parser.TryParse(held[(length + 16)..], out int body, out _))
            {
                return head + 4 + body;
            }

            return held.EndsWith("\r\n0\r\n\r\n"u8) ? held.Length : null;
        }
    }

    public static byte[] Get(int port, string path, string? cookie) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n");

    public static byte[] PostJson(int port, string path, string cookie, string token, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nRequestVerificationToken: {token}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");
}
