using System.Net;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Tests.Courses;
using Learning.Texts;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

/// <summary>Several people, one phone: nobody takes over what another did unless she says that it was she.</summary>
[NeedsDatabase]
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
    public async Task A_mistyped_secret_does_not_take_back_that_it_was_she()
    {
        await site.SignedInAs("mistypes");
        var phone = await Guest();

        var refused = await phone.PostForm("/sign-in", "/sign-in", ("username", "mistypes"), ("secret", "not that one"), ("bring", "yes"));

        Assert.Contains("name=\"bring\" value=\"yes\" checked", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(" checked", await phone.Page("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_guest_who_is_on_no_course_any_more()
    {
        var phone = await Guest();
        var guest = await NewestGuest();
        await site.Db(db => db.Enrolments.Where(e => e.LearnerId == guest).ExecuteUpdateAsync(set => set.SetProperty(e => e.WithdrawnAt, DateTimeOffset.UtcNow), Cancellation));

        Assert.DoesNotContain("name=\"bring\"", await phone.Page("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_journal_of_the_browser_is_told_what_becomes_of_the_guest_who_signs_in(bool wasShe)
    {
        var name = wasShe ? "journal-hers" : "journal-not-hers";
        await site.SignedInAs(name);
        var learner = await site.Db(db => db.Learners.Where(l => l.Name == name).Select(l => l.Id).SingleAsync(Cancellation));
        var phone = await Guest();
        var guest = await NewestGuest();

        var answer = await phone.PostForm("/sign-in", "/sign-in", ("username", name), ("secret", "a long enough secret"), ("bring", wasShe ? "yes" : ""));

        Assert.Equal(wasShe ? $"{guest} {learner}" : guest, ToldOf(answer));
    }

    [Fact]
    public async Task It_is_told_of_a_guest_who_leaves_too_and_of_nobody_else()
    {
        var phone = await Guest();
        var guest = await NewestGuest();
        var account = await site.SignedInAs("leaves-as-herself");

        Assert.Equal(guest, ToldOf(await phone.PostForm("/account", "/sign-out")));
        Assert.Null(ToldOf(await account.PostForm("/account", "/sign-out")));
        Assert.Null(ToldOf(await site.Visitor().PostForm("/sign-in", "/sign-in", ("username", "leaves-as-herself"), ("secret", "a long enough secret"))));
    }

    [Fact]
    public async Task A_guest_who_has_registered_elsewhere_loses_nothing_to_an_old_cookie()
    {
        await site.SignedInAs("comes-later");
        var phone = await Guest();
        var guest = await NewestGuest();
        await site.With<UserManager<Account>, IdentityResult>(async accounts =>
        {
            var account = (await accounts.FindByIdAsync(guest))!;
            account.IsGuest = false;
            return await accounts.UpdateAsync(account);
        });

        var answer = await phone.PostForm("/sign-in", "/sign-in", ("username", "comes-later"), ("secret", "a long enough secret"), ("bring", "yes"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Null(ToldOf(answer));
        Assert.Equal(1, await site.Db(db => db.Enrolments.CountAsync(e => e.LearnerId == guest && e.WithdrawnAt == null, Cancellation)));
    }

    [Fact]
    public async Task A_guest_can_leave_and_is_told_what_that_means()
    {
        var phone = await Guest();
        var page = await phone.Page("/account");
        Assert.Contains("action=\"/sign-out\"", page, StringComparison.Ordinal);
        Assert.Contains(new InterfaceTexts()["Guest.LeaveText"], WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("href=\"/register\"", page, StringComparison.Ordinal);

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

    private static string? ToldOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith("learning-guest=", StringComparison.Ordinal)) is { } cookie
            ? Uri.UnescapeDataString(cookie.Split(';')[0]["learning-guest=".Length..])
            : null;

    private Task<string> NewestGuest() => site.Db(async db =>
        (await db.Learners.Where(l => l.IsGuest).Select(l => l.Id).ToListAsync(Cancellation)).Order(StringComparer.Ordinal).Last());

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
