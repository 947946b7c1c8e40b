using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Editing;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

/// <summary>An editor changes a course as files while others change it in the site.</summary>
[NeedsDatabase]
public sealed partial class BringFilesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly SmallCourse _course = new();
    private Visitor _editor = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(_course.Draft());
        _editor = await _site.SignedInAs("wren", Roles.Writer);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_went_out_and_comes_back_changes_nothing()
    {
        var draft = await BeginAsync();
        var zip = await _editor.Http.GetByteArrayAsync(new Uri($"/drafts/{draft.Id}.zip", UriKind.Relative), Cancellation);

        Assert.Contains("Nothing would change.", await PageOf(await Upload(zip)), StringComparison.Ordinal);
        Assert.Empty((await FolderAsync()).Changed);
    }

    [Fact]
    public async Task What_changed_in_the_files_is_shown_by_id_and_comes_into_the_draft()
    {
        _course.Change(SmallCourse.Lesson, "Some text.", "Some other text.");

        var plan = await Upload(Zip());
        var page = await PageOf(plan);
        Assert.Contains("~ lesson why", page, StringComparison.Ordinal);
        Assert.Contains("from revision 1", page, StringComparison.Ordinal);

        await Write(plan);
        Assert.Equal([SmallCourse.Lesson], (await FolderAsync()).Changed);
        Assert.Contains("Nothing would change.", await PageOf(await Upload(Zip())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_changed_in_the_site_meanwhile_is_put_together_or_asked_about()
    {
        await BeginAsync();
        await Edit(SmallCourse.Lesson, "The opening paragraph.", "The site's opening.");
        await Edit(SmallCourse.Second, "Nine branches", "The site's branches");
        _course.Change(SmallCourse.Lesson, "Some text.", "The folder's text.").Change(SmallCourse.Second, "Nine branches", "The folder's branches");

        var plan = await Upload(Zip());
        Assert.Equal(HttpStatusCode.BadRequest, (await Write(plan)).StatusCode);
        await Write(plan, ("take.0", "site"));

        var folder = await FolderAsync();
        Assert.Contains("The site's opening.", Text(folder, SmallCourse.Lesson), StringComparison.Ordinal);
        Assert.Contains("The folder's text.", Text(folder, SmallCourse.Lesson), StringComparison.Ordinal);
        Assert.Contains("The site's branches", Text(folder, SmallCourse.Second), StringComparison.Ordinal);

        await Write(plan, ("take.0", "folder"));
        Assert.Contains("The folder's branches", Text(await FolderAsync(), SmallCourse.Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_from_an_earlier_revision_takes_nothing_back_that_was_published_since()
    {
        var old = Zip(_course.Change(SmallCourse.Second, "## The branches", "## All branches"));
        _course.Change(SmallCourse.Second, "## All branches", "## The branches");
        await _site.Publish(_course.Change(SmallCourse.Lesson, "Some text.", "Published since.").Draft());

        await Write(await Upload(old));

        var folder = await FolderAsync();
        Assert.Contains("Published since.", Text(folder, SmallCourse.Lesson), StringComparison.Ordinal);
        Assert.Contains("## All branches", Text(folder, SmallCourse.Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_at_a_plan_while_the_draft_changes_looks_again()
    {
        _course.Change(SmallCourse.Lesson, "Some text.", "Some other text.");
        var plan = await Upload(Zip());
        var version = Version().Match(await PageOf(plan)).Groups[1].Value;
        await Edit(SmallCourse.Second, "Nine branches", "Ten branches");

        var answer = await _editor.PostForm(plan.Headers.Location!.OriginalString, plan.Headers.Location.OriginalString, ("version", version));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal([SmallCourse.Second], (await FolderAsync()).Changed);
    }

    [Fact]
    public async Task Files_with_other_ends_of_lines_and_a_renamed_folder_are_the_same_course()
    {
        var renamed = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in _course.Content.GetPaths().Where(p => p != SmallCourse.Picture))
        {
            renamed[path.Replace("courses/rights/", "somewhere/else/", StringComparison.Ordinal)] = Encoding.UTF8.GetBytes(_course.Content[path].ReplaceLineEndings("\r\n"));
        }

        renamed["somewhere/else/01-first/media/nine.svg"] = Encoding.UTF8.GetBytes(SmallCourse.Svg);

        Assert.Contains("Nothing would change.", await PageOf(await Upload(Zipped(renamed))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_course_begins_as_a_draft()
    {
        var files = _course.Content.GetPaths().ToDictionary(p => p.Replace("courses/rights/", "courses/fresh/", StringComparison.Ordinal), p => Encoding.UTF8.GetBytes(_course.Content[p].Replace("id: rights", "id: fresh", StringComparison.Ordinal)), StringComparer.Ordinal);

        await Write(await Upload(Zipped(files)));

        var draft = await _site.Db(db => db.Drafts.SingleAsync(d => d.CourseId == "fresh", Cancellation));
        Assert.Equal(("fresh", 0), (draft.Slug, draft.BaseNumber));
        Assert.NotNull((await _site.With<ReadDraft, DraftFolder>(async drafts => (await drafts.ReadAsync(draft.Id, Cancellation))!)).Read().Draft);
    }

    [Theory]
    [InlineData("slip", "leads out of the zip")]
    [InlineData("large", "larger than 1024 KB")]
    [InlineData("latin", "not valid UTF-8")]
    [InlineData("script", "unsafe-svg")]
    [InlineData("empty", "There is no course in the zip")]
    [InlineData("nonsense", "no zip")]
    [InlineData("several", "several courses")]
    [InlineData("nameless", "missing-id")]
    public async Task What_nobody_could_go_on_working_on_is_refused_with_its_place_and_nothing_is_begun(string what, string said)
    {
        var files = _course.Content.GetPaths().ToDictionary(p => p, p => Encoding.UTF8.GetBytes(_course.Content[p]), StringComparer.Ordinal);
        switch (what)
        {
            case "slip": files["../../outside.md"] = [65]; break;
            case "large": files[SmallCourse.Folder + "/01-first/media/large.png"] = new byte[(1024 * 1024) + 1]; break;
            case "latin": files[SmallCourse.Lesson] = Encoding.Latin1.GetBytes(_course.Content[SmallCourse.Lesson] + "Égalité"); break;
            case "script": files[SmallCourse.Picture] = Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>"""); break;
            case "empty": files.Clear(); files["readme.txt"] = [65]; break;
            case "several": files["courses/other/course.md"] = files[SmallCourse.Course]; break;
            case "nameless": files[SmallCourse.Course] = Encoding.UTF8.GetBytes("No front matter.\n"); break;
        }

        var answer = await Upload(what == "nonsense" ? Encoding.UTF8.GetBytes("no zip at all") : Zipped(files));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
        Assert.False(await _site.Db(db => db.Drafts.AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task Ids_that_are_there_twice_come_into_the_draft_and_are_named_before()
    {
        _course.Change(SmallCourse.Second, "id: nine-branches", "id: why");

        var page = await PageOf(await Upload(Zip()));

        Assert.Contains("duplicate-id", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_learners_have_results_on_is_named_before_it_goes()
    {
        await _site.Db(async db =>
        {
            db.Add(new Learning.Progress.ActivityResult("lea", "rights", "nine-branches"));
            return await db.SaveChangesAsync(Cancellation);
        });
        _course.Content.Delete(SmallCourse.Second);

        var page = await PageOf(await Upload(Zip()));

        Assert.Contains("Learners have results on what would be gone", page, StringComparison.Ordinal);
        Assert.Contains("""<bdi dir="ltr">nine-branches</bdi>: 1 learner""", page, StringComparison.Ordinal);
    }

    private Task<Draft> BeginAsync() => _site.With<BeginDraft, Draft>(async begin => (await begin.OfCourseAsync("rights", "eva", Cancellation))!);

    private async Task<DraftFolder> FolderAsync()
    {
        var draft = await _site.Db(db => db.Drafts.AsNoTracking().SingleAsync(d => d.CourseId == "rights", Cancellation));
        return await _site.With<ReadDraft, DraftFolder>(async drafts => (await drafts.ReadAsync(draft.Id, Cancellation))!);
    }

    private async Task Edit(string path, string old, string changed)
    {
        var folder = await FolderAsync();
        await _site.With<WriteDraft, Written>(write => write.TextAsync(folder.Draft.Id, path, folder.Files[path].Hash, Text(folder, path).Replace(old, changed, StringComparison.Ordinal), "ed", Cancellation));
    }

    private static string Text(DraftFolder folder, string path) => Encoding.UTF8.GetString(folder.Files[path].Bytes);

    private byte[] Zip(SmallCourse? course = null) => Zipped((course ?? _course).Content.GetPaths().ToDictionary(p => p, p => Encoding.UTF8.GetBytes((course ?? _course).Content[p]), StringComparer.Ordinal));

    private static byte[] Zipped(Dictionary<string, byte[]> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private async Task<HttpResponseMessage> Upload(byte[] zip)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(zip), "file", "course.zip");
        form.Add(new StringContent(Visitor.Token(await _editor.Page("/drafts/files"))!), "__RequestVerificationToken");
        return await _editor.Http.PostAsync(new Uri("/drafts/files", UriKind.Relative), form, Cancellation);
    }

    private async Task<string> PageOf(HttpResponseMessage upload)
    {
        Assert.True(upload.StatusCode == HttpStatusCode.Found, await upload.Content.ReadAsStringAsync(Cancellation));
        return WebUtility.HtmlDecode(await _editor.Page(upload.Headers.Location!.OriginalString));
    }

    private async Task<HttpResponseMessage> Write(HttpResponseMessage upload, params (string Name, string Value)[] choices)
    {
        var version = Version().Match(await PageOf(upload)).Groups[1].Value;
        return await _editor.PostForm(upload.Headers.Location!.OriginalString, upload.Headers.Location.OriginalString, [("version", version), .. choices]);
    }

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
