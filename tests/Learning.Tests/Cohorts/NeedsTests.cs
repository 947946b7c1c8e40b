using Learning.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed class NeedsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_database_and_the_page_say_the_same_of_everybody()
    {
        var cohort = Cohort.Create(new CohortPlan { Name = "All", StartsOn = new(2026, 11, 1) }, JoinCode.New(), "f", Now);
        DateTimeOffset?[] lasts = [null, Now, Now.AddDays(-14), Now.AddDays(-14).AddMilliseconds(-1), Now.AddDays(-40)];
        DateTimeOffset?[] dues = [null, Now, Now.AddDays(1), Now.AddMilliseconds(-1)];
        var members = (from last in lasts from due in dues from fails in new[] { 0, 2 } from finished in new[] { false, true } select (last, due, fails, finished))
            .Select((m, i) =>
            {
                var member = Member.Join(cohort.Id, $"learner-{i}", JoinedBy.Code, Now);
                member.Stands(new Standing
                {
                    Percent = 0, DoneCount = 0, RequiredCount = 1, Modules = [], LastAt = m.last, NextDueAt = m.due, FailedTries = m.fails, FinishedAt = m.finished ? Now : null,
                });
                return member;
            }).ToArray();
        await _site.Db(db =>
        {
            db.Add(cohort);
            db.AddRange(members);
            return db.SaveChangesAsync(Cancellation);
        });

        var counted = await _site.Db(db => db.Members.GroupBy(Needs.At(Now, Now.AddDays(-14))).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (Need)g.Key, g => g.Count, Cancellation));
        Assert.Equal(members.GroupBy(m => Needs.Of(m, Now, 14)).ToDictionary(g => g.Key, g => g.Count()), counted);
        foreach (var need in Enum.GetValues<Need>())
        {
            var found = await _site.Db(db => db.Members.Where(Needs.Is(need, Now, Now.AddDays(-14))).Select(m => m.LearnerId).ToListAsync(Cancellation));
            Assert.Equal(members.Where(m => Needs.Of(m, Now, 14) == need).Select(m => m.LearnerId).Order(), found.Order());
        }
    }
}
