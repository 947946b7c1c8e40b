using System.Diagnostics;
using System.Net;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Clips;
using Learning.Web.Commands;
using Learning.Web.Site;
using Learning.Web.Storage;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Storage;

/// <summary>Files of courses go from the database into a bucket of a real store and back, and with them what backs up, restores and moves a site.</summary>
[NeedsDatabase]
public sealed class MoveMediaTests(SwiftServer swift) : IClassFixture<SwiftServer>, IAsyncLifetime
{
    private static readonly byte[] _large = [.. TestClips.Mp4, .. Enumerable.Range(0, 1_300_000).Select(i => (byte)(i * 31 / 7))];

    private readonly TestSite _site = new();
    private readonly OtherPlace _other = new();
    private string _bucket = "";
    private CourseDraft _draft = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _bucket = await swift.NewBucketAsync();
        await _site.InitializeAsync();
        var course = TestClips.WithVideo(bytes: _large).WithText("![A street](media/street.webp)");
        course.Content.Put($"{TestClips.Folder}/street.webp", TestPictures.Grain(1200, 400, SkiaSharp.SKEncodedImageFormat.Webp));
        _draft = course.Draft();
        await _site.Publish(_draft);
        await _site.Visitor().Get(MediaAddress.Of(Picture, 480));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _other.DisposeAsync();
    }

    private MediaFile Picture => _draft.Media.Single(m => m.FileName == "street.webp");

    [Fact]
    public async Task There_and_back_by_the_command_each_row_and_each_byte_is_as_before()
    {
        var before = await RowsAsync();

        var (code, said) = await RunAsync("media", "move", "--to", "s3");

        Assert.True(code == 0, said);
        Assert.Contains($"{_draft.Media.Count + 1} files and smaller pictures (", said, StringComparison.Ordinal);
        Assert.Contains($"0 files of courses lie in the database now, {_draft.Media.Count} in the bucket.", said, StringComparison.Ordinal);
        Assert.Equal(_draft.Media.Select(m => $"media/{m.Hash}").Append($"media/{Picture.Hash}-480").Order(StringComparer.Ordinal), await swift.NamesAsync(_bucket));
        Assert.All(await RowsAsync(), row => Assert.True(row is { Bytes: "", StoredLength: > 0 }));
        var (checkedCode, checkedSaid) = await RunAsync("media", "check");
        Assert.True(checkedCode == 0, checkedSaid);
        Assert.Contains("0 are missing or damaged", checkedSaid, StringComparison.Ordinal);
        var (again, nothing) = await RunAsync("media", "move", "--to", "s3");
        Assert.Equal(0, again);
        Assert.Contains("0 files and smaller pictures (0.0 MB) went", nothing, StringComparison.Ordinal);

        var (back, saidBack) = await RunAsync("media", "move", "--to", "database");

        Assert.True(back == 0, saidBack);
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(_draft.Media.Count + 1, (await swift.NamesAsync(_bucket)).Count);   // nothing is taken out of it
    }

    [Fact]
    public async Task The_site_serves_while_they_are_carried_and_a_video_that_is_being_sent_goes_on()
    {
        await using var node = new TestSite { Beside = _site, Settings = swift.Settings(_bucket) };
        await node.InitializeAsync();
        var video = _draft.Media.Single(m => m.FileName == "clip.mp4");
        await using var scope = node.Services.CreateAsyncScope();
        await using var playing = scope.ServiceProvider.GetRequiredService<MediaBytes>().Open(video.Hash, video.Bytes.Length, isStored: false);
        var seen = new byte[video.Bytes.Length];
        await playing.ReadExactlyAsync(seen.AsMemory(0, 1000), Cancellation);

        Assert.Empty((await MoverAsync(node, mover => mover.ToStoreAsync(Cancellation))).Left);

        await playing.ReadExactlyAsync(seen.AsMemory(1000), Cancellation);
        Assert.Equal(video.Bytes, seen);
        Assert.Equal(video.Bytes, await (await node.Visitor().Get(MediaAddress.Of(video))).Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task One_that_was_cut_off_is_begun_again_where_it_was()
    {
        await using var node = new TestSite { Beside = _site, Settings = swift.Settings(_bucket) };
        await node.InitializeAsync();
        var store = new DiesAfter(node.Services.GetRequiredService<IMediaStore>(), puts: 2);
        await Assert.ThrowsAsync<MediaStoreException>(() => MoverAsync(node, mover => mover.ToStoreAsync(Cancellation), store));
        Assert.Equal(2, await CountThereAsync());

        var moved = await MoverAsync(node, mover => mover.ToStoreAsync(Cancellation));

        Assert.Equal((_draft.Media.Count + 1 - 2, 0), (moved.Files, moved.Left.Count));
        Assert.Equal(_draft.Media.Count + 1, await CountThereAsync());
    }

    [Fact]
    public async Task What_is_missing_or_damaged_is_named_and_left_and_the_rest_is_carried()
    {
        await RunAsync("media", "move", "--to", "s3");
        var (gone, damaged) = (_draft.Media[0], Picture);
        await swift.Client.DeleteObjectAsync(_bucket, $"media/{gone.Hash}", Cancellation);
        await swift.WriteAsync(_bucket, $"media/{damaged.Hash}", new byte[damaged.Bytes.Length]);

        foreach (var arguments in new[] { new[] { "media", "check" }, ["media", "move", "--to", "database"] })
        {
            var (code, said) = await RunAsync(arguments);
            Assert.Equal(1, code);
            Assert.Contains($"The file {gone.Hash} is not in the bucket", said, StringComparison.Ordinal);
            Assert.Contains($"{damaged.Hash} in the bucket {_bucket} at {swift.Endpoint} is not what was put there", said, StringComparison.Ordinal);
        }

        Assert.Equal(2, await CountThereAsync());
        await swift.WriteAsync(_bucket, $"media/{gone.Hash}", gone.Bytes);
        await swift.WriteAsync(_bucket, $"media/{damaged.Hash}", damaged.Bytes);
        Assert.Equal(0, (await RunAsync("media", "move", "--to", "database")).Code);
        Assert.Equal(0, await CountThereAsync());
    }

    [Fact]
    public async Task Bytes_in_the_database_that_are_not_what_their_hash_says_are_named_and_stay()
    {
        await _site.Db(db => db.Media.Where(m => m.Hash == Picture.Hash).ExecuteUpdateAsync(row => row.SetProperty(m => m.Bytes, new byte[] { 1, 2, 3 }), Cancellation));

        var (code, said) = await RunAsync("media", "move", "--to", "s3");

        Assert.Equal(1, code);
        Assert.Contains($"{Picture.Hash} is not carried: its bytes in the database do not have this hash.", said, StringComparison.Ordinal);
        Assert.DoesNotContain($"media/{Picture.Hash}", await swift.NamesAsync(_bucket));
    }

    [Fact]
    public async Task Without_the_settings_such_a_site_is_not_started_and_the_command_says_what_is_missing()
    {
        var (none, saidNone) = await RunAsync([], "media", "move", "--to", "s3");
        Assert.Equal((1, true), (none, saidNone.Contains("No store is set. Give Media:S3:Endpoint", StringComparison.Ordinal)));
        await RunAsync("media", "move", "--to", "s3");

        var (code, said) = await RunAsync([], "media", "check");

        Assert.Equal(1, code);
        Assert.Contains($"{_draft.Media.Count} files of the courses of this site (pictures, videos, sounds) lie in an S3-compatible store, and the settings that say which are missing.", said, StringComparison.Ordinal);

        // A node that was started before them says so of itself, and goes on with the rest.
        var answer = await _site.Visitor().Get(MediaAddress.Of(Picture));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await _site.Visitor().Get("/courses")).StatusCode);
        var check = (await _site.Services.GetRequiredService<Learning.Web.Monitoring.ReadyReport>().ReadAsync()).Entries["media"];
        Assert.Equal((Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, MediaBytes.NotSet(_draft.Media.Count)), (check.Status, check.Description));
    }

    [Fact]
    public async Task A_backup_says_that_the_bucket_is_not_in_it_and_restored_the_site_finds_it_there()
    {
        await RunAsync("media", "move", "--to", "s3");
        var (kept, output, errors) = (Path.Combine(_other.Folder, "site.zip"), new StringWriter(), new StringWriter());
        Assert.Equal(0, await BackUp.RunAsync(_site.Paths, kept, TimeProvider.System, output, errors, Cancellation));
        Assert.Contains($"{_draft.Media.Count} of the pictures, videos and sounds of its courses lie in an S3-compatible store and are not in the backup", $"{output}", StringComparison.Ordinal);
        var there = new SitePaths(Path.Combine(_other.Folder, "there"), _site.Paths.Content, _site.Paths.Themes) { Connection = TestDatabase.IsPostgres ? await _other.EmptyDatabaseAsync() : null };

        Assert.Equal(0, await Restore.RunAsync(there, kept, output, errors, Cancellation));

        Assert.Contains("`media check` says whether all are there", $"{output}", StringComparison.Ordinal);
        var (code, said) = await RunAsync(there, swift.Settings(_bucket), "media", "check");
        Assert.True(code == 0, said);
        var builder = Serve.Builder(there, settings: swift.Settings(_bucket));
        builder.WebHost.UseTestServer();
        TestSite.KeepQuiet(builder.Services);
        await using var app = builder.Build();
        await app.PrepareAsync(Cancellation);
        app.UseSite();
        await app.StartAsync(Cancellation);
        Assert.Equal(Picture.Bytes, await (await new Visitor(app.GetTestServer()).Get(MediaAddress.Of(Picture))).Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_site_that_goes_to_another_database_names_the_same_bucket_there()
    {
        await RunAsync("media", "move", "--to", "s3");
        var to = Path.Combine(_other.Folder, "there.db");

        var errors = new StringWriter();
        Assert.True(await MoveDatabase.RunAsync(_site.Paths.Connection ?? _site.Paths.DatabaseFile, to, TextWriter.Null, errors, Cancellation) == 0, $"{errors}");

        Assert.Equal(_draft.Media.Count, await StoredFiles.CountAsync(LearningDatabase.Of(to), Cancellation));
        var (code, said) = await RunAsync(_site.Paths with { Data = _other.Folder, Connection = to }, swift.Settings(_bucket), "media", "check");
        Assert.True(code == 0, said);
        Assert.Contains($"{_draft.Media.Count + 1} files and smaller pictures", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_by_the_command_is_byte_for_byte_what_was_imported_or_says_what_is_wrong()
    {
        await RunAsync("media", "move", "--to", "s3");
        var folder = Path.Combine(_other.Folder, "exported");

        var (code, said) = await RunAsync("export", "rights", "--to", folder);

        Assert.True(code == 0, said);
        foreach (var file in _draft.Files)
        {
            Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(Path.Combine(folder, file.Path), Cancellation));
        }

        await swift.Client.DeleteObjectAsync(_bucket, $"media/{Picture.Hash}", Cancellation);
        var (refused, why) = await RunAsync("export", "rights", "--zip", Path.Combine(_other.Folder, "rights.zip"));
        Assert.Equal((1, false), (refused, File.Exists(Path.Combine(_other.Folder, "rights.zip"))));
        Assert.Contains($"The file {Picture.Hash} is not in the bucket", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_cannot_put_its_files_there_says_so_and_publishes_nothing()
    {
        var course = TestClips.WithVideo();
        var folder = Path.Combine(_other.Folder, "content");
        foreach (var file in course.Draft().Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file.Path))!);
            await File.WriteAllBytesAsync(Path.Combine(folder, file.Path), file.Bytes, Cancellation);
        }

        var settings = swift.Settings("a-bucket-that-is-not");
        var (code, said) = await RunAsync(_site.Paths, settings, "import", Path.Combine(folder, SmallCourse.Folder));

        Assert.Equal(1, code);
        Assert.Contains("There is no bucket a-bucket-that-is-not", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was published.", said, StringComparison.Ordinal);
        Assert.Equal(1, await _site.Db(db => db.Revisions.CountAsync(Cancellation)));
    }

    private Task<(int Code, string Said)> RunAsync(params string[] arguments) => RunAsync(_site.Paths, swift.Settings(_bucket), arguments);

    private Task<(int Code, string Said)> RunAsync(Dictionary<string, string?> settings, params string[] arguments) => RunAsync(_site.Paths, settings, arguments);

    /// <summary>The program itself, on the same data.</summary>
    private static async Task<(int Code, string Said)> RunAsync(SitePaths paths, Dictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Learning.Web.exe" : "Learning.Web"), [.. arguments, "--data", paths.Data])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        if (paths.Connection is { } database)
        {
            start.Environment["ConnectionStrings__Learning"] = database;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, $"{await output}{await errors}");
    }

    private static async Task<MoveMedia.Moved> MoverAsync(TestSite node, Func<MoveMedia, Task<MoveMedia.Moved>> act, IMediaStore? store = null)
    {
        await using var scope = node.Services.CreateAsyncScope();
        return await act(new(scope.ServiceProvider.GetRequiredService<LearningDb>(), store ?? scope.ServiceProvider.GetRequiredService<IMediaStore>()));
    }

    private Task<int> CountThereAsync() => _site.Db(async db => await db.Media.CountAsync(m => m.StoredLength != null, Cancellation) + await db.Set<Rendition>().CountAsync(r => r.StoredLength != null, Cancellation));

    private sealed record Row(string Name, string Bytes, int? StoredLength);

    private Task<List<Row>> RowsAsync() => _site.Db(async db =>
    {
        var files = await db.Media.AsNoTracking().ToListAsync(Cancellation);
        var smaller = await db.Set<Rendition>().AsNoTracking().ToListAsync(Cancellation);
        return files.Select(m => new Row(m.Hash, Convert.ToHexString(m.Bytes), m.StoredLength)).Concat(smaller.Select(r => new Row($"{r.Hash}-{r.Width}", Convert.ToHexString(r.Bytes), r.StoredLength))).OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
    });

    /// <summary>A store that is away after so many were put there.</summary>
    private sealed class DiesAfter(IMediaStore store, int puts) : IMediaStore
    {
        private int _left = puts;

        public string Place => store.Place;

        public Task PutAsync(string name, byte[] bytes, string contentType, CancellationToken cancellation) =>
            _left-- > 0 ? store.PutAsync(name, bytes, contentType, cancellation) : throw new MediaStoreException(MediaFault.Away, "It is away.");

        public Task<byte[]> ReadAsync(string name, long from, int count, CancellationToken cancellation) => store.ReadAsync(name, from, count, cancellation);
    }
}
