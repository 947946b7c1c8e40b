using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Tests.Assessment;
using Learning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts.Reports;

[NeedsDatabase]
public sealed partial class ShowReportTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Of_fewer_than_five_nothing_is_told()
    {
        await (await _site.Member("amina", _cohort)).Read();

        var page = await _fay.Page($"/cohorts/{_cohort}/report");

        Assert.Contains("fewer than 5 learners", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dl", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_is_told_and_what_few_told_is_put_with_others()
    {
        var regions = new[] { "North", "north ", "North", "NORTH", "North", "Islet", "", "", "", "", "" };
        for (var i = 0; i < regions.Length; i++)
        {
            var one = await _site.Member($"member{i}", _cohort);
            if (regions[i].Length > 0)
            {
                Assert.Equal(HttpStatusCode.Found, (await TellAsync(one, ("region", regions[i]), ("sex", "Woman"))).StatusCode);
            }

            if (i == 0)
            {
                await one.Read();
                await one.Take(("q1", "a"));
            }
        }

        var page = await _fay.Page($"/cohorts/{_cohort}/report");
        var rows = Row().Matches(page).Select(m => Tags().Replace(Label().Replace(m.Value, ""), "|")).Select(r => string.Join('|', r.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).ToArray();

        Assert.DoesNotContain("Islet", page, StringComparison.Ordinal);
        Assert.Equal(["Others (combined)|11|1|9%|1", "Not stated|11|1|9%|1", "Woman|6|hidden|16%|hidden", "Not stated|5|hidden|0%|hidden"], rows.Select(r => r.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" %", "%", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_many_generated_learners_no_small_number_is_shown()
    {
        await Generate.RunAsync(new(300, 300, Activities: 8, Force: true), _site.Paths, TextWriter.Null, TextWriter.Null, Cancellation);
        var cohort = await _site.Db(db => db.Cohorts.Where(c => c.Name.StartsWith("Generated")).Select(c => c.Id).SingleAsync(Cancellation));
        var ada = await _site.SignedInAs("ada-runs-it", "Administrator");

        var page = await ada.Page($"/cohorts/{cohort}/report");
        var counts = Number().Matches(page).Select(m => m.Groups[1].Value).Where(n => !n.EndsWith('%')).ToArray();

        Assert.Contains("Teachers Union", page, StringComparison.Ordinal);
        Assert.NotEmpty(counts);
        Assert.DoesNotContain(counts, n => n is "1" or "2" or "3" or "4");
        Assert.DoesNotContain("[Report.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_takes_back_what_she_told_and_keeps_nothing_that_is_empty()
    {
        var amina = await _site.SignedInAs("amina");
        var id = await _site.LearnerId("amina");

        await TellAsync(amina, ("region", " North \u0007 East "), ("organisation", "<b>Dockers</b>"), ("sex", "Woman"));
        var told = await _site.Db(db => db.LearnerProfiles.SingleAsync(p => p.LearnerId == id, Cancellation));
        Assert.Equal(("North East", "<b>Dockers</b>", Sex.Woman), (told.Region, told.Organisation, told.Sex));
        Assert.Contains("&lt;b&gt;Dockers&lt;/b&gt;", await amina.Page("/my/profile"), StringComparison.Ordinal);
        Assert.Contains("/my/profile", await amina.Page("/my"), StringComparison.Ordinal);

        await TellAsync(amina, ("forget", "yes"));
        Assert.Equal(0, await _site.Db(db => db.LearnerProfiles.CountAsync(Cancellation)));
        await TellAsync(amina, ("region", ""), ("organisation", " "), ("sex", "Alien"));
        Assert.Equal(0, await _site.Db(db => db.LearnerProfiles.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task What_is_too_long_is_said_at_its_field()
    {
        var amina = await _site.SignedInAs("amina");

        var answer = await TellAsync(amina, ("region", new string('x', 81)), ("organisation", "Dockers"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#f-region\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_facilitator_finds_nothing()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/report")).StatusCode);
    }

    private static Task<HttpResponseMessage> TellAsync(Visitor learner, params (string, string)[] fields) => learner.PostForm("/my/profile", "/my/profile", fields);

    [GeneratedRegex("<tr><th scope=\"row\">.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    /// <summary>What a phone shows beside each figure instead of the heads above them.</summary>
    [GeneratedRegex("<span class=\"stack-label\">[^<]*</span>")]
    private static partial Regex Label();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<td class=\"number\"><span class=\"stack-label\">[^<]+</span> ([^<]*)</td>")]
    private static partial Regex Number();
}
