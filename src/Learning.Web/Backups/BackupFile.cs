using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learning.Web.Backups;

/// <summary>A file in a backup.</summary>
/// <param name="Path">In the data folder, with forward slashes; the database's is <see cref="BackupFile.SqliteName"/> or <see cref="BackupFile.PostgresName"/>.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record BackupEntry(string Path, long Bytes, string Sha256);

/// <summary>What a backup says of itself.</summary>
/// <param name="Version">Of this form; 1.</param>
/// <param name="Database">SQLite or PostgreSQL: one is not restored into the other.</param>
public sealed record BackupManifest(int Version, DateTimeOffset MadeAt, string Database, IReadOnlyList<BackupEntry> Files);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;

/// <summary>
/// A site in one file: a zip with its database, its keys and what else is in its data folder, and last <c>backup.json</c>, which names every file with its length and its hash. A file without it was cut off.
/// </summary>
public static class BackupFile
{
    public const int Version = 1;
    public const string ManifestName = "backup.json";
    public const string SqliteName = "database.db";
    public const string PostgresName = "database.dump";

    private const int MostManifestBytes = 16 * 1024 * 1024;

    /// <summary>Copies a file into it, hashing it on the way.</summary>
    internal static async Task<BackupEntry> AddAsync(ZipArchive zip, string name, string file, CancellationToken cancellation)
    {
        await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var to = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        var (bytes, hash) = await CopyAsync(from, to, cancellation);
        return new(name, bytes, hash);
    }

    internal static void Add(ZipArchive zip, BackupManifest manifest)
    {
        using var to = zip.CreateEntry(ManifestName).Open();
        JsonSerializer.Serialize(to, manifest, BackupJson.Default.BackupManifest);
    }

    /// <summary>What it says of itself; null where it does not, or says something that cannot be.</summary>
    public static BackupManifest? ManifestOf(ZipArchive zip)
    {
        if (zip.GetEntry(ManifestName) is not { Length: <= MostManifestBytes } entry)
        {
            return null;
        }

        try
        {
            using var from = entry.Open();
            return JsonSerializer.Deserialize(from, BackupJson.Default.BackupManifest) is { Version: Version, Files: { } files, Database: "SQLite" or "PostgreSQL" } manifest
                && files.All(f => IsPlain(f.Path) && f.Bytes >= 0) && files.Select(f => f.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count() == files.Count ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A path that stays in its folder, whatever system it is unpacked on.</summary>
    internal static bool IsPlain(string? path) =>
        path is { Length: > 0 and <= 400 } && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);

    /// <summary>Reads all of one and writes it elsewhere.</summary>
    /// <returns>How many bytes, and their SHA-256.</returns>
    internal static async Task<(long Bytes, string Hash)> CopyAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        long bytes = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
