using System.Net;
using Learning.Courses;
using Learning.Enrolments;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Enrolments;

[NeedsDatabase]
public sealed class EnrolTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Join = "/courses/rhythm/enrolments";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Joining_twice_gives_one_enrolment()
    {
        await site.Publish(Drafts.Rhythm());
        var bo = await site.SignedInAs("joins-twice");

        await Task.WhenAll(bo.PostForm("/courses/rhythm", Join), bo.PostForm("/courses/rhythm", Join));

        Assert.Single(await Enrolments("joins-twice"));
    }

    [Fact]
    public async Task A_closed_course_is_refused_with_a_sentence_and_stays_open_to_those_who_are_in_it()
    {
        await site.Publish(Drafts.Rhythm());
        var inside = await site.SignedInAs("came-in-time");
        await inside.PostForm("/courses/rhythm", Join);
        var outside = await site.SignedInAs("came-late");
        await Open(false);

        var answer = await outside.PostForm("/courses/rhythm", Join);
        var again = await inside.PostForm("/courses/rhythm", Join);
        await Open(true);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Empty(await Enrolments("came-late"));
    }

    [Fact]
    public async Task Who_left_and_joins_again_goes_on_with_her_enrolment()
    {
        await site.Publish(Drafts.Rhythm());
        var bo = await site.SignedInAs("comes-back");
        await bo.PostForm("/courses/rhythm", Join);
        var first = Assert.Single(await Enrolments("comes-back"));
        await site.Db(async db =>
        {
            var enrolment = await db.Enrolments.SingleAsync(e => e.Id == first.Id, Cancellation);
            enrolment.Withdraw(DateTimeOffset.UtcNow);
            return await db.SaveChangesAsync(Cancellation);
        });
        Assert.Equal(HttpStatusCode.Found, (await bo.Get("/learn/rhythm/beat")).StatusCode);

        await bo.PostForm("/courses/rhythm", Join);

        Assert.Equal(HttpStatusCode.OK, (await bo.Get("/learn/rhythm/beat")).StatusCode);
        Assert.Equal(first.Id, Assert.Single(await Enrolments("comes-back")).Id);
    }

    private Task<int> Open(bool open) => site.Db(db =>
        db.Courses.Where(c => c.Slug == "rhythm").ExecuteUpdateAsync(set => set.SetProperty(c => c.OpenForEnrolment, open), Cancellation));

    private Task<List<Enrolment>> Enrolments(string name) => site.Db(db => db.Enrolments.AsNoTracking()
        .Where(e => db.Set<Learning.Accounts.Learner>().Any(l => l.Id == e.LearnerId && l.Name == name)).ToListAsync(Cancellation));
}
