using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Publishing;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

/// <summary>A site with the small course, and an open draft of it.</summary>
internal sealed partial class DraftSite : IAsyncLifetime
{
    public TestSite Site { get; init; } = new();

    public SmallCourse Course { get; init; } = new();

    public Guid Draft { get; private set; }

    public string Address => $"/drafts/{Draft}";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        await Site.Publish(Course.Draft());
        Draft = await Begin();
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    public async Task<Guid> Begin(string slug = "rights") => (await Site.With<BeginDraft, Draft?>(begin => begin.OfCourseAsync(slug, "eva", Cancellation)))!.Id;

    public Task<Visitor> Editor(string name = "edna") => Site.SignedInAs(name, Roles.Editor);

    public Task<Visitor> Writer(string name = "wanda") => Site.SignedInAs(name, Roles.Writer);

    /// <summary>Changes a text in the draft.</summary>
    public async Task Change(string old, string changed, string path = SmallCourse.Lesson, string by = "eva")
    {
        var folder = await Folder();
        var text = Encoding.UTF8.GetString(folder.Files[path].Bytes);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await Put(path, Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)), by);
    }

    public Task<Written> Put(string path, byte[]? bytes, string by = "eva") => Site.With<WriteDraft, Written>(write => write.BytesAsync(Draft, path, bytes, by, Cancellation));

    public async Task<DraftFolder> Folder() => (await Site.With<ReadDraft, DraftFolder?>(read => read.ReadAsync(Draft, Cancellation)))!;

    public async Task<Draft> Row() => (await Folder()).Draft;

    public async Task<string> Text(string path = SmallCourse.Lesson) => Encoding.UTF8.GetString((await Folder()).Files[path].Bytes);

    /// <summary>Presses publish on the draft's page.</summary>
    public async Task<HttpResponseMessage> Publish(Visitor who, params (string Name, string Value)[] fields)
    {
        var page = await who.Page($"{Address}/publication");
        var version = Version().Match(page) is { Success: true } seen ? seen.Groups[1].Value : "";
        (string Name, string Value)[] all = [("version", version), ("note", "Mended."), ("when", "now"), .. fields];
        return await who.PostWithToken(Visitor.Token(page), $"{Address}/publication", [.. all.Reverse().DistinctBy(f => f.Name)]);
    }

    public Task<bool> Round() => Site.With<PublishScheduled, bool>(async round =>
    {
        await round.RunOnceAsync(Cancellation);
        return true;
    });

    public Task<CourseRevision> InForce() => Site.Db(async db =>
    {
        var id = await db.Courses.Where(c => c.Id == "rights").Select(c => c.CurrentRevisionId).SingleAsync(Cancellation);
        return await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, Cancellation);
    });

    /// <summary>Somebody who takes the course and has answered one question of its practice quiz, so that an attempt is under way.</summary>
    public async Task<Visitor> Practising(string name)
    {
        const string Quiz = "/learn/rights/check";
        var visitor = await Site.SignedInAs(name);
        await visitor.PostForm("/courses/rights", "/courses/rights/enrolments");
        var page = await visitor.Page(Quiz);
        await visitor.PostForm(
            Quiz, Quiz, ("id", $"{Guid.CreateVersion7()}"), ("verb", "answered"), ("course", "rights"), ("activity", "check"), ("attempt", page.Split("data-attempt=\"")[1].Split('"')[0]), ("next", Quiz),
            ("check", "which"), ("answer.which", page.Split("name=\"answer.which\" value=\"")[1].Split('"')[0]));
        return visitor;
    }

    /// <summary>A text as the revision in force was read from it.</summary>
    public async Task<string> InForceText(string path = SmallCourse.Lesson)
    {
        var id = (await InForce()).Id;
        return Encoding.UTF8.GetString((await Site.With<CourseFiles, IReadOnlyList<Learning.Authoring.ContentFile>>(files => files.ReadAsync(id, Cancellation))).Single(f => f.Path == path).Bytes);
    }

    public static async Task AssertRefused(HttpResponseMessage answer, HttpStatusCode status, string sentence)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
    }

    public static string? LedTo(HttpResponseMessage answer) => answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString) : null;

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}
