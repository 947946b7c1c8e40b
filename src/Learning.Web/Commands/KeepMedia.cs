using System.CommandLine;
using System.Globalization;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Site;
using Learning.Web.Storage;

namespace Learning.Web.Commands;

/// <summary>
/// <c>media move --to s3|database</c>: carries pictures, videos and sounds of published courses into the bucket of <c>Media:S3</c>, or back; may be cut off and begun again, while the site serves. <c>media check</c>: reads all that lies in the bucket and
/// holds it against its hash.
/// </summary>
public static class KeepMedia
{
    private static readonly Option<string> To = new("--to") { Description = "s3 or database: where they are to lie.", Required = true };

    public static Command Command()
    {
        To.AcceptOnlyFromAmong("s3", "database");
        var move = new Command("move", "Carries the files of courses into the bucket, or back into the database.") { To };
        move.SetAction((result, cancellation) => MoveAsync(result.GetValue(To)! == "s3", SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        var check = new Command("check", "Reads all files of courses in the bucket and holds them against their hashes.");
        check.SetAction((result, cancellation) => CheckAsync(SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return new("media", "Looks after pictures, videos and sounds.") { move, check };
    }

    internal static Task<int> MoveAsync(bool toStore, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation) => WithStoreAsync(paths, errors, async (media, store) =>
    {
        var moved = toStore ? await media.ToStoreAsync(cancellation) : await media.ToDatabaseAsync(cancellation);
        var (here, there) = await media.CountAsync(cancellation);
        await output.WriteLineAsync($"{Words(moved.Files, moved.Bytes)} went {(toStore ? $"into {store.Place}" : $"from {store.Place} into the database")}, each read again there and the same. {here} files of courses lie in the database now, {there} in the bucket.");
        if (moved.Left.Count == 0)
        {
            await output.WriteLineAsync(toStore
                ? "The database keeps the room for what comes; VACUUM makes a file of SQLite smaller, VACUUM FULL the table \"Media\" of PostgreSQL."
                : "Nothing was taken out of the bucket. Once all nodes run without Media:S3, and a backup was made, you can empty it.");
        }

        return await ToldAsync(moved.Left, errors);
    }, cancellation);

    internal static Task<int> CheckAsync(SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation) => WithStoreAsync(paths, errors, async (media, store) =>
    {
        var seen = await media.CheckAsync(cancellation);
        await output.WriteLineAsync($"{Words(seen.Files, seen.Bytes)} in {store.Place} are as they were put there; {seen.Left.Count} are missing or damaged.");
        return await ToldAsync(seen.Left, errors);
    }, cancellation);

    private static async Task<int> ToldAsync(IReadOnlyList<string> left, TextWriter errors)
    {
        foreach (var why in left)
        {
            await errors.WriteLineAsync(why);
        }

        return left.Count == 0 ? 0 : 1;
    }

    private static async Task<int> WithStoreAsync(SitePaths paths, TextWriter errors, Func<MoveMedia, IMediaStore, Task<int>> act, CancellationToken cancellation)
    {
        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(
            paths,
            errors,
            async services =>
            {
                if (services.GetService<IMediaStore>() is { } store)
                {
                    return await act(new(services.GetRequiredService<LearningDb>(), store), store);
                }

                await errors.WriteLineAsync("No store is set. Give Media:S3:Endpoint, Bucket, AccessKey and SecretKey, as for the site itself.");
                return 1;
            },
            cancellation);
    }

    private static string Words(int files, long bytes) => string.Create(CultureInfo.InvariantCulture, $"{files} files and smaller pictures ({bytes / 1_048_576.0:0.0} MB)");
}
