using System.Net;
using System.Net.Http.Headers;
using Learning.Authoring;
using Learning.Courses;
using Learning.Editing;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Clips;
using Learning.Tests.Editing;
using Learning.Tests.Monitoring;
using Learning.Web.Monitoring;
using Learning.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Learning.Tests.Storage;

/// <summary>A site whose pictures and videos lie in a bucket of a real store, which is also killed, frozen, locked and damaged.</summary>
[NeedsDatabase]
public sealed class MediaInBucketTests(SwiftServer swift) : IClassFixture<SwiftServer>, IAsyncLifetime
{
    /// <summary>More than what is read from the store at once.</summary>
    private static readonly byte[] _large = [.. TestClips.Mp4, .. Enumerable.Range(0, 1_300_000).Select(i => (byte)(i * 31 / 7))];

    private readonly KeptLog _log = new();
    private TestSite _site = null!;
    private string _bucket = "";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _bucket = await swift.NewBucketAsync();
        await (_site = SiteWith(swift.Settings(_bucket))).InitializeAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_is_published_lies_in_the_bucket_under_its_hash_and_not_in_the_database()
    {
        var draft = WithAll().Draft();

        await _site.Publish(draft);

        Assert.Equal(draft.Media.Select(m => $"media/{m.Hash}").Order(StringComparer.Ordinal), await swift.NamesAsync(_bucket));
        foreach (var file in draft.Media)
        {
            Assert.Equal(file.Bytes, await swift.BytesAsync(_bucket, $"media/{file.Hash}"));
            var row = await _site.Db(db => db.Media.AsNoTracking().SingleAsync(m => m.Hash == file.Hash, Cancellation));
            Assert.Equal((file.ContentType, (int?)file.Bytes.Length, 0), (row.ContentType, row.StoredLength, row.Bytes.Length));
        }

        Assert.False(await _site.Db(db => db.Set<SourceFile>().AnyAsync(f => draft.Media.Select(m => m.Hash).Contains(f.Hash), Cancellation)));
    }

