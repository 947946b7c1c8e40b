using System.Net;
using Learning.Credentials;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Record;
using Learning.Tests.Courses;
using Learning.Texts;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

[NeedsDatabase]
public sealed class AccountsTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Theory]
    [InlineData("123456", "Secret.GuessablePin")]
    [InlineData("654321", "Secret.GuessablePin")]
    [InlineData("000000", "Secret.GuessablePin")]
    [InlineData("121212", "Secret.GuessablePin")]
    [InlineData("123123", "Secret.GuessablePin")]
    [InlineData("12345", "Secret.Length")]
    [InlineData("1234567", "Secret.Length")]
    [InlineData("short", "Secret.Length")]
    [InlineData("aaaaaaaaaaaa", "Secret.Guessable")]
    [InlineData("amina and more", "Secret.Guessable")]
    [InlineData("839204", null)]
    [InlineData("a long enough secret", null)]
    [InlineData("كلمة سر طويلة", null)]
    public void A_secret_is_a_pin_or_a_long_password(string secret, string? problem) =>
        Assert.Equal(problem, SecretRules.Problem(secret, "amina"));

    [Theory]
    [InlineData("secret", "current", "a long enough secret", "secret", "another long secret")]
    [InlineData("email", "email", "zoe@example.org", "current", "a long enough secret")]
    public async Task A_device_that_is_signed_out_elsewhere_meets_the_door_and_nothing_else(string what, params string[] typed)
    {
        var name = $"zoe{what}";
        var here = await site.SignedInAs(name);
        var there = site.Visitor();
        await there.PostForm("/sign-in", "/sign-in", ("username", name), ("secret", "a long enough secret"));
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/my")).StatusCode);

        Assert.Equal(HttpStatusCode.Found, (await here.PostForm("/account", $"/account/{what}", [.. typed.Chunk(2).Select(f => (f[0], f[1]))])).StatusCode);
        site.Clock.Ahead += TimeSpan.FromMinutes(2);

        var answer = await there.Get("/my");
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.AbsolutePath : answer.Headers.Location.ToString().Split('?')[0]));
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/courses")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/my")).StatusCode);
    }

    [Fact]
    public async Task A_session_of_a_month_ago_is_not_prolonged_when_it_is_refused()
    {
        await using var own = new TestSite();
        await own.InitializeAsync();
        var here = await own.SignedInAs("zoe");
        var there = own.Visitor();
        await there.PostForm("/sign-in", "/sign-in", ("username", "zoe"), ("secret", "a long enough secret"));
        await here.PostForm("/account", "/account/secret", ("current", "a long enough secret"), ("secret", "another long secret"));

        own.Clock.Ahead += TimeSpan.FromDays(31);   // past the half of its life, when a cookie is given anew
        var refused = await there.Get("/my");

        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.DoesNotContain(refused.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("learning=", StringComparison.Ordinal) && !cookie.StartsWith("learning=;", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Found, (await there.Get("/my")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/my")).StatusCode);
    }

    [Theory]
    [InlineData("bo", "UserName.Length")]
    [InlineData("bo bo", "UserName.Characters")]
    [InlineData("<script>", "UserName.Characters")]
    [InlineData("guest-1", "UserName.Guest")]
    [InlineData("أمينة", null)]
    [InlineData("Ñandú_3", null)]
    public void A_user_name_is_of_any_script(string name, string? problem) => Assert.Equal(problem, UserNameRules.Problem(name));

    [Fact]
    public async Task Registering_with_something_wrong_shows_all_of_it_and_keeps_what_was_typed()
    {
        var answer = await site.Visitor().PostForm("/register", "/register", ("username", "b o"), ("email", "nowhere"), ("name", "Bo Diallo"), ("secret", "1"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Bo Diallo", html, StringComparison.Ordinal);
        Assert.Contains("nowhere", html, StringComparison.Ordinal);
        foreach (var field in new[] { "username", "email", "secret" })
        {
            Assert.Contains($"id=\"f-{field}-problem\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_user_name_is_taken_once()
    {
        await site.SignedInAs("only-one");

        var answer = await site.Visitor().PostForm("/register", "/register", ("username", "ONLY-ONE"), ("secret", "a long enough secret"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_in_answers_alike_for_a_wrong_secret_and_an_unknown_name_and_locks_after_five()
    {
        await site.SignedInAs("locked");
        var visitor = site.Visitor();

        var unknown = await Body(visitor, "nobody-here", "wrong wrong wrong");
        var wrong = await Body(visitor, "locked", "wrong wrong wrong");
        Assert.Equal(unknown.Replace("nobody-here", "locked", StringComparison.Ordinal), wrong);

        for (var i = 0; i < 4; i++)
        {
            await Body(visitor, "locked", "wrong wrong wrong");
        }

        var right = await visitor.PostForm("/sign-in", "/sign-in", ("username", "locked"), ("secret", "a long enough secret"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example", "/my")]
    [InlineData("//elsewhere.example", "/my")]
    [InlineData("/\\elsewhere.example", "/my")]
    [InlineData("/courses", "/courses")]
    public async Task After_signing_in_she_stays_on_the_site(string returnUrl, string leadsTo)
    {
        var name = $"back{Guid.NewGuid():N}"[..20];
        await site.SignedInAs(name);

        var answer = await site.Visitor().PostForm("/sign-in", "/sign-in", ("username", name), ("secret", "a long enough secret"), ("return_url", returnUrl));

        Assert.Equal(leadsTo, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_guest_who_registers_keeps_what_she_did_and_gets_the_certificate_she_earned()
    {
        await site.Publish(Small());
        var guest = site.Visitor();
        await guest.PostForm("/courses/small", "/guest", ("course", "small"));
        await Read(guest, "beat");
        await Read(guest, "bar");
        Assert.Equal(0, await Credentials("Guest Now Known"));

        var answer = await guest.PostForm("/register", "/register", ("username", "was-guest"), ("name", "Guest Now Known"), ("secret", "839204"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(1, await Credentials("Guest Now Known"));
        Assert.Contains("100", await guest.Page("/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_whose_registration_is_refused_stays_a_guest_with_her_progress()
    {
        await site.Publish(Small());
        var guest = site.Visitor();
        await guest.PostForm("/courses/small", "/guest", ("course", "small"));
        await Read(guest, "beat");

        await guest.PostForm("/register", "/register", ("username", "not-yet"), ("secret", "123456"));
        var again = await guest.PostForm("/register", "/register", ("username", "not-yet"), ("secret", "839204"));

        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal(1, await site.Db(db => db.Entries.CountAsync(e => db.Set<Learning.Accounts.Learner>().Any(l => l.Id == e.LearnerId && l.Name == "not-yet"), Cancellation)));
    }

    [Fact]
    public async Task A_guest_who_signs_in_and_says_that_it_was_she_brings_what_she_did()
    {
        await site.Publish(Small());
        var known = await site.SignedInAs("had-account");
        await known.PostForm("/courses/small", "/courses/small/enrolments");
        await Read(known, "beat");

        var guest = site.Visitor();
        await guest.PostForm("/courses/small", "/guest", ("course", "small"));
        await Read(guest, "bar");
        await guest.PostForm("/sign-in", "/sign-in", ("username", "had-account"), ("secret", "a long enough secret"), ("bring", "yes"));

        var id = await site.Db(db => db.Set<Learning.Accounts.Learner>().Where(l => l.Name == "had-account").Select(l => l.Id).SingleAsync(Cancellation));
        var outcome = await site.Db(db => db.CourseOutcomes.AsNoTracking().SingleAsync(o => o.LearnerId == id, Cancellation));
        Assert.Equal(100, outcome.Percent);
        Assert.Equal(2, await site.Db(db => db.Entries.CountAsync(e => e.LearnerId == id, Cancellation)));
        Assert.Equal(1, await site.Db(db => db.Enrolments.CountAsync(e => e.LearnerId == id && e.WithdrawnAt == null, Cancellation)));
        Assert.Equal(1, await Credentials("had-account"));
    }

    [Fact]
    public async Task Where_the_account_is_gone_she_is_signed_out_and_can_sign_in_again()
    {
        var visitor = await site.SignedInAs("will-be-gone");
        await site.With<UserManager<Account>, IdentityResult>(async accounts => await accounts.DeleteAsync((await accounts.FindByNameAsync("will-be-gone"))!));

        var posted = await visitor.PostForm("/courses", "/account/name", ("name", "X"));
        var led = await visitor.Get("/account");

        Assert.Equal("/account", posted.Headers.Location?.ToString());
        Assert.Equal("/sign-in", led.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/sign-in")).StatusCode);
    }

    [Fact]
    public void What_cannot_be_saved_is_said_in_her_language_and_points_to_no_field()
    {
        var problem = Register.Problem(new IdentityErrorDescriber().ConcurrencyFailure(), new InterfaceTexts());

        Assert.Equal(new FieldProblem("", new InterfaceTexts()["Account.NotSaved"]), problem);
    }

    [Fact]
    public async Task The_setup_link_makes_one_administrator_and_no_more()
    {
        var link = await FirstAdministrator.NewLinkAsync(site.Services, Cancellation);
        var token = link!.Split('=')[1];
        var first = site.Visitor();
        var second = site.Visitor();
        await second.Page(link);

        var weak = await first.PostForm(link, "/setup", ("setup_token", token), ("username", "root-user"), ("secret", "123456"));
        var made = await first.PostForm(link, "/setup", ("setup_token", token), ("username", "root-user"), ("secret", "839204"));
        var again = await second.PostForm("/register", "/setup", ("setup_token", token), ("username", "root-two"), ("secret", "839204"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Null(await FirstAdministrator.NewLinkAsync(site.Services, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await second.Get("/setup?token=guess")).StatusCode);
    }

    [Fact]
    public async Task Every_post_of_the_host_wants_a_token()
    {
        var visitor = site.Visitor();
        foreach (var path in new[] { "/register", "/sign-in", "/sign-out", "/guest", "/setup", "/language", "/courses/small/enrolments", "/record" })
        {
            var answer = await visitor.PostWithToken(null, path, ("username", "x"));
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Found, $"{path} answered {answer.StatusCode}");
            if (answer.StatusCode == HttpStatusCode.Found)
            {
                Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> Body(Visitor visitor, string username, string secret)
    {
        var answer = await visitor.PostForm("/sign-in", "/sign-in", ("username", username), ("secret", secret));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return System.Text.RegularExpressions.Regex.Replace(html, "value=\"CfDJ8[^\"]+\"", "");
    }

    private Task<int> Credentials(string holder) => site.Db(db => db.Credentials.CountAsync(c => c.HolderName == holder, Cancellation));

    private static Task Read(Visitor visitor, string lesson) => visitor.PostForm(
        $"/learn/small/{lesson}", "/record", ("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", "small"), ("activity", lesson), ("next", "/my"));

    /// <summary>A course that asks for its two lessons only.</summary>
    private static Learning.Authoring.CourseDraft Small()
    {
        var draft = Drafts.Rhythm();
        return draft with
        {
            Outline = draft.Outline with
            {
                Id = "small",
                Slug = "small",
                Completion = new(Learning.Authoring.Requirement.Done, Learning.Authoring.Requirement.None, Learning.Authoring.Requirement.None),
            },
        };
    }
}
