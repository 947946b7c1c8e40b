using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Clips;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class AddClipTests : IAsyncLifetime
{
    private readonly EditingSite _site = new();
    private Visitor _writer = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _writer = await _site.Writer();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_video_lies_in_the_draft_with_its_captions_and_the_preview_plays_it()
    {
        var told = await EditingSite.Json(await PostAsync("Greeting.MP4", TestClips.Mp4, captions: TestClips.Captions));

        var markdown = told.GetProperty("markdown").GetString()!;
        Assert.Equal("![Two people greet](media/greeting.mp4 \"A caption\")\n\n> [!TRANSCRIPT]\n> Good morning.\n>\n> Good morning.", markdown);
        var folder = await _site.Folder();
        Assert.Equal(TestClips.Mp4, folder.Files[$"{TestClips.Folder}/greeting.mp4"].Bytes);
        Assert.Equal(TestClips.Captions, Encoding.UTF8.GetString(folder.Files[$"{TestClips.Folder}/greeting.vtt"].Bytes));

        var shown = await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/previews", new { path = SmallCourse.Lesson, text = await _site.Text(SmallCourse.Lesson) + "\n" + markdown + "\n" }));
        Assert.Empty(shown.GetProperty("findings").EnumerateArray());
        Assert.Contains($"src=\"{_site.Address}/media/{folder.Files[$"{TestClips.Folder}/greeting.mp4"].Hash}/greeting.mp4\"", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mp4", "video/mp4")]
    [InlineData("vtt", "text/vtt")]
    public async Task Whoever_writes_gets_it_from_the_draft_part_by_part(string ending, string type)
    {
        await PostAsync("greeting.mp4", TestClips.Mp4, captions: TestClips.Captions);
        var file = (await _site.Folder()).Files[$"{TestClips.Folder}/greeting.{ending}"];
        var address = $"{_site.Address}/media/{file.Hash}/greeting.{ending}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative)) { Headers = { Range = new RangeHeaderValue(0, 9) } };

        var answer = await _writer.Http.SendAsync(request, Visitor.Cancellation);

        Assert.Equal((ending == "mp4" ? HttpStatusCode.PartialContent : HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.False((await (await _site.Site.SignedInAs("lea")).Get(address)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Captions_are_written_like_a_text_with_their_lines_as_a_table_and_what_is_wrong_in_them()
    {
        const string Captions = $"{TestClips.Folder}/greeting.vtt";
        await PostAsync("greeting.mp4", TestClips.Mp4, captions: TestClips.Captions);
        var changed = TestClips.Captions.Replace("Good morning.\n\n", "Good evening.\n\n", StringComparison.Ordinal);

        Assert.Contains($"href=\"{_site.TextPage(Captions)}\"", WebUtility.HtmlDecode(await _writer.Page(_site.Address)), StringComparison.Ordinal);
        var page = await _writer.Page(_site.TextPage(Captions));
        Assert.Contains("for=\"f-text\" id=\"f-text-label\">Captions in WebVTT<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"f-picture\"", page, StringComparison.Ordinal);

        var answer = await _writer.PostForm(_site.TextPage(Captions), _site.Address + "/text", ("path", Captions), ("made_from", await _site.Hash(Captions)), ("text", changed.ReplaceLineEndings("\r\n")), ("do", "save"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(changed, await _site.Text(Captions));

        var shown = await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/previews", new { path = Captions, text = changed + "\n00:00.000 --> 00:05.000\n<script>\n" }));
        Assert.Contains("<td><bdi dir=\"ltr\">0:01.0 – 0:02.0</bdi></td><td><bdi>Amina</bdi></td><td dir=\"auto\">Good morning.</td>", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal([9, 10], shown.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task In_a_translation_the_captions_are_of_its_language()
    {
        await PostAsync("greeting.mp4", TestClips.Mp4, captions: TestClips.Captions, path: SmallCourse.Lesson.Replace(".md", ".fr.md", StringComparison.Ordinal));

        Assert.Contains($"{TestClips.Folder}/greeting.fr.vtt", (await _site.Folder()).Files.Keys);
    }

    [Fact]
    public async Task Without_scripts_the_lines_stand_at_the_end_of_what_was_typed()
    {
        var html = WebUtility.HtmlDecode(await EditingSite.Html(await PostAsync("tone.mp3", TestClips.Mp3, json: false)));

        Assert.Contains("Typed.\n\n![Two people greet](media/tone.mp3 \"A caption\")\n\n> [!TRANSCRIPT]\n> Good morning.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "About", "Words", true, "Clip.NoFile", 422)]
    [InlineData("x.avi", "About", "Words", true, "Clip.WrongType", 422)]
    [InlineData("x.mp3", "About", "Words", true, "Clip.WrongType", 422)]
    [InlineData("x.mp4", "", "Words", true, "Clip.NoDescription", 422)]
    [InlineData("x.mp4", "About", "", true, "Clip.NoTranscript", 422)]
    [InlineData("x.mp4", "About", "Words", false, "Clip.NoCaptions", 422)]
    [InlineData("x.mp4", "About", "Words", null, "Clip.BadCaptions", 422)]
    [InlineData("large.mp3", "About", "Words", true, "Clip.TooLarge", 413)]
    public async Task What_is_missing_or_unfit_is_said_and_nothing_is_kept(string name, string about, string transcript, bool? captions, string code, int status)
    {
        var bytes = name == "large.mp3" ? new byte[(8 * 1024 * 1024) + 1] : TestClips.Mp4;
        var answer = await PostAsync(name, name.Length == 0 ? [] : bytes, captions switch { true => TestClips.Captions, false => null, null => "WEBVTT\n\n00:00.000 --> 00:01.000\n<script>" }, about, transcript);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, (await EditingSite.Json(answer)).GetProperty("refused").GetString());
        Assert.Empty((await _site.Folder()).Changed);
    }

    private async Task<HttpResponseMessage> PostAsync(
        string name, byte[] bytes, string? captions = null, string about = "Two people greet", string transcript = "Good morning.\n\nGood morning.", bool json = true, string path = SmallCourse.Lesson)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Visitor.Token(await _writer.Page(_site.Address))!), "__RequestVerificationToken" },
            { new StringContent(path), "path" },
            { new StringContent("Typed."), "text" },
            { new StringContent(about), "clip_alt" },
            { new StringContent("A caption"), "clip_caption" },
            { new StringContent(transcript), "transcript" },
            { new ByteArrayContent(bytes), "clip", name.Length == 0 ? "none" : name },
        };
        if (captions is not null)
        {
            content.Add(new StringContent(captions), "captions", "captions.vtt");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_site.Address}/clips", UriKind.Relative)) { Content = content };
        if (json)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        return await _writer.Http.SendAsync(request, Visitor.Cancellation);
    }
}
