using System.Net;

namespace Learning.OrchardCore.Tests;

/// <summary>Who may do what, by Orchard's roles.</summary>
public sealed class RightsTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    public static TheoryData<string> OfTeachers => ["/desk", "/grading", "/allowances", "/corrections", "/sources", "/rechecks", "/translations", "/analysis", "/banks", "/drafts", "/cohorts", "/certificates"];

    [Theory]
    [MemberData(nameof(OfTeachers))]
    public async Task Nobody_without_a_role_comes_to_a_page_of_those_who_teach_or_write(string path)
    {
        var learner = await With($"l{path[1..]}", "Learner");

        var answer = await learner.Get(path);

        Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || (answer.Headers.Location?.ToString().Contains("403", StringComparison.Ordinal) ?? false), $"{answer.StatusCode} {answer.Headers.Location}");
        Assert.Equal("/Login", (await new Visitor(site).Get(path)).Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("Facilitator", "/grading", "/banks")]
    [InlineData("Facilitator", "/cohorts", "/drafts")]
    [InlineData("Facilitator", "/certificates", "/courses/right-to-social-security/withdrawal")]
    [InlineData("Writer", "/drafts", "/courses/right-to-social-security/withdrawal")]
    [InlineData("Editor", "/courses/right-to-social-security/withdrawal", "/cohorts")]
    [InlineData("Editor", "/banks", "/grading")]
    public async Task A_role_of_the_recipe_opens_its_pages_and_no_others(string role, string open, string shut)
    {
        var she = await With($"she-{role}-{open.Split('/')[^1]}", role);

        await she.Page(open);
        await she.Page("/desk");
        Assert.NotEqual(HttpStatusCode.OK, (await she.Get(shut)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(OfTeachers))]
    public async Task The_administrator_of_the_site_may_do_all_of_it(string path) =>
        await (await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret)).Page(path);

    [Theory]
    [InlineData("/desk")]
    [InlineData("/drafts")]
    [InlineData("/cohorts")]
    [InlineData("/certificates")]
    public async Task The_admin_leads_there(string path)
    {
        var admin = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);

        Assert.NotNull((await admin.Document("/Admin")).QuerySelector($"a[href='{path}']"));
    }

    private async Task<Visitor> With(string username, string role)
    {
        await new Visitor(site).Register(username);
        await site.Gives(username, role);
        return await new Visitor(site).SignIn(username, OrchardSite.AdminSecret);
    }
}
