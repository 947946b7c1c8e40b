using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>
/// Who has an account and which roles, for administrators: a list by user name, 50 to a page (<c>?name=</c> is the beginning of a user name, <c>?after=</c> goes on behind one), and the page of one person.
/// Guests are not in it.
/// </summary>
public static class ShowPeople
{
    public const string Path = "/people";

    private const int OnPage = 50;
    private const string LastSign = "\U0010FFFF";

    public static void MapShowPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetList).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName(nameof(ShowPeople));
        routes.MapGet(Path + "/{id}", GetPerson).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName("ShowPerson");
    }

    internal static async Task<IResult> GetList(string? name, string? after, SiteDb db, UserManager<Account> accounts, AssignRoles roles, InterfaceTexts texts, CancellationToken cancellation)
    {
        var wanted = (name ?? "").Trim();
        var (from, to, last) = (accounts.NormalizeName(wanted) ?? "", (accounts.NormalizeName(wanted) ?? "") + LastSign, after ?? "");
        var people = await db.Users.AsNoTracking().Where(a => !a.IsGuest && a.NormalizedUserName!.CompareTo(from) >= 0 && a.NormalizedUserName.CompareTo(to) < 0 && a.NormalizedUserName.CompareTo(last) > 0)
            .OrderBy(a => a.NormalizedUserName).Take(OnPage + 1).Select(a => new { a.Id, a.UserName, a.NormalizedUserName, a.DisplayName }).ToListAsync(cancellation);
        var shown = people.Take(OnPage).ToArray();
        var held = await roles.OfAsync([.. shown.Select(p => p.Id)], cancellation);
        var model = new PeopleModel(
            wanted,
            [.. shown.Select(p => new PersonRow($"{Path}/{p.Id}", p.UserName!, p.DisplayName, string.Join(", ", Shown(held.GetValueOrDefault(p.Id) ?? [], texts))))],
            new(last.Length == 0 ? null : Address(wanted), people.Count > OnPage ? $"{Address(wanted)}&after={Uri.EscapeDataString(shown[^1].NormalizedUserName!)}" : null));
        return new View("Accounts/ShowPeople", model, texts["People.Title"]);
    }

    internal static async Task<IResult> GetPerson(string id, string? saved, UserManager<Account> accounts, InterfaceTexts texts) =>
        await accounts.FindByIdAsync(id) is { IsGuest: false } account
            ? Person(account, await accounts.GetRolesAsync(account), [], saved is not null, texts)
            : NotThere("People.NotThere");

    /// <summary>The page of one person, with those roles ticked.</summary>
    internal static View Person(Account account, IEnumerable<string> ticked, IReadOnlyList<FieldProblem> problems, bool isSaved, InterfaceTexts texts)
    {
        var model = new PersonModel(
            $"{Path}/{account.Id}",
            account.UserName!,
            account.DisplayName,
            [.. Roles.Given.Select(role => new RoleChoice(role, texts[$"Role.{role}"], texts[$"Role.{role}.Hint"], ticked.Contains(role)))],
            isSaved,
            problems);
        return new("Accounts/ShowPerson", model, account.UserName!)
        {
            Address = model.Href,
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            Shape = "form",
        };
    }

    /// <summary>Everybody is a learner, so that is not worth saying. A role that a recipe made has no words of ours.</summary>
    private static IEnumerable<string> Shown(IEnumerable<string> roles, InterfaceTexts texts) =>
        roles.Where(role => role != Roles.Learner).Select(role => Roles.Given.Contains(role) ? texts[$"Role.{role}"] : role);

    private static string Address(string name) => $"{Path}?name={Uri.EscapeDataString(name)}";

    public sealed record PeopleModel(string Name, IReadOnlyList<PersonRow> People, FurtherLinks Links);

    public sealed record PersonRow(string Href, string Username, string Name, string Roles);

    public sealed record PersonModel(string Href, string Username, string Name, IReadOnlyList<RoleChoice> Roles, bool IsSaved, IReadOnlyList<FieldProblem> Problems);

    public sealed record RoleChoice(string Value, string Title, string Hint, bool IsTicked);
}
