using System.Globalization;
using System.Net;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Microsoft.AspNetCore.Identity;

namespace Learning.Tests.Accounts;

/// <summary>Roles are given and taken on a page and by a command, and hold without signing in again.</summary>
[NeedsDatabase]
public sealed class ChangeRolesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        CultureInfo.CurrentUICulture = _culture;
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task What_an_administrator_gives_holds_within_a_minute_without_signing_in_again_and_so_does_what_she_takes()
    {
        var ada = await _site.SignedInAs("ada-runs-it", Roles.Administrator);
        var fay = await _site.SignedInAs("fay-teaches");
        var page = await PageOf("fay-teaches");
        Assert.Equal("/not-allowed", LedTo(await fay.Get("/grading")));

        var answer = await ada.PostForm(page, page + "/roles", ("role", Roles.Facilitator));
        Assert.Contains("saved=yes", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        _site.Clock.Ahead = TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.OK, (await fay.Get("/grading")).StatusCode);
        Assert.Contains("href=\"/desk\"", await fay.Page("/my"), StringComparison.Ordinal);

        await ada.PostForm(page, page + "/roles");
        _site.Clock.Ahead = TimeSpan.FromSeconds(122);
        Assert.Equal("/not-allowed", LedTo(await fay.Get("/grading")));
        Assert.Equal(HttpStatusCode.OK, (await fay.Get("/my")).StatusCode);   // still signed in
    }

    [Fact]
    public async Task Only_administrators_see_the_page_and_only_with_its_token_it_changes_something()
    {
        var ada = await _site.SignedInAs("ada-runs-it", Roles.Administrator);
        var ed = await _site.SignedInAs("ed-writes", Roles.Editor);
        var page = await PageOf("ed-writes");

        Assert.Contains("href=\"/people\"", await ada.Page("/account"), StringComparison.Ordinal);
        Assert.DoesNotContain("/people", await ed.Page("/account"), StringComparison.Ordinal);
        Assert.Equal("/not-allowed", LedTo(await ed.Get("/people")));
        Assert.Equal("/not-allowed", LedTo(await ed.Get(page)));
        Assert.Equal("/not-allowed", LedTo(await ed.PostForm("/account", page + "/roles", ("role", Roles.Administrator))));
        Assert.Equal("/sign-in", LedTo(await _site.Visitor().Get("/people")));
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.PostWithToken(null, page + "/roles", ("role", Roles.Administrator))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Get("/people/nobody")).StatusCode);
        Assert.Equal([Roles.Editor, Roles.Learner], await RolesOf("ed-writes"));
    }

    [Fact]
    public async Task The_last_administrator_stays_and_what_was_chosen_is_still_there()
    {
        var ada = await _site.SignedInAs("ada-runs-it", Roles.Administrator);
        var page = await PageOf("ada-runs-it");

        var refused = await ada.PostForm(page, page + "/roles", ("role", Roles.Editor));
        var said = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This is the last administrator.", said, StringComparison.Ordinal);
        Assert.Contains("value=\"Editor\" checked", said, StringComparison.Ordinal);
        Assert.Equal([Roles.Administrator, Roles.Learner], await RolesOf("ada-runs-it"));

        await _site.SignedInAs("bea-too", Roles.Administrator);
        Assert.Equal("/account", (await ada.PostForm(page, page + "/roles")).Headers.Location?.ToString());
        Assert.Equal("/not-allowed", LedTo(await ada.Get("/people")));   // her own at once
    }

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_name_and_go_on_behind_a_page_and_guests_are_none_of_them()
    {
        var ada = await _site.SignedInAs("ada-runs-it", Roles.Administrator);
        await _site.With<UserManager<Account>, bool>(async accounts =>
        {
            for (var n = 0; n < 51; n++)
            {
                Assert.True((await accounts.CreateAsync(new Account { UserName = $"member-{n:00}" })).Succeeded);
            }

            return (await accounts.CreateAsync(Account.Guest(DateTimeOffset.UtcNow))).Succeeded;
        });

        var first = await ada.Page("/people");
        var second = await ada.Page("/people?name=&after=MEMBER-48");
        var found = await ada.Page("/people?name=MEMBER-07");

        Assert.Contains("ada-runs-it", first, StringComparison.Ordinal);
        Assert.Contains("<strong>Administrator</strong>", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/people?name=&amp;after=MEMBER-48\" rel=\"next\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
        Assert.Contains("First page", second, StringComparison.Ordinal);
        Assert.DoesNotContain("member-50", first, StringComparison.Ordinal);
        Assert.Contains("member-50", second, StringComparison.Ordinal);
        Assert.DoesNotContain("guest-", first + second, StringComparison.Ordinal);
        Assert.Equal(1, found.Split("href=\"/people/").Length - 1);
        Assert.Contains("Nobody of that name", await ada.Page("/people?name=%25"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_gives_takes_and_lists()
    {
        await _site.SignedInAs("amina-reads");

        Assert.Equal((0, "amina-reads has the role Facilitator now. Where the site runs, this holds within a minute, without signing in again.", ""), await Change("amina-reads", "facilitator", true));
        Assert.Equal((0, "amina-reads has the role already: Facilitator. Nothing was changed.", ""), await Change("AMINA-READS", "Facilitator", true));
        Assert.Equal((0, "amina-reads: Facilitator", ""), await List(null));
        Assert.Equal((0, "amina-reads: Facilitator, Learner", ""), await List("amina-reads"));
        Assert.Equal(0, (await Change("amina-reads", "Facilitator", false)).Code);
        Assert.Equal((0, "Nobody has a role beyond that of a learner.", ""), await List(null));
    }

    [Fact]
    public async Task The_command_says_what_it_does_not_know_and_keeps_the_last_administrator()
    {
        await _site.SignedInAs("ada-runs-it", Roles.Administrator);

        Assert.Equal((1, "", "Nobody on this site has the user name nobody. Nothing was changed."), await Change("nobody", "Editor", true));
        Assert.Equal((1, "", "There is no role Boss. Known are: Administrator, Editor, Facilitator, Learner, Writer. Nothing was changed."), await Change("ada-runs-it", "Boss", true));
        Assert.Equal((1, "", "ada-runs-it: This is the last administrator. Make somebody else administrator first. Nothing was changed."), await Change("ada-runs-it", "Administrator", false));
        Assert.Equal(1, (await List("nobody")).Code);
        Assert.Contains(Roles.Administrator, await RolesOf("ada-runs-it"));
    }

    private async Task<string> PageOf(string username) => $"/people/{await _site.LearnerId(username)}";

    private Task<IEnumerable<string>> RolesOf(string username) => _site.With<UserManager<Account>, IEnumerable<string>>(async accounts =>
        (await accounts.GetRolesAsync((await accounts.FindByNameAsync(username))!)).Order(StringComparer.Ordinal));

    private Task<(int Code, string Output, string Errors)> Change(string username, string role, bool isGiven) =>
        Run((output, errors) => GiveRoles.ChangeAsync(username, role, isGiven, _site.Paths, output, errors, Cancellation));

    private Task<(int Code, string Output, string Errors)> List(string? username) => Run((output, errors) => GiveRoles.ListAsync(username, _site.Paths, output, errors, Cancellation));

    private static async Task<(int Code, string Output, string Errors)> Run(Func<TextWriter, TextWriter, Task<int>> command)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await command(output, errors);
        return (code, output.ToString().Trim(), errors.ToString().Trim());
    }

    private static string LedTo(HttpResponseMessage answer) => new Uri(answer.Headers.Location!.ToString()).AbsolutePath;
}
