using System.Net;
using System.Text;
using Learning.Editing;
using Learning.Editing.Writing;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using SkiaSharp;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class EditTextTests : IAsyncLifetime
{
    private readonly EditingSite _site = new();
    private Visitor _writer = null!;

    private const string Path = SmallCourse.Lesson;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _writer = await _site.Writer();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_text_is_saved_by_form()
    {
        var text = await _site.Text(Path) + "\nMore.\n";

        var answer = await _writer.PostForm(_site.TextPage(Path), _site.Address + "/text", ("path", Path), ("made_from", await _site.Hash(Path)), ("text", text.ReplaceLineEndings("\r\n")), ("do", "save"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(text, await _site.Text(Path));
        Assert.Contains("Saved.", await _writer.Page(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_by_form_keeps_nothing_and_says_what_is_to_be_mended()
    {
        var answer = await _writer.PostForm(_site.TextPage(Path), _site.Address + "/text", ("path", Path), ("made_from", await _site.Hash(Path)), ("text", "No front matter."), ("do", "check"));

        var html = await EditingSite.Html(answer);
        Assert.Contains("data-line=\"1\"", html, StringComparison.Ordinal);
        Assert.Contains("No front matter.</textarea>", html, StringComparison.Ordinal);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task What_is_offered_to_insert_is_what_this_text_can_hold()
    {
        Assert.Contains(">Calculation with drawn numbers<", await _writer.Page(_site.TextPage(SmallCourse.Quiz)), StringComparison.Ordinal);
        Assert.Contains(">Groups<", await _writer.Page(_site.TextPage(SmallCourse.Pool)), StringComparison.Ordinal);

        var test = await _writer.Page(_site.TextPage(SmallCourse.Test));
        Assert.Contains("<option value=\"human-right\" data-most=\"1\">Say why (1)</option>", test, StringComparison.Ordinal);
        Assert.DoesNotContain(">One right answer<", test, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmallCourse.Lesson, 8)]
    [InlineData(SmallCourse.Module, 7)]
    [InlineData(SmallCourse.Quiz, 11)]
    [InlineData(SmallCourse.Pool, 11)]
    public async Task Whatever_is_inserted_leaves_nothing_to_be_mended(string path, int count)
    {
        var inserts = System.Text.RegularExpressions.Regex.Matches(await _writer.Page(_site.TextPage(path)), "data-insert=\"([^\"]*)\"").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();

        Assert.Equal(count, inserts.Count);
        foreach (var insert in inserts)
        {
            var text = $"{await _site.Text(path)}\n{insert.Replace("NEW-ID", "question-1", StringComparison.Ordinal)}{(insert.EndsWith("> ", StringComparison.Ordinal) ? "Words." : "")}\n";
            var shown = await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/previews", new { path, text }));
            Assert.Empty(shown.GetProperty("findings").EnumerateArray());
        }
    }

    [Fact]
    public async Task In_a_survey_opinions_are_asked()
    {
        var answer = await _writer.PostForm(_site.Address, _site.Address + "/texts", ("kind", "survey"), ("title", "Your opinion"), ("id", ""), ("module", "courses/rights/01-first"));

        var page = await _writer.Page(answer.Headers.Location!.OriginalString);

        Assert.Contains(">Opinion: several options<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">True or false<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_hears_what_the_file_is_now()
    {
        var answer = await EditingSite.Json(await _site.Save(_writer, Path, await _site.Hash(Path), "New.\n"));

        Assert.Equal("kept", answer.GetProperty("as").GetString());
        Assert.Equal("New.\n", answer.GetProperty("text").GetString());
        Assert.Equal(await _site.Hash(Path), answer.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Two_who_write_in_different_places_are_brought_together()
    {
        var (hash, text) = (await _site.Hash(Path), await _site.Text(Path));
        await _site.Save(await OtherAsync(), Path, hash, text.Replace("The opening paragraph.", "Another opening.", StringComparison.Ordinal));

        var answer = await EditingSite.Json(await _site.Save(_writer, Path, hash, text + "\nThe end.\n"));

        Assert.Equal("merged", answer.GetProperty("as").GetString());
        Assert.Contains("Another opening.", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("The end.", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_text_open_hears_which_file_is_there_now()
    {
        Assert.Equal(await _site.Hash(Path), await HeardAsync());
        await _site.Save(_writer, Path, await _site.Hash(Path), "New.\n");
        Assert.Equal(await _site.Hash(Path), await HeardAsync());
        await _writer.PostForm(_site.Address, _site.Address + "/removals", ("path", Path));
        Assert.Equal("", await HeardAsync());

        async Task<string?> HeardAsync() => (await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/visits", new { path = Path }))).GetProperty("hash").GetString();
    }

    [Fact]
    public async Task A_clash_writes_nothing_over_and_gives_theirs_back()
    {
        var (hash, text) = (await _site.Hash(Path), await _site.Text(Path));
        await _site.Save(await OtherAsync(), Path, hash, text + "\nHers.\n");

        var answer = await _site.Save(_writer, Path, hash, text + "\nHis.\n");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var told = await EditingSite.Json(answer);
        Assert.Equal("clash", told.GetProperty("as").GetString());
        Assert.EndsWith("Hers.\n", told.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Hers.\n", await _site.Text(Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clash_by_form_shows_both_and_her_second_word_stands()
    {
        var (hash, text) = (await _site.Hash(Path), await _site.Text(Path));
        await _site.Save(await OtherAsync(), Path, hash, text + "\nHers.\n");

        var answer = await _writer.PostForm(_site.TextPage(Path), _site.Address + "/text", ("path", Path), ("made_from", hash), ("text", text + "\nHis.\n"), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var html = await EditingSite.Html(answer);
        Assert.Contains("Hers.", html, StringComparison.Ordinal);
        Assert.Contains("His.", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{await _site.Hash(Path)}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_moved_is_gone_on_with_where_it_lies_now()
    {
        var (hash, text) = (await _site.Hash(Path), await _site.Text(Path));
        await _writer.PostForm(_site.Address, _site.Address + "/moves", ("path", Path), ("to", "down"));

        var told = await EditingSite.Json(await _site.Save(_writer, Path, hash, text + "\nStill here.\n"));

        Assert.Equal("courses/rights/01-first/02-why.md", told.GetProperty("movedTo").GetString());
        var again = await EditingSite.Json(await _site.Save(_writer, told.GetProperty("movedTo").GetString()!, hash, text + "\nStill here.\n"));
        Assert.Equal("kept", again.GetProperty("as").GetString());
    }

    [Theory]
    [InlineData("courses/rights/../other/x.md")]
    [InlineData("/etc/passwd")]
    [InlineData("courses/other/01-first/01-why.md")]
    [InlineData("courses/rights/.hidden/x.md")]
    [InlineData("courses/rights/01-first/media/nine.svg")]
    [InlineData("courses/rights/page.html")]
    [InlineData("")]
    public async Task Nothing_is_written_where_no_text_of_the_course_lies(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Save(_writer, path, "", "x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _writer.Get(_site.TextPage(path))).StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task What_is_too_large_no_text_or_no_request_at_all_is_refused()
    {
        var hash = await _site.Hash(Path);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _site.Save(_writer, Path, hash, new string('x', (1024 * 1024) + 1))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Save(_writer, Path, hash, "a\0b")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _writer.PostJson(_site.Address, _site.Address + "/text", new { path = Path })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _writer.PostJson(_site.Address, _site.Address + "/visits", new { other = 1 })).StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task A_closed_draft_and_one_that_never_was_take_nothing()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _writer.PostJson(_site.Address, $"/drafts/{Guid.NewGuid()}/text", new { path = Path, madeFrom = "", text = "x" })).StatusCode);
        var token = Visitor.Token(await _writer.Page(_site.Address));
        await _site.Close();

        foreach (var act in new[] { "/text", "/previews", "/pictures" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _writer.PostWithToken(token, _site.Address + act, ("path", Path), ("text", "x"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _writer.Get(_site.TextPage(Path))).StatusCode);
    }

    [Fact]
    public async Task Who_else_has_the_text_open_is_seen_for_a_minute()
    {
        var other = await OtherAsync();
        await other.Page(_site.TextPage(Path));

        Assert.Contains("<bdi>eva</bdi>", await _writer.Page(_site.TextPage(Path)), StringComparison.Ordinal);
        Assert.Equal(["eva"], await OthersAsync());
        Assert.Contains("<bdi>eva</bdi>", await _writer.Page("/drafts"), StringComparison.Ordinal);

        _site.Site.Clock.Ahead += TimeSpan.FromSeconds(61);

        Assert.Empty(await OthersAsync());
    }

    [Fact]
    public async Task What_is_typed_is_shown_as_safe_html_with_what_is_to_be_mended()
    {
        var text = (await _site.Text(Path)).Replace("minutes: 8", "minutes: 800", StringComparison.Ordinal) + "\n<script>alert(1)</script>\n\n**Bold**\n";

        var told = await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/previews", new { path = Path, text }));

        Assert.Contains("<strong>Bold</strong>", told.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", told.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains(told.GetProperty("findings").EnumerateArray(), f => f.GetProperty("line").GetInt32() == 4);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Theory]
    [InlineData("---\ntitle: A right\n---\n\nFor all.\n", "A right")]
    [InlineData("For all.\n", "Preview")]
    [InlineData("", "Preview")]
    public async Task A_preview_has_a_heading_whether_the_text_has_a_title_yet_or_not(string text, string title)
    {
        var told = await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/previews", new { path = Path, text }));
        var shown = await _writer.PostWithToken(Visitor.Token(await _writer.Page(_site.Address)), _site.Address + "/previews", ("path", Path), ("text", text));

        Assert.Equal(title, told.GetProperty("title").GetString());
        Assert.Contains($">{title}</h1>", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_page_with_the_preview_has_a_frame_and_only_the_preview_is_in_one()
    {
        Assert.Contains("frame-src 'self'", await PolicyAsync(_site.TextPage(Path)), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", await PolicyAsync(_site.TextPage(Path)), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", await PolicyAsync($"{_site.Address}/preview?path={Path}"), StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", await PolicyAsync(_site.Address), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", await PolicyAsync(_site.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_picture_is_made_smaller_and_its_line_shows_it()
    {
        var told = await EditingSite.Json(await _site.PostPicture(_writer, "Große Straße.PNG", Png(3000, 2000), "A [street]"));

        Assert.Equal("![A [street\\]](media/gro-e-stra-e.webp \"A caption\")", told.GetProperty("markdown").GetString());
        var file = (await _site.Folder()).Files[told.GetProperty("path").GetString()!];
        using var picture = SKBitmap.Decode(file.Bytes);
        Assert.Equal((1600, 1067), (picture.Width, picture.Height));
        Assert.True(file.Bytes.Length <= ShrinkPicture.MostBytes);
        Assert.Equal("image/webp", (await _writer.Get($"{_site.Address}/media/{file.Hash}/x.webp")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_small_picture_stays_as_it_is_and_is_kept_once()
    {
        var png = Png(40, 30);

        var first = await EditingSite.Json(await _site.PostPicture(_writer, "dot.png", png, "A dot"));
        var again = await EditingSite.Json(await _site.PostPicture(_writer, "dot.png", png, "A dot"));
        var other = await EditingSite.Json(await _site.PostPicture(_writer, "dot.png", Png(41, 30), "A dot"));

        Assert.Equal(first.GetProperty("path").GetString(), again.GetProperty("path").GetString());
        Assert.EndsWith("media/dot-2.png", other.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal(png, (await _site.Folder()).Files[first.GetProperty("path").GetString()!].Bytes);
    }

    [Fact]
    public async Task Without_scripts_the_line_of_a_picture_stands_at_the_end_of_what_was_typed()
    {
        var answer = await _site.PostPicture(_writer, "dot.png", Png(40, 30), "A dot", json: false, text: "Typed and not saved.");

        var html = WebUtility.HtmlDecode(await EditingSite.Html(answer));
        Assert.Contains("Typed and not saved.\n\n![A dot](media/dot.png \"A caption\")\n</textarea>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Path, (await _site.Folder()).Changed);
    }

    [Theory]
    [InlineData("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "Words", "EditText.UnsafeSvg")]
    [InlineData("x.png", "no picture", "Words", "EditText.NotAPicture")]
    [InlineData("x.exe", "MZ", "Words", "EditText.NotAPicture")]
    [InlineData("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", " ", "EditText.NoAlt")]
    [InlineData("x.png", "", "Words", "EditText.NoPicture")]
    public async Task What_is_no_picture_we_take_is_refused_with_a_sentence(string name, string content, string alt, string code)
    {
        var answer = await _site.PostPicture(_writer, name, Encoding.UTF8.GetBytes(content), alt);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, (await EditingSite.Json(answer)).GetProperty("refused").GetString());
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_with_a_sentence()
    {
        var answer = await _site.PostPicture(_writer, "x.png", new byte[50 * 1024 * 1024], "Words");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("16 MB", (await EditingSite.Json(answer)).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_would_unfold_into_too_much_is_not_unpacked()
    {
        using var picture = new SKBitmap(new SKImageInfo(9_000, 7_000, SKColorType.Gray8));
        using var data = picture.Encode(SKEncodedImageFormat.Png, 100);

        Assert.Null(ShrinkPicture.Run(data.ToArray(), ".png"));
    }

    private async Task<string[]> OthersAsync() =>
        [.. (await EditingSite.Json(await _writer.PostJson(_site.Address, _site.Address + "/visits", new { path = Path }))).GetProperty("others").EnumerateArray().Select(n => n.GetString()!)];

    private async Task<string> PolicyAsync(string path) => (await _writer.Get(path)).Headers.GetValues("Content-Security-Policy").Single();

    private Task<Visitor> OtherAsync() => _site.Site.SignedInAs("eva", Roles.Editor);

    private static byte[] Png(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        picture.Erase(SKColors.Teal);
        for (var x = 0; x < width; x++)
        {
            picture.SetPixel(x, x % height, SKColors.White);
        }

        using var data = picture.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
