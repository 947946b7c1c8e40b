using Learning.Accounts;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Data;
using Learning.Progress;
using Learning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed class GenerateTests : IAsyncLifetime
{
    private static readonly Generate.Wish Few = new(40, 25, Activities: 14, Seed: 7);

    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_is_made_stands_as_the_rules_say_it_does()
    {
        Assert.Equal(0, (await RunAsync(Few)).Code);
        var cohort = await _site.Db(db => db.Cohorts.Select(c => c.Id).SingleAsync(Cancellation));
        var before = await StandingsAsync();

        await _site.With<KeepStandings, bool>(async keep =>
        {
            await keep.KeepAllAsync(cohort, Cancellation);
            return true;
        });

        Assert.Equal(25, before.Count);
        Assert.Equal(40, await _site.Db(db => db.Learners.CountAsync(Cancellation)));
        Assert.Contains(before, m => m.FinishedAt is not null);
        Assert.Contains(before, m => m.LastAt is null);
        Assert.Equal(before.Where(m => m.FinishedAt is not null).Select(m => m.LearnerId).Order(), (await _site.Db(db => db.Members.Where(m => m.FinishedAt != null).Select(m => m.LearnerId).ToListAsync(Cancellation))).Order());
        Assert.Equivalent(before, await StandingsAsync());
        Assert.Equal(await _site.Db(db => db.Credentials.CountAsync(Cancellation)), await _site.Db(db => db.Credentials.CountAsync(c => c.Statuses.Count > 0, Cancellation)));
        Assert.Equal(await _site.Db(db => db.ActivityResults.SumAsync(r => r.Tries, Cancellation)), await _site.Db(db => db.Attempts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_learners()
    {
        await RunAsync(Few);
        await using var other = new TestSite();
        await other.InitializeAsync();
        await Generate.RunAsync(Few, other.Paths, TextWriter.Null, TextWriter.Null, Cancellation);

        Assert.Equal(await NamesAsync(_site), await NamesAsync(other));
        Assert.Equal(await DoneAsync(_site), await DoneAsync(other));

        static Task<List<string>> NamesAsync(TestSite site) => site.Db(db => db.Learners.OrderBy(l => l.Id).Select(l => l.Name).ToListAsync(Cancellation));
        static Task<List<string>> DoneAsync(TestSite site) => site.Db(db => db.CourseOutcomes.OrderBy(o => o.LearnerId).Select(o => o.Done).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_site_with_learners_is_left_as_it_is_unless_forced()
    {
        await _site.PublishRhythm();
        var fay = await _site.SignedInAs("faye", "Facilitator");
        await _site.Member("amina", await fay.NewCohort("Dockers"));

        var refused = await RunAsync(Few);
        Assert.Equal(1, refused.Code);
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(Few with { Force = true, Facilitator = "faye" })).Code);
        Assert.Contains("Generated group 7", await fay.Page("/cohorts"), StringComparison.Ordinal);
        Assert.Contains("another --seed", (await RunAsync(Few with { Force = true })).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, null, null)]
    [InlineData(10, 11, null, null)]
    [InlineData(10, 5, "no-such-course", null)]
    [InlineData(10, 5, null, "nobody")]
    public async Task What_cannot_be_made_is_said(int learners, int cohort, string? course, string? facilitator)
    {
        var (code, errors) = await RunAsync(new(learners, cohort, Course: course, Facilitator: facilitator));

        Assert.Equal(1, code);
        Assert.Contains("Nothing was made.", errors, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Learners.CountAsync(Cancellation)));
    }

    private Task<List<Member>> StandingsAsync() => _site.Db(db => db.Members.AsNoTracking().OrderBy(m => m.LearnerId).ToListAsync(Cancellation));

    private async Task<(int Code, string Errors)> RunAsync(Generate.Wish wish)
    {
        await using var errors = new StringWriter();
        return (await Generate.RunAsync(wish, _site.Paths, TextWriter.Null, errors, Cancellation), errors.ToString());
    }
}
