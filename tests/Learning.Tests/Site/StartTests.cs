using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Learning.Accounts;
using Learning.Data;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Site;

/// <summary>The real program, started where something is amiss: it says in a sentence what to do and ends with 1, or does what was left half done.</summary>
[NeedsDatabase]
public sealed class StartTests : IDisposable
{
    private const int TriesToDie = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("learning-start-").FullName;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories).Prepend(_folder))
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("ConnectionStrings__Learning", "Host=127.0.0.1;Port=1;Timeout=3", "does not answer")]
    [InlineData("ConnectionStrings__Learning", "Host=db;Prot=1", "cannot be read")]
    [InlineData("Accounts__PostsPerMinute", "many", "The setting Accounts:PostsPerMinute is \"many\".")]
    [InlineData("Accounts__PostsPerMinute", "0", "The setting Accounts:PostsPerMinute is \"0\".")]
    [InlineData("Telemetry__Metrics", "http://0.0.0.0:9464", "Telemetry:Token")]
    [InlineData("Telemetry__SlowQueryMilliseconds", "soon", "The setting Telemetry:SlowQueryMilliseconds is \"soon\".")]
    [InlineData("Logging__LogLevel__Default", "Loud", "A setting cannot be read")]
    [InlineData("Urls", "nonsense", "The address the site should listen on cannot be read")]
    [InlineData("Urls", "http://192.0.2.1:5080", "none of this machine")]
    [InlineData("Urls", "https://127.0.0.1:0", "no certificate")]
    public async Task A_setting_that_cannot_be_used_is_said_in_one_line(string name, string value, string said) =>
        Refused(await RunAsync(["--data", Data, "--content", Content()], (name, value)), said);

    [Fact]
    public void A_file_of_settings_that_is_no_json_is_named_with_what_is_wrong_in_it()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), "{ \"Urls\": \"http://127.0.0.1:5080\" \"AllowedHosts\": \"*\" }");

        var thrown = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().SetBasePath(_folder).AddJsonFile("appsettings.json").Build());

        Assert.Contains("appsettings.json", StartRefusal.Of(thrown), StringComparison.Ordinal);
        Assert.Contains("Mend it", StartRefusal.Of(thrown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Urls")]
    [InlineData("Telemetry__Metrics")]
    public async Task An_address_that_another_program_has_is_said_to_be_taken(string name)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        Refused(await RunAsync(["--data", Data, "--content", Content()], ("Urls", "http://127.0.0.1:0"), (name, address)), "Another program listens already");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(Data, "a file", Cancellation);

        Refused(await RunAsync(["roles", "list", "--data", Data], Existing()), $"The data folder {Data} cannot be made");
        Refused(await RunAsync(["--data", Path.Combine(Data, "below"), "--content", Content()]), "cannot be made");
    }

    [Fact]
    public async Task A_data_folder_that_may_only_be_read_is_named_and_nothing_is_made_in_it()
    {
        var somebody = await SomebodyAsync();
        Directory.CreateDirectory(Data);
        Allow(_folder, "755");
        Allow(Data, "555");

        Refused(await RunAsync(["--data", Data, "--content", Content()], somebody), $"The data folder {Data} cannot be written to");

        Assert.Empty(Directory.EnumerateFileSystemEntries(Data));
    }

    [Fact]
    public async Task Keys_that_may_not_be_read_are_named_and_no_others_are_made()
    {
        var somebody = await SomebodyAsync();
        var keys = Directory.CreateDirectory(Path.Combine(Data, "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "key-1.xml"), "<key/>", Cancellation);
        Allow(_folder, "755");
        Allow(Data, "777");
        Allow(keys, "777");
        Allow(Path.Combine(keys, "key-1.xml"), "000");

        Refused(await RunAsync(["--data", Data, "--content", Content()], somebody), $"The keys of the site in {keys} cannot be read");

        Assert.Single(Directory.EnumerateFiles(keys));
        Assert.False(File.Exists(Path.Combine(Data, "learning.db")));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_said_to_be_and_the_next_start_finds_nothing_half_done()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres || OperatingSystem.IsWindows(), "The disk of a server is not ours to fill.");

        var refused = await RunAsync(["roles", "list", "--data", Data], [("ConnectionStrings__Learning", Path.Combine(Data, "learning.db")), ("DOTNET_EnableWriteXorExecute", "0")], before: ["bash", "-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""]);
        Refused(refused, "The disk");

        var later = await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", Path.Combine(Data, "learning.db")));
        Assert.True(later.Code == 0, later.Errors);
    }

    [Fact]
    public async Task A_server_that_takes_nothing_new_is_named()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Only PostgreSQL has copies that may only be read.");
        var empty = await TestDatabase.MakeEmptyAsync();
        await TestDatabase.RunAsync($"ALTER DATABASE \"{new Npgsql.NpgsqlConnectionStringBuilder(empty).Database}\" SET default_transaction_read_only = on");

        Refused(await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", empty)), "takes nothing new");

        await TestDatabase.DropAsync(empty);
    }

    [Fact]
    public async Task Tables_that_are_of_no_version_are_said_to_be()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file of SQLite is put back by itself.");
        var empty = await TestDatabase.MakeEmptyAsync();
        await TestDatabase.RunAsync("CREATE TABLE \"Settings\" (\"Name\" text)", empty);

        Refused(await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", empty)), "are not those of any version");

        await TestDatabase.DropAsync(empty);
    }

    [Fact]
    public async Task A_start_that_died_while_it_changed_the_tables_is_done_again_by_the_next()
    {
        var connection = TestDatabase.IsPostgres ? await TestDatabase.MakeEmptyAsync() : Path.Combine(Data, "learning.db");
        await OfAnEarlierVersionAsync(connection);

        // Each dies a little later.
        var died = 0;
        for (var time = 0; time < TriesToDie; time++)
        {
            died += await DieWhileItChangesTablesAsync(connection, TimeSpan.FromMilliseconds(40 * time)) ? 1 : 0;
        }

        var last = await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", connection));

        Assert.True(last.Code == 0, last.Errors);
        Assert.True(died > 0, "None died in time.");
        await using var app = Serve.Builder(Paths(connection)).Build();
        await app.PrepareAsync(Cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(50, await scope.ServiceProvider.GetRequiredService<LearningDb>().Learners.CountAsync(l => l.Name == "Amina", Cancellation));
        Assert.False(File.Exists($"{connection}-before"));
        await DropAsync(connection);
    }

    [Fact]
    public async Task A_copy_that_was_left_over_from_long_ago_is_not_put_back_over_what_people_learned_since()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "There a change of tables is a transaction.");
        var connection = Path.Combine(Data, "learning.db");
        await OfAnEarlierVersionAsync(connection);
        await File.WriteAllBytesAsync($"{connection}-before", [], Cancellation);
        File.SetLastWriteTimeUtc($"{connection}-before", DateTime.UtcNow.AddDays(-7));
        await using (var open = LearningDatabase.Of(connection).Connect())
        {
            await open.OpenAsync(Cancellation);
            await using var command = open.CreateCommand();
            command.CommandText = $"""
                INSERT INTO "Entry" ("Id", "LearnerId", "CourseId", "ActivityId", "Verb", "RevisionId", "At", "ReceivedAt")
                VALUES ('{Guid.CreateVersion7()}', 'amina-1', 'rhythm', 'beat', 'Opened', '{Guid.NewGuid()}', 0, {DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds()})
                """;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var started = await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", connection));

        Assert.True(started.Code == 0, started.Errors);
        Assert.True(File.Exists($"{connection}-before-old"));
        await using var app = Serve.Builder(Paths(connection)).Build();
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(50, await scope.ServiceProvider.GetRequiredService<LearningDb>().Learners.CountAsync(l => l.Name == "Amina", Cancellation));
    }

    [Fact]
    public async Task The_lock_of_a_process_that_died_holds_nobody_up()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "There a lock ends with its connection.");
        var connection = Path.Combine(Data, "learning.db");
        await OfAnEarlierVersionAsync(connection);
        await using (var open = LearningDatabase.Of(connection).Connect())
        {
            await open.OpenAsync(Cancellation);
            await using var command = open.CreateCommand();
            command.CommandText = """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var started = await RunAsync(["roles", "list", "--data", Data], ("ConnectionStrings__Learning", connection));

        Assert.True(started.Code == 0, started.Errors);
    }

    /// <summary>With some learners, whom no change of tables may lose.</summary>
    private async Task OfAnEarlierVersionAsync(string connection)
    {
        await using var app = Serve.Builder(Paths(connection)).Build();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(), Cancellation);
        for (var n = 0; n < 50; n++)
        {
            await db.Database.ExecuteSqlRawAsync(
                TestDatabase.IsPostgres
                    ? "INSERT INTO \"Learner\" (\"Id\", \"Name\", \"IsGuest\", \"Language\", \"FirstSeenAt\") VALUES ({0}, 'Amina', FALSE, 'en', CURRENT_TIMESTAMP)"
                    : "INSERT INTO \"Learner\" (\"Id\", \"Name\", \"IsGuest\", \"FirstSeenAt\") VALUES ({0}, 'Amina', FALSE, 0)",
                [$"amina-{n}"],
                Cancellation);
        }

        SqliteConnection.ClearAllPools();
    }

    /// <summary>True where it had begun, and had not come to its end.</summary>
    private async Task<bool> DieWhileItChangesTablesAsync(string connection, TimeSpan after)
    {
        using var process = Start(["roles", "list", "--data", Data], [("ConnectionStrings__Learning", connection)], []);
        var patience = Stopwatch.StartNew();
        while (!process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1) && !await HasBegunAsync(connection))
        {
            await Task.Delay(2, Cancellation);
        }

        await Task.Delay(after, Cancellation);
        var inTime = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        return inTime;
    }

    private static async Task<bool> HasBegunAsync(string connection)
    {
        if (!TestDatabase.IsPostgres)
        {
            return File.Exists($"{connection}-before");
        }

        await using var open = new Npgsql.NpgsqlConnection(connection);
        await open.OpenAsync(Cancellation);
        await using var command = new Npgsql.NpgsqlCommand("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'", open);
        return (long)(await command.ExecuteScalarAsync(Cancellation))! > 0;
    }

    private SitePaths Paths(string connection) => new(Data, _folder, _folder) { Connection = connection };

    private static async Task DropAsync(string connection)
    {
        if (TestDatabase.IsPostgres)
        {
            await TestDatabase.DropAsync(connection);
        }
    }

    /// <summary>A folder of content that sets nothing up.</summary>
    private string Content()
    {
        var content = Directory.CreateDirectory(Path.Combine(_folder, "content", "recipes"));
        File.WriteAllText(Path.Combine(content.FullName, "learning.recipe.json"), """{ "name": "nothing", "steps": [{ "name": "feature", "enable": [] }] }""");
        return Path.Combine(_folder, "content");
    }

    /// <summary>So that a command believes there is a site.</summary>
    private (string, string)[] Existing() => [("ConnectionStrings__Learning", Path.Combine(_folder, "elsewhere.db"))];

    /// <summary>Runs as a user for whom rights count: root may do everything.</summary>
    private static async Task<string[]> SomebodyAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are other ones there.");
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }

        string[] words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        try
        {
            using var tried = Process.Start(new ProcessStartInfo(words[0], [.. words[1..], "test", "-x", Path.Combine(AppContext.BaseDirectory, "Learning.Web")]))!;
            await tried.WaitForExitAsync(Cancellation);
            Assert.SkipUnless(tried.ExitCode == 0, "Nobody else may read the program here.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("As root all may be read and written, and there is no setpriv to be somebody else with.");
        }

        return words;
    }

    private static void Allow(string path, string mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        }
    }

    private static void Refused((int Code, string Errors) ended, string said)
    {
        Assert.Contains(said, ended.Errors, StringComparison.Ordinal);
        Assert.True(ended.Code == 1, $"{ended.Code}: {ended.Errors}");
        Assert.Single(ended.Errors.Trim().Split('\n'));
    }

    private static Task<(int Code, string Errors)> RunAsync(string[] arguments, params (string, string)[] settings) => RunAsync(arguments, settings, []);

    private static Task<(int Code, string Errors)> RunAsync(string[] arguments, string[] before) => RunAsync(arguments, [], before);

    private static async Task<(int Code, string Errors)> RunAsync(string[] arguments, (string Name, string Value)[] settings, string[] before)
    {
        using var process = Start(arguments, settings, before);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, errors.Length > 0 ? errors : await output);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return (-1, "It did not end.");
        }
    }

    private static Process Start(string[] arguments, (string Name, string Value)[] settings, string[] before)
    {
        string[] all = [.. before, Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Learning.Web.exe" : "Learning.Web"), .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
