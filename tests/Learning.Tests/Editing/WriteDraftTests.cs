using System.Text;
using Learning.Data;
using Learning.Editing;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class WriteDraftTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly SmallCourse _course = new();
    private Draft _draft = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private const string Path = SmallCourse.Lesson;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(_course.Draft());
        _draft = (await BeginAsync("eva"))!;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_draft_begins_with_the_files_of_the_course()
    {
        var folder = await FolderAsync();

        Assert.Equal(_course.Content.GetPaths(), folder.Files.Keys);
        Assert.Empty(folder.Changed);
        Assert.NotNull(folder.Read().Draft);
    }

    [Fact]
    public async Task Files_that_say_the_same_and_replace_those_of_the_revision_are_those_of_the_draft()
    {
        await FolderAsync();
        _course.Content[SmallCourse.Course] += "\n\n";

        Assert.False((await _site.Publish(_course.Draft())).IsNew);

        var folder = await FolderAsync();
        Assert.Equal(_course.Content[SmallCourse.Course], Encoding.UTF8.GetString(folder.Files[SmallCourse.Course].Bytes));
        Assert.Empty(folder.Changed);
    }

    [Fact]
    public async Task A_course_has_one_open_draft_however_many_editors() => Assert.Equal(_draft.Id, (await BeginAsync("ed"))!.Id);

    [Fact]
    public async Task What_is_written_is_there_and_the_course_is_as_it_was()
    {
        var first = await HashAsync();

        var written = await Write(first, "New words.\n", "eva");

        Assert.Equal((WrittenAs.Kept, "New words.\n"), (written.As, written.Text));
        var folder = await FolderAsync();
        Assert.Equal([Path], folder.Changed);
        Assert.Equal("New words.\n", Encoding.UTF8.GetString(folder.Files[Path].Bytes));
        Assert.Equal(1, folder.Draft.Version);
    }

    [Fact]
    public async Task Two_who_write_in_different_places_both_find_their_words()
    {
        var first = await HashAsync();
        var text = await TextAsync();

        await Write(first, "FIRST\n" + text, "eva");
        var second = await Write(first, text + "LAST\n", "ed");

        Assert.Equal(WrittenAs.Merged, second.As);
        Assert.Equal("FIRST\n" + text + "LAST\n", await TextAsync());
        Assert.Equal(second.Text, await TextAsync());
    }

    [Fact]
    public async Task Two_who_write_in_one_place_are_asked_and_nothing_is_written_over()
    {
        var first = await HashAsync();
        var text = await TextAsync();

        await Write(first, text + "Hers.\n", "eva");
        var clash = await Write(first, text + "His.\n", "ed");

        Assert.Equal((WrittenAs.Clash, text + "Hers.\n"), (clash.As, clash.Text));
        Assert.Equal(text + "Hers.\n", await TextAsync());

        var chosen = await Write(clash.Hash, text + "His.\n", "ed");

        Assert.Equal(WrittenAs.Kept, chosen.As);
        Assert.Equal(text + "His.\n", await TextAsync());
    }

    [Fact]
    public async Task What_a_text_held_is_kept_for_a_while_and_what_it_holds_for_ever()
    {
        await Write(await HashAsync(), "First.\n", "eva");
        await Write(await HashAsync(), "Second.\n", "eva");
        await DropAsync();
        Assert.Equal(2, await _site.Db(db => db.Set<DraftBytes>().CountAsync(Cancellation)));

        _site.Clock.Ahead = DropEarlier.Keeps + TimeSpan.FromMinutes(1);
        await DropAsync();

        Assert.Equal("Second.\n", Encoding.UTF8.GetString(await _site.Db(db => db.Set<DraftBytes>().Select(b => b.Bytes).SingleAsync(Cancellation))));
        Assert.Equal("Second.\n", await TextAsync());

        Task<bool> DropAsync() => _site.With<DropEarlier, bool>(async round =>
        {
            await round.RunOnceAsync(Cancellation);
            return true;
        });
    }

    /// <summary>Whoever reads while others write, publish or give up sees a draft that was, never half of two.</summary>
    [Fact]
    public async Task Who_reads_while_another_writes_reads_one_version()
    {
        var versions = new System.Collections.Concurrent.ConcurrentDictionary<int, string>();
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                await _site.With<WriteDraft, Written>(write => write.ManyAsync(_draft.Id, new Dictionary<string, byte[]?> { [Path] = Encoding.UTF8.GetBytes($"{i}"), [SmallCourse.Second] = Encoding.UTF8.GetBytes($"{i}") }, "eva", Cancellation));
            }

            await _site.Db(db => db.WriteAsync(
                async () =>
                {
                    await db.DraftFiles.Where(f => f.DraftId == _draft.Id).ExecuteDeleteAsync(Cancellation);
                    await db.Set<DraftBytes>().Where(b => b.DraftId == _draft.Id).ExecuteDeleteAsync(Cancellation);
                    (await db.Drafts.SingleAsync(d => d.Id == _draft.Id, Cancellation)).Close(DraftState.Discarded, DateTimeOffset.UtcNow);
                    return true;
                },
                Cancellation));
        }, Cancellation);

        while (!writing.IsCompleted)
        {
            var folder = await FolderAsync();
            var (one, other) = (Encoding.UTF8.GetString(folder.Files[Path].Bytes), Encoding.UTF8.GetString(folder.Files[SmallCourse.Second].Bytes));
            Assert.True(one == other || folder.Changed.Count == 0, $"{one} beside {other}");
            if (folder.Draft.IsOpen)
            {
                Assert.Equal(versions.GetOrAdd(folder.Draft.Version, one), one);
            }
        }

        await writing;
    }

    [Fact]
    public async Task Sent_twice_is_written_once()
    {
        var first = await HashAsync();

        await Write(first, "Once.\n", "eva");
        var again = await Write(first, "Once.\n", "eva");

        Assert.Equal(WrittenAs.Kept, again.As);
        Assert.Equal(1, (await FolderAsync()).Draft.Version);
    }

    [Fact]
    public async Task What_is_taken_out_is_not_written_to_by_who_has_not_seen_it()
    {
        var first = await HashAsync();
        await _site.With<WriteDraft, Written>(write => write.BytesAsync(_draft.Id, Path, null, "eva", Cancellation));

        var clash = await Write(first, "Still here?\n", "ed");

        Assert.Equal((WrittenAs.Clash, WriteDraft.NoFile), (clash.As, clash.Hash));
        Assert.DoesNotContain(Path, (await FolderAsync()).Files.Keys);
    }

    [Fact]
    public async Task A_new_file_that_two_make_at_once_is_a_clash()
    {
        var path = $"courses/{_draft.Slug}/new.pool.md";
        await _site.With<WriteDraft, Written>(write => write.TextAsync(_draft.Id, path, WriteDraft.NoFile, "Hers.\n", "eva", Cancellation));

        var clash = await _site.With<WriteDraft, Written>(write => write.TextAsync(_draft.Id, path, WriteDraft.NoFile, "His.\n", "ed", Cancellation));

        Assert.Equal((WrittenAs.Clash, "Hers.\n"), (clash.As, clash.Text));
    }

    [Theory]
    [InlineData("courses/another-course/course.md")]
    [InlineData("courses/../secrets.md")]
    [InlineData("/etc/passwd")]
    [InlineData("sources.csv/x")]
    [InlineData("")]
    [InlineData("recipes/learning.recipe.json")]
    public async Task A_draft_holds_nothing_outside_its_course(string path)
    {
        var written = await _site.With<WriteDraft, Written>(write => write.TextAsync(_draft.Id, path, WriteDraft.NoFile, "x", "eva", Cancellation));

        Assert.Equal(WrittenAs.Misplaced, written.As);
        Assert.False(await _site.Db(db => db.DraftFiles.AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task A_file_with_the_line_ends_of_another_system_keeps_them()
    {
        var path = $"courses/{_draft.Slug}/windows.pool.md";
        byte[] before = [.. Encoding.UTF8.Preamble, .. "one\r\ntwo\r\n"u8];
        byte[] after = [.. Encoding.UTF8.Preamble, .. "one\r\ntwo\r\nthree\r\n"u8];
        await _site.With<WriteDraft, Written>(write => write.BytesAsync(_draft.Id, path, before, "eva", Cancellation));
        var hash = (await FolderAsync()).Files[path].Hash;

        await _site.With<WriteDraft, Written>(write => write.TextAsync(_draft.Id, path, hash, "one\ntwo\nthree\n", "eva", Cancellation));

        Assert.Equal(after, (await FolderAsync()).Files[path].Bytes);
    }

    private Task<Draft?> BeginAsync(string by) => _site.With<BeginDraft, Draft?>(begin => begin.OfCourseAsync("rights", by, Cancellation));

    private async Task<DraftFolder> FolderAsync() => (await _site.With<ReadDraft, DraftFolder?>(read => read.ReadAsync(_draft.Id, Cancellation)))!;

    private async Task<string> HashAsync() => (await FolderAsync()).Files[Path].Hash;

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await FolderAsync()).Files[Path].Bytes);

    private Task<Written> Write(string madeFrom, string text, string by) => _site.With<WriteDraft, Written>(write => write.TextAsync(_draft.Id, Path, madeFrom, text, by, Cancellation));
}
