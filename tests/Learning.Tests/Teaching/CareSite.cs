using System.Net;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Learning.Tests.Courses;
using Learning.Web.Accounts;

namespace Learning.Tests.Teaching;

/// <summary>A site with the small course, partly translated into French, and with one in English only.</summary>
internal sealed class CareSite : IAsyncLifetime
{
    public TestSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        await Site.Publish(FrenchCourse.Make()
            .Change(SmallCourse.Lesson, "Some text.", "Some other text.")   // one piece is older than the original now
            .Change(SmallCourse.Second, "checked: 2026-11-23", "checked: 2024-02-29")
            .Draft());
        await Site.Publish(Drafts.Rhythm());
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    public Task<Visitor> Editor(string name = "eva") => Site.SignedInAs(name, Roles.Editor);

    /// <summary>For editors and administrators, for nobody else.</summary>
    public async Task AssertForEditors(string path)
    {
        var administrator = await Site.SignedInAs("ada", Roles.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await Editor("edna")).Get(path)).StatusCode);
        Assert.Equal("/not-allowed", LedTo(await (await Site.SignedInAs("lea")).Get(path)));
        Assert.Equal("/not-allowed", LedTo(await (await Site.SignedInAs("fay", Roles.Facilitator)).Get(path)));
        Assert.Equal("/sign-in", LedTo(await Site.Visitor().Get(path)));
    }

    public static async Task<string> In(Visitor who, string language, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await who.Http.SendAsync(request, Visitor.Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Visitor.Cancellation);
    }

    private static string? LedTo(HttpResponseMessage answer) => answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.AbsolutePath : to.OriginalString.Split('?')[0]) : null;
}
