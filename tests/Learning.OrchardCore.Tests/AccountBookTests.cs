using Learning.Accounts;
using Learning.OrchardCore.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Security;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace Learning.OrchardCore.Tests;

/// <summary>The library asks who people are and what they may do; Orchard's users and roles answer.</summary>
public sealed class AccountBookTests : IAsyncLifetime
{
    private readonly OrchardSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await new Visitor(_site).Register("amina");
        await _site.Gives(await Registered("faye"), "Facilitator");
        await _site.Gives(await Registered("ed"), "Editor");
        await _site.Gives(await Registered("wanda"), "Writer");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(Policies.Facilitate, "admin faye")]
    [InlineData(Policies.Author, "admin ed wanda")]
    [InlineData(Policies.Review, "admin ed")]
    [InlineData(Policies.Publish, "admin ed")]
    [InlineData(Policies.Analyse, "admin ed faye wanda")]
    [InlineData(Policies.Administer, "admin")]
    public async Task Those_who_hold_a_policy_are_those_whose_roles_give_the_permission(string policy, string holders) =>
        Assert.Equal(holders.Split(' '), (await Holders(policy))!);

    [Fact]
    public async Task Who_is_shut_out_holds_nothing_and_what_everybody_holds_names_nobody()
    {
        await _site.In("Default", async services =>
        {
            var users = services.GetRequiredService<UserManager<IUser>>();
            var ed = (User)(await users.FindByNameAsync("ed"))!;
            ed.IsEnabled = false;
            Assert.True((await users.UpdateAsync(ed)).Succeeded);
            var roles = services.GetRequiredService<RoleManager<IRole>>();
            var everybody = (Role)(await roles.FindByNameAsync("Authenticated"))!;
            everybody.RoleClaims.Add(RoleClaim.Create(LearningPermissions.Review.Name));
            Assert.True((await roles.UpdateAsync(everybody)).Succeeded);
        });

        Assert.Equal(["admin"], (await Holders(Policies.Publish))!);
        Assert.Null(await Holders(Policies.Review));
    }

    [Fact]
    public async Task Somebody_is_found_by_her_user_name_whatever_its_capitals_though_she_never_was_on_a_page_of_learning()
    {
        var faye = await new Visitor(_site).SignIn("faye", OrchardSite.AdminSecret);
        var cohort = await faye.Submit("/cohorts/new", "form[action='/cohorts']", ("name", "Docks"), ("starts_on", "2026-12-01"), ("time_zone", "UTC"), ("course", "right-to-social-security"));
        var page = $"{cohort.Headers.Location!.ToString().Split('?')[0]}/facilitators";

        var added = await faye.Submit(page, $"form[action='{page}']", ("who", "WANDA"));

        Assert.EndsWith("saved=yes", added.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("wanda", await faye.Page(page), StringComparison.OrdinalIgnoreCase);
        var answer = await faye.Submit(page, $"form[action='{page}']", ("who", "nobody-of-that-name"));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Names_come_back_as_they_were_asked_for_and_by_id()
    {
        var found = await _site.In(services => services.GetRequiredService<IAccountBook>().FindAsync(["Amina", "nobody", "FAYE"], OrchardSite.Cancellation));
        var names = await _site.In(services => services.GetRequiredService<IAccountBook>().UserNamesAsync([.. found.Values, "no-such-id"], OrchardSite.Cancellation));

        Assert.Equal(["Amina", "FAYE"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["amina", "faye"], found.Values.Select(id => names[id]).Order(StringComparer.Ordinal));
        Assert.Equal(2, names.Count);
    }

    private async Task<string> Registered(string username)
    {
        await new Visitor(_site).Register(username);
        return username;
    }

    /// <summary>Their user names, in order.</summary>
    private Task<string[]?> Holders(string policy) => _site.In(async services =>
    {
        var book = services.GetRequiredService<IAccountBook>();
        return await book.HoldersAsync(policy, OrchardSite.Cancellation) is { } ids
            ? (await book.UserNamesAsync([.. ids], OrchardSite.Cancellation)).Values.Order(StringComparer.Ordinal).ToArray()
            : null;
    });
}
