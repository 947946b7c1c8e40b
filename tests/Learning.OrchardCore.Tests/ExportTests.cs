using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.OrchardCore.Tests;

/// <summary>A course leaves one site as the archive that brings it up in another.</summary>
public sealed partial class ExportTests : IAsyncLifetime
{
    private readonly OrchardSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_was_exported_is_byte_for_byte_what_was_imported_and_brings_the_course_up_elsewhere()
    {
        var course = new SmallCourse();
        var admin = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        await SmallCourse.Import(admin, course.Zip());

        var zip = await ExportAsync(admin, SmallCourse.Slug);

        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var (path, text) in course.Files.Where(file => file.Key != "Recipe.json"))
            {
                using var reader = new StreamReader(archive.GetEntry(path)!.Open(), Encoding.UTF8);
                Assert.Equal(text, await reader.ReadToEndAsync(OrchardSite.Cancellation));
            }
        }

        var elsewhere = new Visitor(_site, "/second");
        await elsewhere.Get("/courses");
        await elsewhere.SignIn("admin", OrchardSite.AdminSecret);
        Assert.Equal("Deployment package imported.", await SmallCourse.Import(elsewhere, zip));
        Assert.Contains("Running a strike fund", await new Visitor(_site, "/second").Page("/courses"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_courses_come_along_where_none_is_named()
    {
        var admin = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        await SmallCourse.Import(admin, new SmallCourse().Zip());

        using var archive = new ZipArchive(new MemoryStream(await ExportAsync(admin, "")));

        Assert.NotNull(archive.GetEntry("courses/strike-fund/course.md"));
        Assert.NotNull(archive.GetEntry("courses/right-to-social-security/course.md"));
        Assert.NotNull(archive.GetEntry("courses/right-to-social-security/01-a-human-right/01-why-social-security.md"));
        Assert.NotNull(archive.GetEntry("courses/strike-fund/sources.csv"));   // each has a register of its own
        Assert.True(archive.GetEntry("sources.csv")!.Length > 10_000);
    }

    /// <summary>Makes a deployment plan with our step in the admin and runs it.</summary>
    private static async Task<byte[]> ExportAsync(Visitor admin, string courses)
    {
        await admin.Submit("/Admin/DeploymentPlan/Create", "form[action$='/DeploymentPlan/Create']", ("Name", "Courses"));
        var plan = Plan().Match(await admin.Page("/Admin/DeploymentPlan/Index")).Groups[1].Value;
        var added = await admin.Submit($"/Admin/DeploymentPlan/{plan}/Step/Create?type=CourseDeploymentStep", "form[action*='/Step/Create']", ("Courses", courses));
        Assert.True(added.StatusCode == HttpStatusCode.Found, await added.Content.ReadAsStringAsync(OrchardSite.Cancellation));
        var token = (await admin.Document($"/Admin/DeploymentPlan/Display/{plan}")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await admin.Post($"/Admin/DeploymentPlan/ExportFile/Execute/{plan}", ("__RequestVerificationToken", token));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(OrchardSite.Cancellation);
    }

    [GeneratedRegex("/DeploymentPlan/Display/([0-9]+)")]
    private static partial Regex Plan();
}
