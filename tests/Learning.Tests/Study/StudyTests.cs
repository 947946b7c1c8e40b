using System.Net;
using Learning.Tests.Courses;

namespace Learning.Tests.Study;

[NeedsDatabase]
public sealed class StudyTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task She_resumes_at_the_heading_she_had_reached()
    {
        var bo = await Enrolled("resume-heading");
        await bo.PostJson("/learn/rhythm/bar", "/record", Entry("Reached", "bar", "pulse"));

        Assert.Equal("/learn/rhythm/bar#pulse", await Location(bo, "/learn/rhythm"));
    }

    [Fact]
    public async Task She_resumes_after_what_she_has_finished()
    {
        var bo = await Enrolled("resume-next");
        Assert.Equal("/learn/rhythm/beat", await Location(bo, "/learn/rhythm"));

        await bo.PostJson("/learn/rhythm/beat", "/record", Entry("Completed", "beat", null));

        Assert.Equal("/learn/rhythm/bar", await Location(bo, "/learn/rhythm"));
    }

    [Fact]
    public async Task What_was_skipped_comes_after_the_end()
    {
        var bo = await Enrolled("resume-skipped");
        await bo.PostJson("/learn/rhythm/beat", "/record", Entry("Completed", "bar", null));

        Assert.Equal("/learn/rhythm/check", await Location(bo, "/learn/rhythm"));
    }

    [Theory]
    [InlineData("/learn/rhythm/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/learn/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/learn/nowhere/beat", HttpStatusCode.NotFound)]
    [InlineData("/courses/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/learn/rhythm/exam?attempt=019ab000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/credentials/019ab000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/media/0000000000000000000000000000000000000000000000000000000000000000/x.svg", HttpStatusCode.NotFound)]
    [InlineData("/theme/x/..%2f..%2fappsettings.json", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_said_to_be(string path, HttpStatusCode status)
    {
        var bo = await Enrolled($"lost{Guid.NewGuid():N}"[..20]);

        Assert.Equal(status, (await bo.Get(path)).StatusCode);
    }

    [Fact]
    public async Task Somebody_not_signed_in_is_led_to_the_door_and_somebody_not_enrolled_to_the_course()
    {
        await site.Publish(Drafts.Rhythm());
        Assert.StartsWith("http://localhost/sign-in?returnUrl=", await Location(site.Visitor(), "/learn/rhythm/beat"), StringComparison.Ordinal);

        var stranger = await site.SignedInAs("not-enrolled");
        Assert.Equal("/courses/rhythm", await Location(stranger, "/learn/rhythm/beat"));
    }

    [Fact]
    public async Task Before_marking_a_quiz_page_gives_nothing_away()
    {
        var bo = await Enrolled("curious");

        var html = await bo.Page("/learn/rhythm/check");

        Assert.DoesNotContain("It is a.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Not so.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "ltr")]
    [InlineData("es", "ltr")]
    [InlineData("ar", "rtl")]
    public async Task The_interface_speaks_the_language_she_chose(string language, string direction)
    {
        var visitor = site.Visitor();
        await visitor.PostForm("/", "/language", ("language", language), ("return_url", "/courses"));

        var html = await visitor.Page("/courses");

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_carries_the_strict_policy_and_no_page_is_kept_by_caches()
    {
        var answer = await site.Visitor().Get("/");

        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private async Task<Visitor> Enrolled(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return visitor;
    }

    private static async Task<string> Location(Visitor visitor, string path) => (await visitor.Get(path)).Headers.Location!.ToString();

    private static object Entry(string verb, string activity, string? place) =>
        new { id = Guid.CreateVersion7(), verb, course = "rhythm", activity, place, at = DateTimeOffset.UtcNow };
}
