using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using MimeKit;

namespace Learning.Tests.Notifications;

/// <summary>A real SMTP server in a process of its own (smtp_server.py, on aiosmtpd), which misbehaves as the recipient's name says.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly Process _process;
    private readonly Task _reading;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Event> _events = new();

    private SmtpServer(string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-u", Path.Combine(Repository.Root, "tests", "Learning.Tests", "Notifications", "smtp_server.py"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    /// <summary>Debian's own: its package python3-aiosmtpd is not for another.</summary>
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public int Port => _port.Task.Result;

    public static async Task<SmtpServer> StartAsync(params string[] arguments)
    {
        var server = new SmtpServer(arguments);
        await server._port.Task.WaitAsync(TimeSpan.FromSeconds(30), Visitor.Cancellation);
        return server;
    }

    /// <summary>Messages it has had whole, in their order, whether it said so or not.</summary>
    public IReadOnlyList<Taken> Messages => [.. _events.Where(e => e.Name == "taken").Select(e => new Taken(e.To!, MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(e.Data!)), Visitor.Cancellation)))];

    public int Count(string name, string? to = null) => _events.Count(e => e.Name == name && (to is null || e.To == to));

    /// <summary>Until it has seen something, for as long as a test may take.</summary>
    public async Task SeesAsync(string name, string to)
    {
        while (Count(name, to) == 0)
        {
            Assert.False(_process.HasExited, "The mail server has ended.");
            await Task.Delay(20, Visitor.Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonSerializer.Deserialize<Event>(line, Json)!;
            _events.Enqueue(told);
            if (told.Name == "listening")
            {
                _port.SetResult(told.Port);
            }
        }

        _port.TrySetException(new InvalidOperationException(
            $"The tests of mail need Debian's package python3-aiosmtpd (./test installs it): {await _process.StandardError.ReadToEndAsync()}"));
    }

    public sealed record Taken(string To, MimeMessage Message);

    private sealed record Event([property: JsonPropertyName("event")] string Name, string? To, string? Data, int Port);
}
