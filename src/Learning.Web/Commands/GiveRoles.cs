using System.CommandLine;
using System.Globalization;
using Learning.Texts;
using Learning.Web.Accounts;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>roles add USERNAME ROLE</c>, <c>roles remove USERNAME ROLE</c>, <c>roles list [USERNAME]</c>: who may teach, write and run the site. The site may be running; what is changed holds there within
/// a minute. Exit code 1 where nothing was done.
/// </summary>
public static class GiveRoles
{
    private static readonly Argument<string> Username = new("username") { Description = "The name she signs in with." };

    private static readonly Argument<string> Role = new("role") { Description = $"One of: {string.Join(", ", Roles.Given)}." };

    private static readonly Argument<string?> Whose = new("username") { Description = "Only the roles of this person.", DefaultValueFactory = _ => null };

    public static Command Command()
    {
        var add = new Command("add", "Gives somebody a role.") { Username, Role };
        add.SetAction((result, cancellation) => ChangeAsync(
            result.GetValue(Username)!, result.GetValue(Role)!, isGiven: true, SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        var remove = new Command("remove", "Takes a role from somebody.") { Username, Role };
        remove.SetAction((result, cancellation) => ChangeAsync(
            result.GetValue(Username)!, result.GetValue(Role)!, isGiven: false, SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        var list = new Command("list", "Says who has which role.") { Whose };
        list.SetAction((result, cancellation) => ListAsync(result.GetValue(Whose), SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return new("roles", "Says who may teach, write and run the site.") { add, remove, list };
    }

    internal static Task<int> ChangeAsync(string username, string role, bool isGiven, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation) =>
        OnSiteAsync(
            paths,
            errors,
            async services =>
            {
                var known = await services.GetRequiredService<SiteDb>().Roles.Select(r => r.Name!).OrderBy(name => name).ToListAsync(cancellation);
                if (known.Find(name => name.Equals(role, StringComparison.OrdinalIgnoreCase)) is not { } meant)
                {
                    await errors.WriteLineAsync($"There is no role {role}. Known are: {string.Join(", ", known)}. Nothing was changed.");
                    return 1;
                }

                if (await FindAsync(username, services, errors) is not { } account)
                {
                    return 1;
                }

                if (await services.GetRequiredService<UserManager<Account>>().IsInRoleAsync(account, meant) == isGiven)
                {
                    await output.WriteLineAsync($"{account.UserName} {(isGiven ? "has the role already" : "does not have the role")}: {meant}. Nothing was changed.");
                    return 0;
                }

                if (await services.GetRequiredService<AssignRoles>().ChangeAsync(account, isGiven ? [meant] : [], isGiven ? [] : [meant], cancellation) is { } problem)
                {
                    await errors.WriteLineAsync($"{account.UserName}: {services.GetRequiredService<InterfaceTexts>()[problem]} Nothing was changed.");
                    return 1;
                }

                await output.WriteLineAsync($"{account.UserName} {(isGiven ? "has" : "does not have")} the role {meant} now. Where the site runs, this holds within a minute, without signing in again.");
                return 0;
            },
            cancellation);

    internal static Task<int> ListAsync(string? username, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation) =>
        OnSiteAsync(
            paths,
            errors,
            async services =>
            {
                var db = services.GetRequiredService<SiteDb>();
                if (username is not null)
                {
                    if (await FindAsync(username, services, errors) is not { } account)
                    {
                        return 1;
                    }

                    var held = await services.GetRequiredService<UserManager<Account>>().GetRolesAsync(account);
                    await output.WriteLineAsync($"{account.UserName}: {(held.Count == 0 ? "no role" : string.Join(", ", held.Order(StringComparer.Ordinal)))}");
                    return 0;
                }

                var (roles, users) = (db.Roles, db.Users);
                var all = await (
                    from held in db.UserRoles
                    join role in roles on held.RoleId equals role.Id
                    join user in users on held.UserId equals user.Id
                    where role.Name != Roles.Learner
                    select new { user.UserName, role.Name }).ToListAsync(cancellation);
                foreach (var person in all.GroupBy(one => one.UserName).OrderBy(g => g.Key, StringComparer.Ordinal))
                {
                    await output.WriteLineAsync($"{person.Key}: {string.Join(", ", person.Select(one => one.Name).Order(StringComparer.Ordinal))}");
                }

                if (all.Count == 0)
                {
                    await output.WriteLineAsync("Nobody has a role beyond that of a learner.");
                }

                return 0;
            },
            cancellation);

    private static async Task<Account?> FindAsync(string username, IServiceProvider services, TextWriter errors)
    {
        if (await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(username) is { IsGuest: false } account)
        {
            return account;
        }

        await errors.WriteLineAsync($"Nobody on this site has the user name {username}. Nothing was changed.");
        return null;
    }

    private static async Task<int> OnSiteAsync(SitePaths paths, TextWriter errors, Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");   // as all commands speak
        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(paths, errors, act, cancellation);
    }
}
