using System.Diagnostics;

namespace Learning.BrowserTests.Site;

/// <summary>The real site as a process of its own, on a free port of the loopback address and with a data folder that goes away with it.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly string _root;
    private readonly string _content;
    private readonly string _data = Directory.CreateTempSubdirectory("learning-browser-test-").FullName;
    private Process _process = new();

    private SiteProcess(string root, string content) => (_root, _content) = (root, content);

    /// <summary>The file everything is stored in.</summary>
    public string Database => Path.Combine(_data, "learning.db");

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The path of the link that makes the first administrator.</summary>
    public string SetupPath { get; private set; } = "";

    /// <exception cref="InvalidOperationException">The site ended before it answered; the message holds what it wrote.</exception>
    public static async Task<SiteProcess> StartAsync(string root, CancellationToken cancellation, string? content = null)
    {
        var site = new SiteProcess(root, content ?? Path.Combine(root, "content"));
        await site.RunAsync("http://127.0.0.1:0", cancellation);
        return site;
    }

    /// <summary>Runs a command of the program on the data of this site.</summary>
    /// <exception cref="InvalidOperationException">It did not do what it was told; the message holds what it wrote.</exception>
    public async Task CommandAsync(params string[] words)
    {
        using var command = Process.Start(new ProcessStartInfo(Program, [.. words, "--data", _data]) { WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = command.StandardOutput.ReadToEndAsync();
        var written = await command.StandardError.ReadToEndAsync() + await said;
        await command.WaitForExitAsync();
        if (command.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', words)}: {written}");
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Learning.Web.exe" : "Learning.Web");

    /// <summary>Ends it from one moment to the next, as a power cut or an operator in a hurry would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts it again where it was, with what it had stored.</summary>
    public Task StartAgainAsync(CancellationToken cancellation) => RunAsync(Address, cancellation);

    private async Task RunAsync(string address, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Program, ["--urls", address, "--data", _data, "--content", _content])
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Accounts__PostsPerMinute"] = "100000";   // many people of many tests share this machine's address

        _process = Process.Start(start)!;
        SetupPath = "";
        await ReadGreetingAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task ReadGreetingAsync(CancellationToken cancellation)
    {
        const string At = "The site is at ";
        var written = new List<string>();
        _process.ErrorDataReceived += (_, line) => written.Add(line.Data ?? "");
        _process.BeginErrorReadLine();

        while (SetupPath.Length == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellation)
                ?? throw new InvalidOperationException($"The site did not start:\n{string.Join('\n', written)}");
            written.Add(line);
            if (line.StartsWith(At, StringComparison.Ordinal))
            {
                Address = line[At.Length..];
            }
            else if (line.IndexOf("/setup?", StringComparison.Ordinal) is >= 0 and var from)
            {
                SetupPath = line[from..];
            }
        }

        // Read on, so that the site never waits for room to write.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }
}
