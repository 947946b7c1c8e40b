using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Npgsql;

namespace Learning.ClusterTests;

/// <summary>What <c>./cluster</c> starts, in a temporary folder: two nodes, PostgreSQL, Redis, nginx and a mail catcher, each a process that can be killed by its number.</summary>
public sealed partial class Cluster : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("learning-cluster-test-").FullName;
    private readonly StringBuilder _said = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _script;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Where people reach the site.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where each node is reached by itself, by its name.</summary>
    public IReadOnlyDictionary<string, Uri> Nodes { get; private set; } = new Dictionary<string, Uri>();

    /// <summary>The link that makes the first administrator, as the last node printed it.</summary>
    public Uri Setup { get; private set; } = new("http://127.0.0.1");

    /// <summary>The path of that link.</summary>
    public string SetupPath => Setup.PathAndQuery;

    /// <summary>What ./cluster itself has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static string Root { get; } = FindRoot();

    public static string Content => Path.Combine(Root, "tests", "Learning.ClusterTests", "Content");

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Learning.Web.dll");

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();   // nobody else would
            throw;
        }
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "cluster"), "--port", "0", "--pause", "5", "--data", _folder, "--content", Content, "--program", Program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Accounts__PostsPerMinute"] = "1000000";   // many people come from one address here
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Mail__", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        _script = Process.Start(start)!;
        _script.OutputDataReceived += (_, line) => Hear(line.Data);
        _script.ErrorDataReceived += (_, line) => Hear(line.Data);
        _script.BeginOutputReadLine();
        _script.BeginErrorReadLine();

        await UntilAsync(() => Task.FromResult(_script.HasExited || File.Exists(In("address"))), "It did not come up");
        Assert.False(_script.HasExited, $"./cluster ended:\n{Said}");
        Address = new Uri((await File.ReadAllTextAsync(In("address"), Cancellation)).Trim());
        Nodes = (await File.ReadAllLinesAsync(In("nodes"), Cancellation)).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => new Uri(parts[1]));
        Setup = new Uri((await File.ReadAllTextAsync(In("setup"), Cancellation)).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_script is { HasExited: false })
        {
            await RunAsync("kill", "-TERM", Written(_script.Id));
            await _script.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
        }

        _script?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends a signal to a process; what ./cluster does then is its own.</summary>
    /// <returns>The number the process had.</returns>
    public async Task<int> SignalAsync(string name, string signal)
    {
        var id = Number(name) ?? throw new InvalidOperationException($"{name} does not run.\n{Said}");
        await RunAsync("kill", $"-{signal}", Written(id));
        return id;
    }

    /// <summary>Until the process of this name is another one than it was; a node also has to say that it is ready.</summary>
    public async Task ReturnsAsync(string name, int former)
    {
        await UntilAsync(() => Task.FromResult(Number(name) is { } id && id != former), $"{name} was not started again");
        if (Nodes.ContainsKey(name))
        {
            await ReadyAsync(name);
        }
    }

    public Task ReadyAsync(string name) => UntilAsync(
        async () =>
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(Nodes[name], "/health/ready"), Cancellation);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Cancellation.IsCancellationRequested)
            {
                return false;
            }
        },
        $"{name} did not say that it is ready");

    public async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > Patience)
            {
                Assert.Fail($"{otherwise} within {Patience.TotalSeconds} s.\n{Said}\n{LastWords()}");
            }

            await Task.Delay(100, Cancellation);
        }
    }

    /// <summary>Mail that was caught, whole, by the address it went to.</summary>
    public ILookup<string, MimeMessage> Mail()
    {
        var folder = In("mail", "new");
        return (Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : []).Select(file => MimeMessage.Load(file, Cancellation)).ToLookup(mail => ((MailboxAddress)mail.To[0]).Address);
    }

    public async Task<NpgsqlConnection> DatabaseAsync()
    {
        var connection = new NpgsqlConnection(Environment()["ConnectionStrings__Learning"] + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    /// <summary>Runs a command of the program on this site, as its administrator does in a shell.</summary>
    public async Task CommandAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words, "--data", In("node-1")]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        using var command = Process.Start(start)!;
        var said = command.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = await command.StandardError.ReadToEndAsync(Cancellation);
        await command.WaitForExitAsync(Cancellation);
        Assert.True(command.ExitCode == 0, $"{string.Join(' ', words)}: {errors}{await said}");
    }

    /// <summary>The ends of what all processes have said, for whoever has to find out why.</summary>
    public string LastWords() => string.Join(
        '\n',
        Directory.EnumerateFiles(In("log")).Where(file => Path.GetFileName(file) is not ("access" or "initdb")).Order(StringComparer.Ordinal).Select(file => $"--- {Path.GetFileName(file)}\n{string.Join('\n', Lines(file).TakeLast(25))}"));

    private string In(params string[] path) => Path.Combine([_folder, .. path]);

    private int? Number(string name)
    {
        try
        {
            return int.Parse(File.ReadAllText(In("run", $"{name}.pid")), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;   // it is being started again
        }
    }

    private Dictionary<string, string> Environment() => File.ReadLines(In("environment")).Select(line => Setting().Match(line)).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        for (var here = new DirectoryInfo(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Learning.sln")))
            {
                return here.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }

    [GeneratedRegex("^export ([A-Za-z_]+)='(.*)'$")]
    private static partial Regex Setting();
}
