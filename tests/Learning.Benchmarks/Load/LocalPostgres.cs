using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Learning.Benchmarks.Load;

/// <summary>
/// A PostgreSQL of this machine in a folder of its own, stopped with this object. It writes to the disk as one in use does (<c>fsync</c> and <c>synchronous_commit</c> are on), and settles its tables by itself.
/// </summary>
internal sealed class LocalPostgres : IDisposable
{
    private readonly string _folder;
    private readonly string _bin;
    private readonly string[] _as;

    private LocalPostgres(string folder, string bin, string[] asUser, int port) => (_folder, _bin, _as, Port) = (folder, bin, asUser, port);

    public int Port { get; }

    /// <summary>A database of this name; the site makes it.</summary>
    public string Database(string name) => $"Host=127.0.0.1;Port={Port};Username=learning;Database={name};Maximum Pool Size=50";

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static LocalPostgres Start()
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).OrderBy(b => b, StringComparer.Ordinal).LastOrDefault()
            : null;
        if (bin is null)
        {
            throw new InvalidOperationException("PostgreSQL is not installed (on Debian: apt-get install postgresql). Name sqlite to measure that alone.");
        }

        var folder = Directory.CreateTempSubdirectory("learning-postgres-").FullName;
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];   // it does not run as root
        if (asUser.Length > 0 && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        if (asUser.Length > 0)
        {
            Run([], "chown", "postgres", data);
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var server = new LocalPostgres(folder, bin, asUser, port);
        Run(asUser, Path.Combine(bin, "initdb"), $"--pgdata={data}", "--username=learning", "--auth=trust", "--encoding=UTF8", "--locale=C");
        Run(
            asUser,
            Path.Combine(bin, "pg_ctl"),
            $"--pgdata={data}",
            $"--log={Path.Combine(data, "server.log")}",
            "--wait",
            "start",
            $"--options=-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c max_connections=300 -c shared_buffers=1GB -c max_wal_size=4GB");
        return server;
    }

    public void Dispose()
    {
        Run(_as, Path.Combine(_bin, "pg_ctl"), $"--pgdata={Path.Combine(_folder, "data")}", "--mode=fast", "--wait", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static void Run(string[] asUser, params string[] command)
    {
        string[] all = [.. asUser, .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginErrorReadLine();
        process.WaitForExit(TimeSpan.FromMinutes(2));
        if (!process.HasExited || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} failed.");
        }
    }
}
