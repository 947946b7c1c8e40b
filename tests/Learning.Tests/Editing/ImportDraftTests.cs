using Learning.Data;
using Learning.Editing;
using Learning.Editing.Folders;
using Learning.Tests.Authoring;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Editing;

/// <summary>Folders of courses that come into drafts by command, and drafts that go out as folders.</summary>
public sealed class ImportDraftTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-drafts-").FullName;
    private readonly SmallCourse _course = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Content => Path.Combine(_folder, "content");

    private SitePaths Paths => SitePaths.Find(Path.Combine(_folder, "data"), Content);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_comes_into_a_draft_and_goes_out_again_byte_for_byte()
    {
        await PublishAsync();
        Write(_course.Change(SmallCourse.Lesson, "Some text.", "Some other text."));

        var (code, said) = await BringAsync(new(Content));
        Assert.Equal(0, code);
        Assert.Contains($"~ {SmallCourse.Lesson}", said, StringComparison.Ordinal);
        Assert.Contains("1 file brought", said, StringComparison.Ordinal);

        var to = Path.Combine(_folder, "out");
        Assert.Equal(0, await ExportCourse.RunAsync(new([], to, null, IsOfDraft: true), Paths, TextWriter.Null, TextWriter.Null, Cancellation));
        Assert.All(_course.Content.GetPaths(), path => Assert.Equal(_course.Content[path], File.ReadAllText(Path.Combine(to, path))));
        Assert.Contains("nothing would change", (await BringAsync(new(to))).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_and_an_open_choice_write_nothing_and_a_choice_does()
    {
        await PublishAsync();
        Write(_course.Change(SmallCourse.Lesson, "Some text.", "The site's text."));
        await BringAsync(new(Content));
        Write(_course.Change(SmallCourse.Lesson, "The site's text.", "The folder's text."));

        Assert.Equal(0, (await BringAsync(new(Content, IsDryRun: true))).Code);
        var (code, said) = await BringAsync(new(Content));
        Assert.Equal(1, code);
        Assert.Contains($"! {SmallCourse.Lesson}", said, StringComparison.Ordinal);
        Assert.Contains("--conflicts", said, StringComparison.Ordinal);
        Assert.Contains("The site's text.", await DraftTextAsync(), StringComparison.Ordinal);

        Assert.Equal(0, (await BringAsync(new(Content, Conflicts: Side.Folder))).Code);
        Assert.Contains("The folder's text.", await DraftTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_a_folder_says_which_draft_it_leaves_behind()
    {
        await PublishAsync();
        await BringAsync(new(Content));
        Write(_course.Change(SmallCourse.Lesson, "Some text.", "Published."));

        var said = await PublishAsync();

        Assert.Contains("began from revision 1; in force is revision 2 now", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_worked_on_is_named_and_nothing_is_written()
    {
        Write(_course);
        await File.WriteAllBytesAsync(Path.Combine(Content, SmallCourse.Lesson), [0xE9, 0x20], Cancellation);

        var (code, said) = await BringAsync(new(Content));

        Assert.Equal(1, code);
        Assert.Contains("not-utf8", said, StringComparison.Ordinal);
        Assert.Equal(1, (await BringAsync(new(Path.Combine(_folder, "nowhere")))).Code);
    }

    private void Write(SmallCourse course)
    {
        foreach (var path in course.Content.GetPaths())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Content, path))!);
            File.WriteAllText(Path.Combine(Content, path), course.Content[path]);
        }
    }

    private async Task<string> PublishAsync()
    {
        Write(_course);
        using var said = new StringWriter();
        Assert.Equal(0, await Import.RunAsync(Content, dryRun: false, Paths, said, said, Cancellation));
        return said.ToString();
    }

    private async Task<(int Code, string Said)> BringAsync(ImportDraft.Wish wish)
    {
        using var said = new StringWriter();
        return (await ImportDraft.RunAsync(wish, Paths, said, said, Cancellation), said.ToString());
    }

    private async Task<string> DraftTextAsync()
    {
        var text = "";
        await OnSite.RunAsync(
            Paths,
            TextWriter.Null,
            async services =>
            {
                var id = await services.GetRequiredService<LearningDb>().Drafts.Select(d => d.Id).SingleAsync(Cancellation);
                text = System.Text.Encoding.UTF8.GetString((await services.GetRequiredService<ReadDraft>().ReadAsync(id, Cancellation))!.Files[SmallCourse.Lesson].Bytes);
                return 0;
            },
            Cancellation);
        return text;
    }
}
