using System.Net;
using Learning.Credentials;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Notifications;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Pathways;

/// <summary>Pathways through the pages: made by who publishes, completed by who learns.</summary>
[NeedsDatabase]
public sealed class PathwayTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_last_of_its_courses_gives_its_certificate_in_the_same_moment()
    {
        var (first, second) = (await _site.PublishesCertified(), await _site.PublishesCertified(id: "harmony"));
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        Assert.Equal(HttpStatusCode.Found, (await MakeAsync(editor, ("order_harmony", "1"), ("order_rhythm", "2"), ("months", "24"))).StatusCode);
        var amina = await _site.SignedInAs("amina");
        await _site.Completes("amina", first);
        Assert.Contains("1 of 2 courses", await amina.Page("/my/certificates"), StringComparison.Ordinal);

        await _site.Completes("amina", second);

        var certificate = await _site.CertificateOf("amina", "music");
        Assert.Equal(("Music", "", 2m, 1), (certificate.CourseTitle, certificate.CourseId, certificate.Hours, certificate.RevisionNumber));
        Assert.Equal(["harmony", "Rhythm"], certificate.Competences);
        Assert.Equal(Validity.Until(certificate.IssuedAt, 24), certificate.ValidUntil);
        var page = await _site.Visitor().Page($"/credentials/{certificate.Id}");
        Assert.Contains("has completed the pathway", page, StringComparison.Ordinal);
        Assert.Contains("/credentials/" + certificate.Id, await amina.Page("/pathways/music"), StringComparison.Ordinal);
        Assert.Equal("image/png", (await _site.Visitor().Get("/pathways/music/image.png")).Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"LearningProgram\"", await _site.Visitor().Page($"/credentials/{certificate.Id}.json"), StringComparison.Ordinal);
        Assert.Equal(3, await _site.Db(db => db.Messages.CountAsync(m => m.Topic == Topic.Certificate, Cancellation)));
        Assert.Empty((await _site.With<CheckLog, LogReport>(log => log.RunAsync(null, Cancellation))).Findings);
    }

    [Fact]
    public async Task Whoever_has_all_of_it_before_it_is_made_gets_it_then_and_once()
    {
        var (first, second) = (await _site.PublishesCertified(), await _site.PublishesCertified(id: "harmony"));
        foreach (var name in new[] { "amina", "bodo" })
        {
            await _site.SignedInAs(name);
            await _site.Completes(name, first);
        }

        await _site.Completes("amina", second);
        var editor = await _site.SignedInAs("eva", Roles.Editor);

        await MakeAsync(editor);
        await editor.PostForm("/certificates/pathways/music", "/certificates/pathways/music", ("title_en", "All of music"), ("courses", "rhythm"), ("courses", "harmony"));

        var certificate = Assert.Single(await _site.Db(db => db.Credentials.AsNoTracking().Where(c => c.PathwayId != "").ToListAsync(Cancellation)));
        Assert.Equal((await _site.LearnerId("amina"), "Music"), (certificate.LearnerId, certificate.CourseTitle));   // issued as it was then
    }

    [Fact]
    public async Task A_revoked_certificate_of_a_course_does_not_count_towards_it()
    {
        var (first, second) = (await _site.PublishesCertified(), await _site.PublishesCertified(id: "harmony"));
        await MakeAsync(await _site.SignedInAs("eva", Roles.Editor));
        await _site.SignedInAs("amina");
        await _site.Completes("amina", first);
        var certificate = await _site.CertificateOf("amina");
        await _site.With<Learning.Credentials.Keeping.ChangeCredential, bool>(change => change.RevokeAsync(certificate.Id, RevocationCause.Mistake, "Wrong", "boss", Cancellation));

        await _site.Completes("amina", second);

        Assert.Equal(0, await _site.Db(db => db.Credentials.CountAsync(c => c.PathwayId != "", Cancellation)));

        await _site.With<Learning.Credentials.Keeping.ChangeCredential, bool>(change => change.RestoreAsync(certificate.Id, "Right after all", "boss", Cancellation));

        Assert.Equal("Music", (await _site.CertificateOf("amina", "music")).CourseTitle);
    }

    [Fact]
    public async Task A_closed_one_says_so_and_gives_nothing_any_more()
    {
        var (first, second) = (await _site.PublishesCertified(), await _site.PublishesCertified(id: "harmony"));
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        await MakeAsync(editor);
        Assert.Equal(HttpStatusCode.Found, (await editor.PostForm("/certificates/pathways/music", "/certificates/pathways/music/closing")).StatusCode);
        await _site.SignedInAs("amina");
        await _site.Completes("amina", first);
        await _site.Completes("amina", second);
        Assert.Equal(2, await _site.Db(db => db.Credentials.CountAsync(Cancellation)));

        Assert.Contains("Closed on", await _site.Visitor().Page("/pathways/music"), StringComparison.Ordinal);
        Assert.DoesNotContain("Music", await _site.Visitor().Page("/pathways"), StringComparison.Ordinal);

        await editor.PostForm("/certificates/pathways/music", "/certificates/pathways/music/closing");

        Assert.Equal("Music", (await _site.CertificateOf("amina", "music")).CourseTitle);   // open again, for those who have all of it too
    }

    [Theory]
    [InlineData("id", "No Such Address", "Write an address of lower-case letters")]
    [InlineData("title_en", "", "Write a title in at least one language.")]
    [InlineData("months", "0", "Write a whole number of months, from 1 to 120.")]
    [InlineData("months", "soon", "Write a whole number of months, from 1 to 120.")]
    [InlineData("courses", "nothing", "Choose 2 to 20 courses.")]
    public async Task What_makes_no_pathway_is_said(string field, string value, string problem)
    {
        await _site.PublishesCertified();
        await _site.PublishesCertified(id: "harmony");

        var answer = await MakeAsync(await _site.SignedInAs("eva", Roles.Editor), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_without_certificates_is_no_part_of_one()
    {
        await _site.PublishesCertified();
        await _site.PublishesCertified(new(IsIssued: false, Months: null), id: "harmony");

        var answer = await MakeAsync(await _site.SignedInAs("eva", Roles.Editor));

        Assert.Contains("harmony gives no certificate", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_may_say_that_it_gives_no_certificate()
    {
        var course = await _site.PublishesCertified(new(IsIssued: false, Months: null));
        await _site.SignedInAs("amina");

        await _site.Completes("amina", course);

        Assert.Equal(0, await _site.Db(db => db.Credentials.CountAsync(Cancellation)));
    }

    /// <summary>"music" of two courses, but for what a test says; a course named nowhere comes in with "courses".</summary>
    private static Task<HttpResponseMessage> MakeAsync(Visitor editor, params (string Name, string Value)[] instead)
    {
        (string Name, string Value)[] usual = [("id", "music"), ("title_en", "Music"), ("courses", "rhythm"), ("courses", "harmony")];
        return editor.PostForm("/certificates/pathways", "/certificates/pathways", [.. usual.Where(f => f.Name == "courses" || instead.All(i => i.Name != f.Name)), .. instead]);
    }
}
