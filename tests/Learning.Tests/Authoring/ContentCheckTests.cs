using Learning.Authoring;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring;

public sealed class ContentCheckTests
{
    private static SmallCourse TwoCourses()
    {
        var course = new SmallCourse();
        foreach (var path in course.Content.GetPaths().Where(p => p.StartsWith(SmallCourse.Folder, StringComparison.Ordinal)).ToList())
        {
            course.With(path.Replace("/rights/", "/duties/", StringComparison.Ordinal), course.Content[path]);
        }

        return course.Change("courses/duties/course.md", "id: rights", "id: duties");
    }

    private static IReadOnlyList<CourseReading> Run(SmallCourse course, string path) => ContentCheck.Run(course.Content, path, today: SmallCourse.Today);

    [Theory]
    [InlineData("")]
    [InlineData("courses")]
    [InlineData("courses/")]
    [InlineData("./courses")]
    public void Every_course_below_a_folder_is_read(string path)
    {
        var readings = Run(TwoCourses(), path);

        Assert.Equal(["courses/duties", "courses/rights"], readings.Select(r => r.Path));
        Assert.All(readings, r => Assert.NotNull(r.Draft));
    }

    [Theory]
    [InlineData("courses/rights")]
    [InlineData("courses/rights/01-first")]
    [InlineData("courses/rights/01-first/01-why.md")]
    [InlineData("courses/rights/01-first/media")]
    public void A_place_inside_a_course_means_that_course(string path) =>
        Assert.Equal("courses/rights", Assert.Single(Run(TwoCourses(), path)).Path);

    [Fact]
    public void Two_courses_cannot_have_one_id()
    {
        var readings = Run(TwoCourses().Change(SmallCourse.Course, "id: rights", "id: duties"), "courses");

        var problem = Assert.Single(readings.SelectMany(r => r.Problems));
        Assert.Equal(("duplicate-id", SmallCourse.Course, 2, 5), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.Contains("courses/duties/course.md:2", problem.Reason, StringComparison.Ordinal);
        Assert.Null(readings[1].Draft);
    }

    [Fact]
    public void Two_courses_cannot_have_one_address()
    {
        var course = TwoCourses().Change(SmallCourse.Course, "id: rights", "id: rights-two");
        foreach (var path in course.Content.GetPaths().Where(p => p.StartsWith("courses/duties/", StringComparison.Ordinal)).ToList())
        {
            course.With(path.Replace("courses/duties/", "more/rights/", StringComparison.Ordinal), course.Content[path]);
            course.Content.Delete(path);
        }

        Assert.Equal("duplicate-slug", Assert.Single(Run(course, "").SelectMany(r => r.Problems)).Code);
    }

    [Fact]
    public void A_fault_in_a_shared_register_is_told_once_and_stops_both_courses()
    {
        var readings = Run(TwoCourses().Change(SmallCourse.Glossary, "\"A treaty.\"", "\"\""), "");

        Assert.Equal("empty-value", Assert.Single(readings.SelectMany(r => r.Problems)).Code);
        Assert.All(readings, r => Assert.Null(r.Draft));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("../..")]
    [InlineData("/etc/../../..")]
    public void A_path_that_is_not_there_says_so(string path) =>
        Assert.Equal("missing-file", Assert.Single(Assert.Single(Run(new SmallCourse(), path)).Problems).Code);

    [Fact]
    public void A_folder_without_courses_says_so()
    {
        var content = new MemoryContent { ["courses/readme.md"] = "x" };

        Assert.Equal("no-course", Assert.Single(Assert.Single(ContentCheck.Run(content, "")).Problems).Code);
    }

    [Fact]
    public void Folders_that_lead_back_to_themselves_end()
    {
        var course = new SmallCourse();
        course.Content.Loop("courses");

        Assert.Contains(Run(course, "").SelectMany(r => r.Problems), p => p.Code == "nested-too-deeply");
    }

    [Fact]
    public void Files_on_a_disk_are_read_like_any_others()
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            var course = new SmallCourse();
            foreach (var path in course.Content.GetPaths())
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root.FullName, path))!);
                File.WriteAllText(Path.Combine(root.FullName, path), course.Content[path]);
            }

            using var files = new PhysicalFileProvider(root.FullName);
            var reading = Assert.Single(ContentCheck.Run(files, "", today: SmallCourse.Today));

            Assert.Empty(reading.Problems);
            Assert.Equal(course.LessonText().Html, reading.Draft!.Lessons["why"].Html);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
