using System.Net;
using Learning.Tests.Courses;

namespace Learning.Tests.Site;

/// <summary>A host may leave parts of the product out.</summary>
[NeedsDatabase]
public sealed class CapabilityTests
{
    public static TheoryData<string, string[]> Addresses => new()
    {
        { Capability.Review, ["/my/review"] },
        { Capability.Search, ["/search"] },
        { Capability.Teaching, ["/grading", "/allowances", "/corrections", "/sources", "/rechecks", "/translations"] },
        { Capability.Analysis, ["/analysis"] },
        { Capability.QuestionBanks, ["/banks"] },
        { Capability.Notifications, ["/my/messages", "/my/mail"] },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task What_is_left_out_is_not_there_and_nothing_leads_to_it(string capability, string[] addresses)
    {
        await using var site = new TestSite { Without = [capability] };
        await site.InitializeAsync();
        await site.Publish(Drafts.Rhythm());
        var she = await site.SignedInAs("administers", "Administrator");
        await she.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");

        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await she.Get(address)).StatusCode);
            foreach (var page in new[] { "/", "/courses", "/my", "/desk", "/learn/rhythm/beat" })
            {
                Assert.DoesNotContain($"href=\"{address}\"", await she.Page(page), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_site_that_leaves_nothing_out_leads_to_all_of_it()
    {
        await using var site = new TestSite();
        await site.InitializeAsync();
        var she = await site.SignedInAs("administers", "Administrator");
        var desk = await she.Page("/desk");

        foreach (var (_, addresses) in Addresses.Select(row => row.Data).Where(row => row.Item1 is not (Capability.Review or Capability.Notifications)))
        {
            foreach (var address in addresses)
            {
                Assert.Contains($"href=\"{address}\"", desk, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, (await she.Get(address)).StatusCode);
            }
        }
    }

    [Fact]
    public async Task Without_all_that_teachers_do_there_is_no_desk()
    {
        await using var site = new TestSite { Without = [Capability.Teaching, Capability.Cohorts, Capability.Analysis, Capability.QuestionBanks] };
        await site.InitializeAsync();
        var she = await site.SignedInAs("administers", "Administrator");

        Assert.Equal(HttpStatusCode.NotFound, (await she.Get("/desk")).StatusCode);
        Assert.DoesNotContain("/desk", await she.Page("/courses"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rounds_of_what_is_left_out_do_not_run()
    {
        var options = new LearningOptions();
        Assert.Equal(Round.All, Round.For(options));

        options.Without.Add(Capability.Analysis);

        Assert.Equal(Round.All.Count - 1, Round.For(options).Count());
        Assert.All(Round.For(options), round => Assert.NotEqual(Capability.Analysis, round.Capability));
    }
}
