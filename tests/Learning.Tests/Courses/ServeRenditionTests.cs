using System.Net;
using Learning.Authoring;
using Learning.Courses;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Learning.Tests.Courses;

[NeedsDatabase]
public sealed class ServeRenditionTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private MediaFile _picture = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _picture = await PublishAsync(TestPictures.Grain(1200, 800, SKEncodedImageFormat.Webp), "a street.webp");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(480, 320)]
    [InlineData(960, 640)]
    public async Task A_phone_gets_the_picture_in_its_width(int width, int height)
    {
        var answer = await GetAsync(MediaAddress.Of(_picture, width));

        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        using var picture = SKBitmap.Decode(bytes);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.True(bytes.Length < _picture.Bytes.Length);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_once_however_many_ask()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await (await GetAsync(MediaAddress.Of(_picture, 480))).Content.ReadAsByteArrayAsync(Cancellation)));

        Assert.All(answers, bytes => Assert.Equal(answers[0], bytes));
        Assert.Equal(answers[0], (await _site.Db(db => db.Set<Rendition>().SingleAsync(r => r.Hash == _picture.Hash, Cancellation))).Bytes);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        var etag = (await GetAsync(MediaAddress.Of(_picture, 480))).Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(MediaAddress.Of(_picture, 480), ("If-None-Match", etag.ToString()))).StatusCode);
    }

    [Fact]
    public async Task Where_the_picture_itself_takes_fewer_bytes_it_is_given()
    {
        var small = await PublishAsync(TestPictures.Grain(500, 400, SKEncodedImageFormat.Webp, quality: 1), "street.webp");

        var answer = await GetAsync(MediaAddress.Of(small, 480));

        Assert.Equal(small.Bytes, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Other_widths_other_hashes_and_drawings_are_not_there()
    {
        var drawing = new SmallCourse().Draft().Media.Single();
        foreach (var address in new[] { MediaAddress.Of(_picture, 481), MediaAddress.Of(_picture, 0), MediaAddress.Of(_picture with { Hash = new string('0', 64) }, 480), MediaAddress.Of(drawing, 480) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(address)).StatusCode);
        }

        Assert.Equal(0, await _site.Db(db => db.Set<Rendition>().CountAsync(Cancellation)));
    }

    private async Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _site.Visitor().Http.SendAsync(request, Cancellation);
    }

    private async Task<MediaFile> PublishAsync(byte[] bytes, string name)
    {
        var course = new SmallCourse().WithText($"![A picture](<media/{name}>)");
        course.Content.Put($"{SmallCourse.Folder}/01-first/media/{name}", bytes);
        var draft = course.Draft();
        await _site.Publish(draft);
        return draft.Media.Single(m => m.FileName == name);
    }
}