    [Fact]
    public async Task It_is_served_through_the_site_as_if_it_lay_there()
    {
        var draft = WithAll().Draft();
        await _site.Publish(draft);

        foreach (var file in draft.Media)
        {
            var answer = await GetAsync(MediaAddress.Of(file));

            Assert.Equal((HttpStatusCode.OK, file.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(file.Bytes, await answer.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 1L)]
    [InlineData(100, 1999L)]
    [InlineData(524_287, 524_288L)]
    [InlineData(400_000, 1_200_000L)]
    [InlineData(1_000_000, null)]
    public async Task A_part_of_a_video_can_be_asked_for(int from, long? to)
    {
        var video = await PublishVideoAsync();

        var answer = await GetAsync(MediaAddress.Of(video), new RangeHeaderValue(from, to));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_large[from..(int)((to ?? _large.Length - 1) + 1)], await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(_large.Length, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await GetAsync(MediaAddress.Of(video), new RangeHeaderValue(_large.Length, null))).StatusCode);
    }

    [Fact]
    public async Task Smaller_pictures_lie_there_too_and_are_made_again_where_they_are_gone()
    {
        var draft = WithAll().Draft();
        await _site.Publish(draft);
        var picture = draft.Media.Single(m => m.FileName == "street.webp");
        var first = await BytesAsync(MediaAddress.Of(picture, 480));
        Assert.Equal(first, await swift.BytesAsync(_bucket, $"media/{picture.Hash}-480"));
        var row = await _site.Db(db => db.Set<Rendition>().AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal(((int?)first.Length, 0), (row.StoredLength, row.Bytes.Length));
        await swift.Client.DeleteObjectAsync(_bucket, $"media/{picture.Hash}-480", Cancellation);

        Assert.Equal(first, await BytesAsync(MediaAddress.Of(picture, 480)));
        Assert.Equal(first, await swift.BytesAsync(_bucket, $"media/{picture.Hash}-480"));
    }

    [Fact]
    public async Task A_course_comes_back_byte_for_byte_and_is_the_same_course_again()
    {
        var draft = WithAll().Draft();
        await _site.Publish(draft);

        var files = (await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(f => f.ReadAsync("rights", Cancellation)))!;

        Assert.Equal(draft.Files.Select(f => f.Path).Order(StringComparer.Ordinal), files.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(draft.Files.Single(f => f.Path == file.Path).Bytes, file.Bytes));
        var again = CourseReader.Read(CourseArchive.Read(new MemoryStream(CourseArchive.Write([files]))), SmallCourse.Folder, today: SmallCourse.Today).Draft!;
        Assert.False((await _site.Publish(again)).IsNew);
    }

    [Fact]
    public async Task What_was_published_before_there_was_a_bucket_is_served_out_of_the_database()
    {
        await using var earlier = new TestSite();
        await earlier.InitializeAsync();
        var first = WithAll().Draft();
        await earlier.Publish(first);
        await using var now = new TestSite { Beside = earlier, Settings = swift.Settings(_bucket) };
        await now.InitializeAsync();

        var second = TestClips.WithVideo(bytes: _large).Draft();
        await now.Publish(second);

        var fresh = second.Media.ExceptBy(first.Media.Select(m => m.Hash), m => m.Hash).Single();
        Assert.Equal([$"media/{fresh.Hash}"], await swift.NamesAsync(_bucket));
        foreach (var file in first.Media.Append(fresh))
        {
            Assert.Equal(file.Bytes, await (await now.Visitor().Get(MediaAddress.Of(file))).Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_store_gives_no_answer_lessons_are_served_nothing_is_half_published_and_it_recovers_by_itself(bool isKilled)
    {
        var draft = WithAll().Draft();
        await _site.Publish(draft);
        var (picture, video) = (draft.Media.Single(m => m.FileName == "street.webp"), draft.Media.Single(m => m.FileName == "clip.mp4"));
        await (isKilled ? swift.KillAsync() : swift.FreezeAsync());
        try
        {
            Assert.Contains(MediaAddress.Of(picture), await (await SeatedAsync()).Page("/learn/rights/why"), StringComparison.Ordinal);
            foreach (var address in new[] { MediaAddress.Of(picture), MediaAddress.Of(picture, 480), MediaAddress.Of(video) })
            {
                await AssertAwayAsync(await GetAsync(address), "The pictures and videos of the courses cannot be reached just now");
            }

            var failure = await Assert.ThrowsAsync<MediaStoreException>(() => _site.Publish(TestClips.WithVideo(bytes: _large).Draft()));
            Assert.Equal(MediaFault.Away, failure.Fault);
            Assert.Equal(1, await _site.Db(db => db.Revisions.CountAsync(Cancellation)));
            Assert.Equal(draft.Media.Count, await _site.Db(db => db.Media.CountAsync(Cancellation)));
            var told = Assert.Single(_log.Lines, line => line.Contains("Files of courses cannot be used", StringComparison.Ordinal));
            Assert.Contains(isKilled ? "cannot be reached" : "gives no answer in", told, StringComparison.Ordinal);
            Assert.DoesNotContain(_log.Lines, line => line.Contains("ExceptionHandlerMiddleware", StringComparison.Ordinal));
        }
        finally
        {
            await (isKilled ? swift.StartAsync() : swift.ThawAsync());
        }

        _site.Clock.Ahead += TimeSpan.FromSeconds(3);
        Assert.Equal(picture.Bytes, await BytesAsync(MediaAddress.Of(picture)));
        Assert.True((await _site.Publish(TestClips.WithVideo(bytes: _large).Draft())).IsNew);
    }

    [Fact]
    public async Task An_editor_who_publishes_then_is_told_and_her_draft_stays()
    {
        await using var editing = new DraftSite { Site = SiteWith(swift.Settings(_bucket)) };
        await editing.InitializeAsync();
        await editing.Put($"{SmallCourse.Folder}/01-first/media/street.webp", TestPictures.Grain(600, 400, SkiaSharp.SKEncodedImageFormat.Webp));
        await editing.Change("Some text.", "Some text.\n\n![A street](media/street.webp)");
        var edna = await editing.Editor();
        await edna.Page($"{editing.Address}/publication");
        await swift.KillAsync();
        try
        {
            await AssertAwayAsync(await editing.Publish(edna), "Nothing was published: the place where pictures and videos are kept takes no new ones just now.");
            Assert.True((await editing.Row()).IsOpen);
            Assert.Equal(1, (await editing.InForce()).Number);
        }
        finally
        {
            await swift.StartAsync();
        }

        editing.Site.Clock.Ahead += TimeSpan.FromSeconds(3);
        await editing.Publish(edna);
        Assert.Equal(2, (await editing.InForce()).Number);
    }

    [Theory]
    [InlineData("SecretKey", "not-the-secret", MediaFault.Refused, "does not take the credentials (SignatureDoesNotMatch). Mend Media:S3:AccessKey")]
    [InlineData("AccessKey", "site:stranger", MediaFault.Refused, "Mend Media:S3:AccessKey")]
    [InlineData("Region", "eu-west-3", MediaFault.Refused, "does not take the credentials (AuthorizationHeaderMalformed). Mend Media:S3:AccessKey, Media:S3:SecretKey or Media:S3:Region")]
    [InlineData("Bucket", "another-bucket", MediaFault.NoBucket, "There is no bucket another-bucket at http://127.0.0.1:")]
    [InlineData("Endpoint", "http://127.0.0.1:1", MediaFault.Away, "cannot be reached (Connection refused")]
    public async Task A_setting_that_the_store_does_not_take_is_named(string name, string value, MediaFault fault, string said)
    {
        await _site.DisposeAsync();
        var settings = swift.Settings(_bucket);
        settings[$"Media:S3:{name}"] = value;
        await (_site = SiteWith(settings)).InitializeAsync();

        var failure = await Assert.ThrowsAsync<MediaStoreException>(() => _site.Publish(WithAll().Draft()));

        Assert.Equal((fault, true), (failure.Fault, failure.IsOfWriting));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Courses.CountAsync(Cancellation)));
        var (status, sentence) = await HealthAsync();
        Assert.Equal("degraded", status);
        Assert.Contains(said, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_may_not_write_there_is_told_so()
    {
        await _site.DisposeAsync();
        var settings = swift.Settings(_bucket);
        (settings["Media:S3:AccessKey"], settings["Media:S3:SecretKey"]) = ("site:nobody", "a-secret-of-nobody");
        await (_site = SiteWith(settings)).InitializeAsync();

        var failure = await Assert.ThrowsAsync<MediaStoreException>(() => _site.Publish(WithAll().Draft()));

        Assert.Equal(MediaFault.Refused, failure.Fault);
        Assert.Contains("AccessDenied). Mend Media:S3:AccessKey and Media:S3:SecretKey, or let them read and write objects under media/.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone", MediaFault.Missing)]
    [InlineData("shorter", MediaFault.Damaged)]
    [InlineData("other", MediaFault.Damaged)]
    public async Task A_file_that_is_missing_or_damaged_is_not_served_not_exported_and_named(string how, MediaFault fault)
    {
        var draft = WithAll().Draft();
        await _site.Publish(draft);
        var picture = draft.Media.Single(m => m.FileName == "street.webp");
        var key = $"media/{picture.Hash}";
        await (how switch
        {
            "gone" => swift.Client.DeleteObjectAsync(_bucket, key, Cancellation),
            "shorter" => swift.WriteAsync(_bucket, key, picture.Bytes[..^1]),
            _ => swift.WriteAsync(_bucket, key, [.. picture.Bytes[..^1], (byte)(picture.Bytes[^1] + 1)]),
        });

        await AssertAwayAsync(await GetAsync(MediaAddress.Of(picture)), "cannot be reached just now");
        Assert.Equal(fault, (await Assert.ThrowsAsync<MediaStoreException>(() => _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(f => f.ReadAsync("rights", Cancellation)))).Fault);
        Assert.Contains(_log.Lines, line => line.Contains(picture.Hash, StringComparison.Ordinal) && line.Contains($"({fault})", StringComparison.Ordinal));

        // The rest of the page is well.
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(MediaAddress.Of(draft.Media.Single(m => m.FileName == "clip.mp4")))).StatusCode);
    }

    [Fact]
    public async Task What_a_failed_publication_left_there_does_no_harm_to_the_next()
    {
        await _site.Publish(WithAll().Draft());
        var draft = TestClips.WithVideo(bytes: _large).Draft();
        var slugTaken = draft with { Outline = draft.Outline with { Id = "another" } };
        var video = draft.Media.Single(m => m.FileName == "clip.mp4");

        await Assert.ThrowsAsync<SlugTakenException>(() => _site.Publish(slugTaken));
        Assert.Contains($"media/{video.Hash}", await swift.NamesAsync(_bucket));
        Assert.False(await _site.Db(db => db.Media.AnyAsync(m => m.Hash == video.Hash, Cancellation)));
        await _site.Publish(draft);

        Assert.Equal(_large, await BytesAsync(MediaAddress.Of(video)));
    }

    [Fact]
    public async Task Health_says_whether_it_takes_and_gives()
    {
        Assert.Equal(("healthy", $"New ones lie in the bucket {_bucket} at {swift.Endpoint}, which takes and gives."), await HealthAsync());
        await swift.FreezeAsync();
        try
        {
            _site.Clock.Ahead += TimeSpan.FromMinutes(2);
            var (status, sentence) = await HealthAsync();
            Assert.Equal("degraded", status);
            Assert.Contains(" in ", sentence, StringComparison.Ordinal);
            Assert.Contains("answer", sentence, StringComparison.Ordinal);
        }
        finally
        {
            await swift.ThawAsync();
        }

        _site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("healthy", (await HealthAsync()).Status);
        await swift.Client.DeleteObjectAsync(_bucket, $"media/{MediaStoreWatch.Probe}", Cancellation);
        _site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("degraded", (await HealthAsync()).Status);
        _site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("healthy", (await HealthAsync()).Status);   // put there once more
    }

    private TestSite SiteWith(Dictionary<string, string?> settings) => new()
    {
        Log = _log,
        Settings = new Dictionary<string, string?>(settings) { ["Telemetry:Token"] = "a-token-of-some-length" },
        Replace = services => services.Replace(ServiceDescriptor.Singleton<IMediaStore>(provider =>
            new S3MediaStore(S3Settings.Read(provider.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>())!, provider.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(4)))),
    };

    private static SmallCourse WithAll()
    {
        var course = TestClips.WithVideo().WithText("![A street](media/street.webp)");
        course.Content.Put($"{TestClips.Folder}/street.webp", TestPictures.Grain(1200, 400, SkiaSharp.SKEncodedImageFormat.Webp));
        return course;
    }

    private async Task<MediaFile> PublishVideoAsync()
    {
        var draft = TestClips.WithVideo(bytes: _large).Draft();
        await _site.Publish(draft);
        return draft.Media.Single(m => m.FileName == "clip.mp4");
    }

    private async Task<Visitor> SeatedAsync()
    {
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/courses/rights", "/courses/rights/enrolments");
        return amina;
    }

    private async Task<(string Status, string Sentence)> HealthAsync()
    {
        _site.Services.GetRequiredService<ReadyReport>().Forget();
        var entry = (await _site.Services.GetRequiredService<ReadyReport>().ReadAsync()).Entries["media"];
        return (entry.Status.ToString().ToLowerInvariant(), entry.Description ?? "");
    }

    private async Task<byte[]> BytesAsync(string address)
    {
        var answer = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Cancellation);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative)) { Headers = { Range = range } };
        return await _site.Visitor().Http.SendAsync(request, Cancellation);
    }

    private static async Task AssertAwayAsync(HttpResponseMessage answer, string sentence)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        Assert.DoesNotContain("immutable", $"{answer.Headers.CacheControl}", StringComparison.Ordinal);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
    }
}
