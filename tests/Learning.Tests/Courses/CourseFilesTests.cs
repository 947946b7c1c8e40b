using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Courses;

[NeedsDatabase]
public sealed class CourseFilesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly SmallCourse _course = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_course_comes_back_byte_for_byte_with_its_registers_and_pictures()
    {
        await _site.Publish(_course.Draft());

        var files = await FilesAsync();

        Assert.Equal(_course.Content.GetPaths(), files.Select(f => f.Path));
        Assert.All(files, file => Assert.Equal(_course.Content[file.Path], System.Text.Encoding.UTF8.GetString(file.Bytes)));
    }

    [Fact]
    public async Task The_course_we_ship_comes_back_and_is_the_same_course_again()
    {
        using var content = new PhysicalFileProvider(Path.Combine(Repository.Root, "content"));
        var first = await _site.Publish(CourseReader.Read(content, "courses/right-to-social-security").Draft!);
        var again = new MemoryContent();
        foreach (var file in (await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(files => files.ReadAsync("right-to-social-security", Cancellation)))!)
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "content", file.Path), Cancellation), file.Bytes);
            again.Put(file.Path, file.Bytes);
        }

        var second = await _site.Publish(CourseReader.Read(again, "courses/right-to-social-security").Draft!);

        Assert.Equal((first.RevisionId, false), (second.RevisionId, second.IsNew));
    }

    [Fact]
    public async Task Files_that_say_the_same_in_other_bytes_belong_to_the_same_revision()
    {
        var first = await _site.Publish(_course.Draft());
        _course.Content[SmallCourse.Course] += "\n\n";

        var second = await _site.Publish(_course.Draft());

        Assert.Equal((first.RevisionId, false), (second.RevisionId, second.IsNew));
        Assert.Equal(_course.Content[SmallCourse.Course], System.Text.Encoding.UTF8.GetString((await FilesAsync()).Single(f => f.Path == SmallCourse.Course).Bytes));
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_kept_once_for_all_revisions()
    {
        await _site.Publish(_course.Draft());
        var before = await _site.Db(db => db.Set<SourceFile>().CountAsync(Cancellation));
        _course.Content[SmallCourse.Lesson] += "\nOne more sentence.\n";
        var second = await _site.Publish(_course.Draft());

        Assert.Equal(2, second.Number);
        Assert.Equal(before + 1, await _site.Db(db => db.Set<SourceFile>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_course_made_without_files_has_none_and_one_that_is_not_there_is_nothing()
    {
        await _site.Publish(Drafts.Rhythm());

        Assert.Empty((await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(files => files.ReadAsync("rhythm", Cancellation)))!);
        Assert.Null(await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(files => files.ReadAsync("none", Cancellation)));
    }

    private async Task<IReadOnlyList<ContentFile>> FilesAsync() =>
        (await _site.With<CourseFiles, IReadOnlyList<ContentFile>?>(files => files.ReadAsync("rights", Cancellation)))!;
}
