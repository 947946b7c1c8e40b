using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Learning.Tests.Data;

/// <summary>A server of PostgreSQL of the test's own, and a standby that follows it (made by <c>pg_basebackup</c>); both gone afterwards.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-servers-").FullName;
    private readonly string _bin = Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).First() + "/bin";
    private readonly int _primaryPort = FreePort();
    private readonly int _standbyPort = FreePort();

    public string Primary => $"Host=127.0.0.1;Port={_primaryPort};Username=learning;Database=learning";

    public string Standby => $"Host=127.0.0.1;Port={_standbyPort};Username=learning;Database=learning";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async Task StartAsync()
    {
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", _folder);
        }

        await AsServerAsync("initdb", $"--pgdata={_folder}/primary", "--username=learning", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        await AsServerAsync("pg_ctl", $"--pgdata={_folder}/primary", $"--log={_folder}/primary.log", "--wait", "start", $"--options=-p {_primaryPort} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c max_connections=60");
        await TestDatabase.RunAsync("CREATE DATABASE learning", new NpgsqlConnectionStringBuilder(Primary) { Database = "postgres", Pooling = false }.ToString());
        await AsServerAsync("pg_basebackup", $"--pgdata={_folder}/standby", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", $"--dbname=host=127.0.0.1 port={_primaryPort} user=learning");
        await StartStandbyAsync();
    }

    public Task StartStandbyAsync() =>
        AsServerAsync("pg_ctl", $"--pgdata={_folder}/standby", $"--log={_folder}/standby.log", "--wait", "start", $"--options=-p {_standbyPort} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c max_connections=60 -c max_standby_streaming_delay=100ms");

    public Task StopStandbyAsync() => AsServerAsync("pg_ctl", $"--pgdata={_folder}/standby", "--mode=immediate", "--wait", "stop");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var server in new[] { "standby", "primary" }.Where(s => File.Exists($"{_folder}/{s}/postmaster.pid")))
        {
            await AsServerAsync("pg_ctl", $"--pgdata={_folder}/{server}", "--mode=immediate", "--wait", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private Task AsServerAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", $"{_bin}/{program}", .. arguments])
        : RunAsync($"{_bin}/{program}", arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its output goes nowhere: a server that is started would keep a pipe open for ever.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
