using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Learning.Data;
using Learning.Web.Backups;
using Learning.Web.Site;
using Learning.Web.Storage;

namespace Learning.Web.Commands;

/// <summary>
/// <c>backup FILE</c>: the whole site in one file, database, keys and all else in the data folder, while it is running or not. The search index is left out: it is made anew. So are files of courses that lie in a bucket; that is said. A file that is there is not overwritten; one that was not finished is
/// not left behind.
/// </summary>
public static class BackUp
{
    /// <summary>What is made anew, or belongs to the database, which is copied as a whole.</summary>
    private static readonly string[] LeftOut = ["search/", "learning.db", "learning.db-wal", "learning.db-shm", "learning.db-start", "learning.db-before", "learning.db-before.part", "learning.db-broken"];

    private static readonly Argument<FileInfo> To = new("file") { Description = "The file to make; it must not be there." };

    public static Command Command()
    {
        var command = new Command("backup", "Keeps the whole site in one file.") { To };
        command.SetAction((result, cancellation) => RunAsync(SitePaths.Find(result.GetValue(Serve.Data), null), result.GetValue(To)!.FullName, TimeProvider.System, Console.Out, Console.Error, cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(SitePaths paths, string file, TimeProvider clock, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        if (File.Exists(file))
        {
            await errors.WriteLineAsync($"{file} is there already. Nothing was done.");
            return 1;
        }

        var part = file + ".part";
        var folder = Directory.CreateTempSubdirectory("learning-backup-").FullName;
        try
        {
            var manifest = await WriteAsync(paths, part, folder, clock, cancellation);
            File.Move(part, file, overwrite: false);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {manifest.Files.Count} files, {manifest.Files.Sum(f => f.Bytes) / 1_048_576.0:0.0} MB, {new FileInfo(file).Length / 1_048_576.0:0.0} MB packed. It holds the keys of the site: keep it where nobody else reads it."));
            if (await StoredFiles.CountAsync(paths.Database, cancellation) is > 0 and var stored)
            {
                await output.WriteLineAsync(StoredFiles.InBackup(stored));
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || DatabaseException.Of(e, paths.Database) is not null)
        {
            await errors.WriteLineAsync($"No backup was made. {DatabaseException.Of(e, paths.Database)?.Message ?? e.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            File.Delete(part);
        }
    }

    private static async Task<BackupManifest> WriteAsync(SitePaths paths, string part, string folder, TimeProvider clock, CancellationToken cancellation)
    {
        var madeAt = clock.GetUtcNow();
        var database = paths.Database;
        var name = database.IsPostgres ? BackupFile.PostgresName : BackupFile.SqliteName;
        var copy = Path.Combine(folder, name);
        await DatabaseCopy.SaveAsync(database, copy, cancellation);
        await using var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        var files = new List<BackupEntry> { await BackupFile.AddAsync(zip, name, copy, cancellation) };

        // The keys after the database: nothing in it was protected by a key that is not among them.
        string[] found = Directory.Exists(paths.Data) ? Directory.GetFiles(paths.Data, "*", SearchOption.AllDirectories) : [];
        foreach (var path in found.Order(StringComparer.Ordinal))
        {
            var within = Path.GetRelativePath(paths.Data, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!IsLeftOut(within) && path != Path.GetFullPath(part) && !DatabaseCopy.IsOf(database, path) && BackupFile.IsPlain(within))
            {
                files.Add(await BackupFile.AddAsync(zip, within, path, cancellation));
            }
        }

        var manifest = new BackupManifest(BackupFile.Version, madeAt, $"{database}", files);
        BackupFile.Add(zip, manifest);
        return manifest;
    }

    private static bool IsLeftOut(string within) => LeftOut.Any(left => left.EndsWith('/') ? within.StartsWith(left, StringComparison.Ordinal) : within == left);
}
