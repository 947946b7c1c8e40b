using System.Net;
using System.Net.Http.Headers;
using Learning.Authoring;
using Learning.Courses;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Clips;

namespace Learning.Tests.Courses;

/// <summary>A phone asks for parts of what it plays, and gets back what was published.</summary>
[NeedsDatabase]
public sealed class ServeMediaTests : IAsyncLifetime
{
    /// <summary>More than what is read from the database at once.</summary>
    private static readonly byte[] _large = [.. TestClips.Mp4, .. Enumerable.Range(0, 1_300_000).Select(i => (byte)(i * 31 / 7))];

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(0, 99L)]
    [InlineData(100, 1999L)]
    [InlineData(524_287, 524_288L)]
    [InlineData(400_000, 1_200_000L)]
    [InlineData(1_000_000, null)]
    public async Task A_part_can_be_asked_for(int from, long? to)
    {
        var answer = await GetAsync(await PublishAsync(_large), new RangeHeaderValue(from, to));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_large[from..(int)((to ?? _large.Length - 1) + 1)], await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(_large.Length, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal("video/mp4", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Without_a_part_all_of_it_comes_whatever_its_size()
    {
        foreach (var bytes in new[] { TestClips.Mp4, _large })
        {
            var answer = await GetAsync(await PublishAsync(bytes), null);

            Assert.Equal((HttpStatusCode.OK, "bytes"), (answer.StatusCode, answer.Headers.AcceptRanges.Single()));
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_part_behind_the_end_is_refused() =>
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await GetAsync(await PublishAsync(_large), new RangeHeaderValue(_large.Length, null))).StatusCode);

    [Fact]
    public async Task Captions_are_served_as_such_and_a_learner_s_page_may_play()
    {
        var draft = TestClips.WithVideo().Draft();
        await _site.Publish(draft);

        var answer = await _site.Visitor().Get(MediaAddress.Of(draft.Media.Single(m => m.FileName == "clip.vtt")));

        Assert.Equal("text/vtt", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TestClips.Captions, await answer.Content.ReadAsStringAsync(Cancellation));
        var page = await _site.Visitor().Get("/courses");
        Assert.Contains("media-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_comes_back_byte_for_byte_with_its_pictures_videos_and_captions()
    {
        var course = TestClips.WithVideo().WithText("![A street](media/street.webp)").With($"{TestClips.Folder}/clip.fr.vtt", TestClips.Captions.ReplaceLineEndings("\r\n"));
        course.Content.Put($"{TestClips.Folder}/street.webp", TestPictures.Grain(1200, 400, SkiaSharp.SKEncodedImageFormat.Webp));
        var draft = course.Draft();
        await _site.Publish(draft);

        var files = (await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(f => f.ReadAsync("rights", Cancellation)))!;

        Assert.Equal(draft.Files.Select(f => f.Path).Order(StringComparer.Ordinal), files.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(draft.Files.Single(f => f.Path == file.Path).Bytes, file.Bytes));
        foreach (var name in new[] { "clip.mp4", "clip.vtt", "clip.fr.vtt", "street.webp" })
        {
            Assert.Contains(files, f => f.Path == $"{TestClips.Folder}/{name}");
        }

        var again = CourseReader.Read(CourseArchive.Read(new MemoryStream(CourseArchive.Write([files]))), SmallCourse.Folder, today: SmallCourse.Today).Draft!;
        Assert.False((await _site.Publish(again)).IsNew);
    }

    private async Task<string> PublishAsync(byte[] bytes)
    {
        var draft = TestClips.WithVideo(bytes: bytes).Draft();
        await _site.Publish(draft);
        return MediaAddress.Of(draft.Media.Single(m => m.FileName == "clip.mp4"));
    }

    private async Task<HttpResponseMessage> GetAsync(string address, RangeHeaderValue? range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative)) { Headers = { Range = range } };
        return await _site.Visitor().Http.SendAsync(request, Cancellation);
    }
}
