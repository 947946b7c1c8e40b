using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Learning.Data;
using Learning.Web.Backups;
using Learning.Web.Site;
using Learning.Web.Storage;

namespace Learning.Web.Commands;

/// <summary>
/// <c>restore FILE</c>: puts a site that was kept with <c>backup</c> into a data folder (and a database) where there is none yet. Every file is held against its hash before anything is put there; nothing is overwritten. The site is then as it
/// was; a newer program brings its tables up to date when it starts.
/// </summary>
public static class Restore
{
    private static readonly Argument<FileInfo> From = new("file") { Description = "A file that backup made." };

    public static Command Command()
    {
        var command = new Command("restore", "Puts a site that was kept with backup where there is none yet.") { From };
        command.SetAction((result, cancellation) => RunAsync(SitePaths.Find(result.GetValue(Serve.Data), null), result.GetValue(From)!.FullName, Console.Out, Console.Error, cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(SitePaths paths, string file, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("learning-restore-").FullName;
        try
        {
            var manifest = await RestoreAsync(paths, file, folder, cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Restored the site as of {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC: {manifest.Files.Count} files, {manifest.Files.Sum(f => f.Bytes) / 1_048_576.0:0.0} MB, each as it was kept. `certificates check` holds the certificates against their log."));
            if (await StoredFiles.CountAsync(paths.Database, cancellation) is > 0 and var stored)
            {
                await output.WriteLineAsync(StoredFiles.AfterRestore(stored));
            }

            return 0;
        }
        catch (Exception e) when (e is RestoreException or IOException or UnauthorizedAccessException || DatabaseException.Of(e, paths.Database) is not null)
        {
            await errors.WriteLineAsync(DatabaseException.Of(e, paths.Database)?.Message ?? e.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BackupManifest> RestoreAsync(SitePaths paths, string file, string folder, CancellationToken cancellation)
    {
        var database = paths.Database;
        using var zip = Open(file);
        var manifest = BackupFile.ManifestOf(zip) ?? throw new RestoreException($"{file} is no backup, or it was cut off: what it should say of itself at the end is missing.");
        if (manifest.Database != $"{database}")
        {
            throw new RestoreException($"The backup is of a site on {manifest.Database}, and this one would be on {database}. Set or take away ConnectionStrings:Learning.");
        }

        if (await DatabaseCopy.IsThereAsync(database, cancellation) || (Directory.Exists(paths.Keys) && Directory.EnumerateFileSystemEntries(paths.Keys).Any()))
        {
            throw new RestoreException(database.IsPostgres ? $"There are tables in the database, or keys in {paths.Data}. Restore into an empty database and an empty folder." : $"There is a site in {paths.Data}. Move it away first; nothing was changed.");
        }

        foreach (var entry in manifest.Files)
        {
            await UnpackAsync(zip, entry, Path.Combine(folder, entry.Path), cancellation);
        }

        foreach (var entry in manifest.Files.Where(f => f.Path is not (BackupFile.SqliteName or BackupFile.PostgresName)))
        {
            var to = Path.Combine(paths.Data, entry.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(folder, entry.Path), to, overwrite: false);
        }

        // The database last: until then there is no site to start.
        await DatabaseCopy.RestoreAsync(database, Path.Combine(folder, database.IsPostgres ? BackupFile.PostgresName : BackupFile.SqliteName), cancellation);
        return manifest;
    }

    private static ZipArchive Open(string file)
    {
        try
        {
            return ZipFile.OpenRead(file);
        }
        catch (InvalidDataException e)
        {
            throw new RestoreException($"{file} is no backup, or it was cut off.", e);
        }
    }

    private static async Task UnpackAsync(ZipArchive zip, BackupEntry entry, string to, CancellationToken cancellation)
    {
        if (zip.GetEntry(entry.Path) is not { } packed || packed.Length != entry.Bytes)
        {
            throw Damaged();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        try
        {
            await using var from = packed.Open();
            await using var file = new FileStream(to, FileMode.CreateNew);
            if (await BackupFile.CopyAsync(from, file, cancellation) != (entry.Bytes, entry.Sha256))
            {
                throw Damaged();
            }
        }
        catch (InvalidDataException e)
        {
            throw new RestoreException(Damaged().Message, e);
        }

        RestoreException Damaged() => new($"{entry.Path} in the backup is not as it was kept. Nothing was restored.");
    }

    /// <summary>Why nothing was restored, in a sentence.</summary>
    private sealed class RestoreException(string message, Exception? inner = null) : Exception(message, inner);
}
