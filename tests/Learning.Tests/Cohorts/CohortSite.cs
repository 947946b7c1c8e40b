using System.Net;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Tests.Assessment;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

/// <summary>What tests of cohorts do again and again, through the pages.</summary>
internal static partial class CohortSite
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    /// <summary>The course "rhythm": a lesson, and a test that has to be passed.</summary>
    public static Task PublishRhythm(this TestSite site) => site.Publish(QuizCourse.With(ActivityKind.Test, null, Drafts.Question("q1")));

    public static async Task<Guid> NewCohort(this Visitor facilitator, string name, params (string Field, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] = name,
            ["starts_on"] = "2026-11-02",
            ["time_zone"] = "Africa/Dakar",
            ["is_open"] = "yes",
            ["stalled_after_days"] = "14",
            ["reminders_a_week"] = "1",
            ["course"] = "rhythm",
        };
        foreach (var (field, value) in more)
        {
            fields[field] = value;
        }

        var answer = await facilitator.PostForm("/cohorts/new", "/cohorts", [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync(Cancellation));
        return Guid.Parse(IdInAddress().Match(answer.Headers.Location!.ToString()).Value);
    }

    public static Task<string> CodeOf(this TestSite site, Guid cohort) => site.Db(db => db.Cohorts.Where(c => c.Id == cohort).Select(c => c.Code).SingleAsync(Cancellation));

    public static async Task Join(this TestSite site, Visitor learner, Guid cohort)
    {
        var code = await site.CodeOf(cohort);
        Assert.Equal(HttpStatusCode.Found, (await learner.PostForm($"/join/{code}", $"/join/{code}")).StatusCode);
    }

    public static async Task<Visitor> Member(this TestSite site, string username, Guid cohort)
    {
        var learner = await site.SignedInAs(username);
        await site.Join(learner, cohort);
        return learner;
    }

    public static async Task<Member> Standing(this TestSite site, Guid cohort, string username)
    {
        var id = await site.LearnerId(username);
        return await site.Db(db => db.Members.AsNoTracking().SingleAsync(m => m.CohortId == cohort && m.LearnerId == id, Cancellation));
    }

    /// <summary>Reads the lesson to its end.</summary>
    public static async Task Read(this Visitor learner)
    {
        var done = await learner.PostForm(
            "/learn/rhythm/beat", "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", "/my"));
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
    }

    /// <summary>Names in the table of a cohort, in its order.</summary>
    public static IReadOnlyList<string> Names(string html) => [.. NameInRow().Matches(html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex IdInAddress();

    [GeneratedRegex("<th scope=\"row\"><a [^>]*><bdi>([^<]*)</bdi>")]
    private static partial Regex NameInRow();
}
