using System.Net;
using Learning.Credentials;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

/// <summary>Several people, one phone: nobody takes over what another did unless she says that it was she.</summary>
public sealed class SharedPhoneTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Who_signs_in_where_a_guest_has_studied_is_asked_and_takes_nothing_over_unasked()
    {
        await site.SignedInAs("next-person");
        var phone = await Guest();
        await phone.PostForm("/learn/rhythm/beat", "/record", Completed("beat"));

        Assert.Contains("name=\"bring\"", await phone.Page("/sign-in"), StringComparison.Ordinal);
        await phone.PostForm("/sign-in", "/sign-in", ("username", "next-person"), ("secret", "a long enough secret"));

        Assert.Equal(0, await site.Db(db => db.Enrolments.CountAsync(e => db.Set<Learning.Accounts.Learner>().Any(l => l.Id == e.LearnerId && l.Name == "next-person"), Cancellation)));
        Assert.DoesNotContain("name=\"bring\"", await site.Visitor().Page("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_can_leave_and_is_told_what_that_means()
    {
        var phone = await Guest();
        Assert.Contains("action=\"/sign-out\"", await phone.Page("/account"), StringComparison.Ordinal);

        var left = await phone.PostForm("/account", "/sign-out");

        Assert.Equal(HttpStatusCode.Found, left.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await phone.Get("/my")).StatusCode);
    }

    [Fact]
    public async Task A_guest_changes_no_account()
    {
        var phone = await Guest();

        foreach (var what in new[] { "name", "secret", "email" })
        {
            var answer = await phone.PostForm("/account", $"/account/{what}", ("name", "X"), ("secret", "839204"), ("email", "a@b.example"));
            Assert.Equal("/account", answer.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task The_certificate_states_the_revision_that_was_completed_though_another_is_in_force_when_it_is_issued()
    {
        var draft = Drafts.Rhythm();
        var small = draft with
        {
            Outline = draft.Outline with
            {
                Id = "asks-for-one",
                Slug = "asks-for-one",
                Completion = new(Learning.Authoring.Requirement.Done, Learning.Authoring.Requirement.None, Learning.Authoring.Requirement.None),
            },
        };
        await site.Publish(small);
        var guest = site.Visitor();
        await guest.PostForm("/courses/asks-for-one", "/guest", ("course", "asks-for-one"));
        await guest.PostForm("/learn/asks-for-one/beat", "/record", [.. Completed("beat", "asks-for-one")]);
        await guest.PostForm("/learn/asks-for-one/bar", "/record", [.. Completed("bar", "asks-for-one")]);
        await site.Publish(small with { Outline = small.Outline with { Title = "Another title" } });

        await guest.PostForm("/register", "/register", ("username", "late-name"), ("secret", "839204"), ("name", "Late Name"));

        var credential = await site.Db(db => db.Credentials.AsNoTracking().SingleAsync(c => c.CourseId == "asks-for-one", Cancellation));
        Assert.Equal((1, "Rhythm"), (credential.RevisionNumber, credential.CourseTitle));
        Assert.NotEqual(Guid.Empty, await site.Db(db => db.CourseOutcomes.Where(o => o.CourseId == "asks-for-one").Select(o => o.CompletedRevisionId).SingleAsync(Cancellation)) ?? Guid.Empty);
    }

    private async Task<Visitor> Guest()
    {
        await site.Publish(Drafts.Rhythm());
        var phone = site.Visitor();
        await phone.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        return phone;
    }

    private static (string, string)[] Completed(string activity, string course = "rhythm") =>
        [("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", course), ("activity", activity), ("next", "/my")];
}
