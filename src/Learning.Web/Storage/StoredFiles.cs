using System.Globalization;
using Learning.Data;

namespace Learning.Web.Storage;

/// <summary>How many files of courses a database names whose bytes lie in a bucket, for commands that copy a database as it is.</summary>
internal static class StoredFiles
{
    /// <summary>Zero where the database is of a version that had them all.</summary>
    public static async Task<long> CountAsync(LearningDatabase database, CancellationToken cancellation)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = database.IsPostgres
            ? """SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'Media' AND column_name = 'StoredLength'"""
            : """SELECT COUNT(*) FROM pragma_table_info('Media') WHERE name = 'StoredLength'""";
        if ((long)(await command.ExecuteScalarAsync(cancellation))! == 0)
        {
            return 0;
        }

        command.CommandText = """SELECT COUNT(*) FROM "Media" WHERE "StoredLength" IS NOT NULL""";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What is said of a backup that names such files.</summary>
    public static string InBackup(long count) => string.Create(
        CultureInfo.InvariantCulture, $"{count} of the pictures, videos and sounds of its courses lie in an S3-compatible store and are not in the backup: keep a copy of the bucket too (docs/operations.md).");

    /// <summary>What is said where a site was restored that names such files.</summary>
    public static string AfterRestore(long count) => string.Create(
        CultureInfo.InvariantCulture, $"{count} of the pictures, videos and sounds of its courses lie in an S3-compatible store. Give Media:S3:Endpoint, Bucket, AccessKey and SecretKey before the site is started; `media check` says whether all are there.");
}
