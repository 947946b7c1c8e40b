using System.Net;
using Learning.OrchardCore.Site;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Entities;
using OrchardCore.Security.Settings;
using OrchardCore.Settings;

namespace Learning.OrchardCore.Tests;

/// <summary>The editor's preview stands in a frame, also on a site whose policy forbids frames; no other page may have one.</summary>
public sealed class FrameTests : IAsyncLifetime
{
    private const string Shut = "frame-ancestors 'none'";

    private readonly OrchardSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Where_the_site_forbids_frames_the_page_of_a_text_has_its_preview_all_the_same()
    {
        await Forbid("default-src *", "frame-src 'none'", Shut);
        var editor = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        var (text, preview) = await Draft(editor);

        Assert.Equal($"default-src *; frame-src 'self'; {Shut}", await Policy(editor, text));
        Assert.Equal("default-src *; frame-src 'none'; frame-ancestors 'self'", await Policy(editor, preview));
        Assert.Equal($"default-src *;frame-src 'none';{Shut}", await Policy(editor, "/courses"));
    }

    [Fact]
    public async Task A_site_without_a_policy_is_given_none()
    {
        var editor = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        var (text, preview) = await Draft(editor);

        Assert.Equal("", await Policy(editor, text));
        Assert.Equal("", await Policy(editor, preview));
    }

    [Theory]
    [InlineData("script-src 'self'", "script-src 'self'")]
    [InlineData("frame-src https://video.example.org", "frame-src https://video.example.org 'self'")]
    [InlineData("Frame-Src 'none'; img-src *", "frame-src 'self'; img-src *")]
    [InlineData("child-src 'none'", "child-src 'none'; frame-src 'self'")]
    [InlineData("default-src 'self'", "default-src 'self'")]
    [InlineData("default-src https://cdn.example.org", "default-src https://cdn.example.org; frame-src https://cdn.example.org 'self'")]
    [InlineData("default-src 'none'; frame-src *", "default-src 'none'; frame-src *")]
    public void A_policy_is_widened_by_this_address_and_nothing_else(string policy, string widened) =>
        Assert.Equal(widened, AllowOwnFrames.Widened(policy, "frame-src", "child-src", "default-src"));

    private async Task Forbid(params string[] directives)
    {
        await _site.In("Default", async services =>
        {
            var settings = services.GetRequiredService<ISiteService>();
            var site = await settings.LoadSiteSettingsAsync();
            site.Put(new SecuritySettings { ContentSecurityPolicy = directives.Select(one => one.Split(' ', 2)).ToDictionary(one => one[0], one => one[1]) });
            await settings.UpdateSiteSettingsAsync(site);
        });
        await _site.StopAsync();
        await _site.StartAsync();
    }

    /// <summary>Where a text of a new draft is written, and its preview.</summary>
    private static async Task<(string Text, string Preview)> Draft(Visitor editor)
    {
        var opened = await editor.Submit("/drafts", "form[action='/drafts']:has([value='right-to-social-security'])");
        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);
        var draft = await editor.Document(opened.Headers.Location!.ToString());
        var text = draft.QuerySelectorAll("a[href*='/text?path=']").Select(a => a.GetAttribute("href")!).First(href => href.Contains("why-social-security", StringComparison.Ordinal));
        return (text, (await editor.Document(text)).QuerySelector("#edit-preview")!.GetAttribute("data-src")!);
    }

    private static async Task<string> Policy(Visitor visitor, string path)
    {
        var answer = await visitor.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? Assert.Single(policy) : "";
    }
}
