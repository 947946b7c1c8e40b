using System.Diagnostics;
using Learning.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Web.Backups;

/// <summary>
/// A database as it stood at one moment, as a file, and back. SQLite copies itself while others read and write; PostgreSQL is copied by its own <c>pg_dump</c> and <c>pg_restore</c>, which have to be on the machine, not older than the server.
/// </summary>
internal static class DatabaseCopy
{
    /// <exception cref="DatabaseException">It cannot be copied; says why.</exception>
    public static async Task SaveAsync(LearningDatabase database, string file, CancellationToken cancellation)
    {
        if (database.IsPostgres)
        {
            await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], database, cancellation);
            return;
        }

        await using var from = (SqliteConnection)database.Connect();
        await from.OpenAsync(cancellation);
        await using var to = new SqliteConnection($"Data Source={file};Pooling=False");
        await to.OpenAsync(cancellation);
        from.BackupDatabase(to);   // in one step, as of one moment
    }

    /// <summary>Into a place where there is none yet.</summary>
    /// <exception cref="DatabaseException">It cannot be put there; says why.</exception>
    public static async Task RestoreAsync(LearningDatabase database, string file, CancellationToken cancellation)
    {
        if (database.IsPostgres)
        {
            await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", file], database, cancellation);
            return;
        }

        var place = PlaceOf(database);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(place))!);
        File.Copy(file, place, overwrite: false);
    }

    /// <summary>Whether there is something already that a restore would have to overwrite.</summary>
    public static async Task<bool> IsThereAsync(LearningDatabase database, CancellationToken cancellation)
    {
        if (!database.IsPostgres)
        {
            return File.Exists(PlaceOf(database));
        }

        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')";
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Whether a file belongs to the database, and is in its copy already.</summary>
    public static bool IsOf(LearningDatabase database, string file) =>
        !database.IsPostgres && Path.GetFullPath(PlaceOf(database)) is var place && (file == place || file == place + "-wal" || file == place + "-shm" || file == place + "-journal");

    private static string PlaceOf(LearningDatabase database) => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

    private static async Task RunAsync(string tool, IEnumerable<string> arguments, LearningDatabase database, CancellationToken cancellation)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(Find(tool)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend($"--dbname={to.Database}").Append("--no-password"))
        {
            start.ArgumentList.Add(argument);
        }

        // By the environment: arguments can be read by everybody on the machine.
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = to.Username;
        start.Environment["PGPASSWORD"] = to.Password;
        start.Environment["PGSSLMODE"] = to.SslMode switch { SslMode.VerifyFull => "verify-full", SslMode.VerifyCA => "verify-ca", SslMode.Require => "require", SslMode.Disable => "disable", SslMode.Allow => "allow", _ => "prefer" };
        if (to.RootCertificate is { Length: > 0 } root)
        {
            start.Environment["PGSSLROOTCERT"] = root;
        }

        using var process = Process.Start(start) ?? throw new DatabaseException($"{tool} could not be started.");
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        await said;
        if (process.ExitCode != 0)
        {
            throw new DatabaseException($"{tool} says: {(await wrong).Trim()}");
        }
    }

    /// <summary>On the PATH, or the newest where Debian puts them.</summary>
    /// <exception cref="DatabaseException">It is not there.</exception>
    private static string Find(string tool)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, tool));
        var ofDebian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin", tool))
            : [];
        return ofDebian.Concat(onPath).FirstOrDefault(File.Exists)
            ?? throw new DatabaseException($"{tool} is not on this machine. Install PostgreSQL's client programs (on Debian: apt-get install postgresql-client).");
    }
}
