using System.IO.Compression;
using Learning.Authoring;
using Learning.Courses;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Learning.Web.Commands;
using Learning.Web.Site;

namespace Learning.Tests.Courses;

/// <summary>Courses taken along as a folder or a zip, and brought back.</summary>
public sealed class CourseArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-export-").FullName;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_imported_is_exported_byte_for_byte_and_imports_as_nothing_new()
    {
        var content = Written(FrenchCourse.Make());
        var paths = SitePaths.Find(Path.Combine(_folder, "data"), content);
        await Import.RunAsync(content, dryRun: false, paths, TextWriter.Null, TextWriter.Null, Cancellation);

        var to = Path.Combine(_folder, "out");
        Assert.Equal(0, await ExportCourse.RunAsync([], to, null, paths, TextWriter.Null, TextWriter.Null, Cancellation));

        Assert.Equal(Files(content), Files(to));
        using var told = new StringWriter();
        await Import.RunAsync(to, dryRun: false, paths, told, told, Cancellation);
        Assert.Contains("nothing changed", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_holds_the_same_with_a_recipe_and_can_be_imported()
    {
        var content = Written(FrenchCourse.Make());
        var paths = SitePaths.Find(Path.Combine(_folder, "data"), content);
        await Import.RunAsync(content, dryRun: false, paths, TextWriter.Null, TextWriter.Null, Cancellation);
        var zip = Path.Combine(_folder, "courses.zip");

        Assert.Equal(0, await ExportCourse.RunAsync(["rights"], null, zip, paths, TextWriter.Null, TextWriter.Null, Cancellation));
        var bytes = await File.ReadAllBytesAsync(zip, Cancellation);
        await ExportCourse.RunAsync(["rights"], null, zip, paths, TextWriter.Null, TextWriter.Null, Cancellation);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(zip, Cancellation));
        using (var archive = ZipFile.OpenRead(zip))
        {
            Assert.Equal(Files(content).Select(f => f.Path).Append(CourseArchive.RecipeName).Order(StringComparer.Ordinal), archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        }

        using var told = new StringWriter();
        Assert.Equal(0, await Import.RunAsync(zip, dryRun: false, SitePaths.Find(Path.Combine(_folder, "other"), content), told, told, Cancellation));
        Assert.Contains("rights: published as revision 1.", told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "There is no course nowhere")]
    public async Task A_course_that_is_not_there_writes_nothing(string slug, string sentence)
    {
        var content = Written(new SmallCourse());
        var paths = SitePaths.Find(Path.Combine(_folder, "data"), content);
        await Import.RunAsync(content, dryRun: false, paths, TextWriter.Null, TextWriter.Null, Cancellation);
        using var errors = new StringWriter();

        Assert.Equal(1, await ExportCourse.RunAsync([slug], Path.Combine(_folder, "out"), null, paths, TextWriter.Null, errors, Cancellation));

        Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Theory]
    [InlineData("../outside.md")]
    [InlineData("/etc/outside.md")]
    [InlineData("courses\\..\\..\\outside.md")]
    [InlineData("C:/outside.md")]
    public void A_name_that_leads_out_of_the_zip_is_refused(string name) =>
        Assert.Contains("leads out", Assert.Throws<UnfitArchiveException>(() => CourseArchive.Read(Zip((name, [1])))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_zip_that_grows_beyond_measure_is_refused()
    {
        var nothing = new byte[16 * 1024 * 1024];

        var refused = Assert.Throws<UnfitArchiveException>(() => CourseArchive.Read(Zip([.. Enumerable.Range(0, 17).Select(i => ($"a{i}", nothing))])));

        Assert.Contains("more than 256 MB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_zip_is_refused()
    {
        using var noZip = new MemoryStream("not a zip"u8.ToArray());

        Assert.Throws<UnfitArchiveException>(() => CourseArchive.Read(noZip));
    }

    [Fact]
    public void A_register_that_two_courses_have_differently_goes_with_each_course()
    {
        IReadOnlyList<ContentFile> one = [new("courses/a/course.md", [1]), new("sources.csv", [1])];
        IReadOnlyList<ContentFile> other = [new("courses/b/course.md", [1]), new("sources.csv", [2])];

        Assert.Equal(["courses/a/course.md", "courses/b/course.md", "courses/b/sources.csv", "sources.csv"], CourseArchive.Together([one, other]).Select(f => f.Path));
    }

    private string Written(SmallCourse course)
    {
        var root = Path.Combine(_folder, "content");
        foreach (var path in course.Content.GetPaths())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllText(Path.Combine(root, path), course.Content[path]);
        }

        return root;
    }

    private static IEnumerable<(string Path, string Text)> Files(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f))).OrderBy(f => f.Item1, StringComparer.Ordinal);

    private static MemoryStream Zip(params (string Name, byte[] Bytes)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        bytes.Position = 0;
        return bytes;
    }
}
