using System.Text.RegularExpressions;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests.People;

/// <summary>What those who facilitate do with a group, through the pages.</summary>
internal static partial class Facilitating
{
    /// <summary>A group for the course of the site, or another, with a due date for each module; its id.</summary>
    public static async Task<string> MakeGroup(this Visitor facilitator, string name, string course = CourseBook.Slug)
    {
        await facilitator.Open("/cohorts/new");
        await facilitator.Page.Locator("#f-name").FillAsync(name);
        await facilitator.Page.Locator("#f-starts_on").FillAsync("2026-11-02");
        await facilitator.Page.Locator("#f-time_zone").SelectOptionAsync("Africa/Dakar");
        await facilitator.Page.Locator($"input[name=course][value={course}]").CheckAsync();
        await facilitator.Page.Locator("#f-welcome").FillAsync("Welcome, all of you.\n\nWe meet every second Tuesday in the union hall.");
        await facilitator.Button("Cohort.Create").ClickAsync();
        await Expect(facilitator.Heading).ToHaveTextAsync(name);
        var id = IdInAddress().Match(facilitator.Page.Url).Value;
        await facilitator.Open($"/cohorts/{id}/dates");
        await facilitator.Page.Locator("#f-every").FillAsync("14");
        await facilitator.Button("Dates.Spread").ClickAsync();
        await Expect(facilitator.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        return id;
    }

    public static async Task<string> CodeOf(this Visitor facilitator, string group)
    {
        await facilitator.Open($"/cohorts/{group}/people");
        return (await facilitator.Page.Locator(".join-code strong").InnerTextAsync()).Trim();
    }

    /// <summary>She has an account and types the code from the poster.</summary>
    public static async Task JoinGroup(this Visitor learner, string code)
    {
        await learner.Open("/join");
        await learner.Page.Locator("#f-code").FillAsync(code.ToLowerInvariant());
        await learner.Button("Join.Find").ClickAsync();
        await learner.Button("Join.Join").ClickAsync();
        await Expect(learner.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex IdInAddress();
}

/// <summary>A group that stands for all tests that only look: the teacher's, with three who stand differently. Made when first asked for.</summary>
internal sealed class PreparedGroup(SiteAndBrowser site)
{
    private readonly Lazy<Task<string>> _id = new(() => PrepareAsync(site));

    public Task<string> IdAsync() => _id.Value;

    private static async Task<string> PrepareAsync(SiteAndBrowser site)
    {
        await using var teacher = await site.VisitorAsync(Learner.Teacher);
        var id = await teacher.MakeGroup("Dockers, autumn 2026");
        var code = await teacher.CodeOf(id);
        foreach (var learner in new[] { Learner.Graduate, Learner.Repeater })
        {
            await using var one = await site.VisitorAsync(learner);
            await one.JoinGroup(code);
        }

        await using var late = await site.VisitorAsync();
        await late.Register("prepared-late", "Late Okonkwo-Lindqvist");
        await late.JoinGroup(code);

        return id;
    }
}
