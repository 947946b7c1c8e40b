using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// The federations, unions and branches of the site. An administrator founds one, renames it, puts it under another, says who looks after it, and takes away what has no cohorts and nothing below it.
/// Whoever looks after one sees it and all below it. Limits: eight levels, 5,000 organisations; never under itself; no two of one name in one place.
/// </summary>
public static class ChangeOrganisations
{
    private const int Most = 5000;

    /// <summary>Groups on the page of an organisation.</summary>
    private const int MostCohorts = 100;

    public static void MapChangeOrganisations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/organisations", GetList).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowOrganisations");
        routes.MapPost("/organisations", PostNew).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName("Learning.FoundOrganisation");
        routes.MapGet("/organisations/{id:guid}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowOrganisation");
        routes.MapPost("/organisations/{id:guid}", Post).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName($"Learning.{nameof(ChangeOrganisations)}");
        routes.MapPost("/organisations/{id:guid}/stewards", PostSteward).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName("Learning.AddSteward");
        routes.MapPost("/organisations/{id:guid}/stewards/{person}/removal", PostNoSteward).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName("Learning.RemoveSteward");
        routes.MapPost("/organisations/{id:guid}/removal", PostRemove).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName("Learning.RemoveOrganisation");
    }

    internal static async Task<IResult> GetList(string? saved, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation) =>
        await ListAsync(Typed.Empty, [], saved is not null, user, access, db, texts, cancellation);

    internal static async Task<IResult> PostNew(HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var typed = Typed.Of(await http.Request.ReadFormAsync(cancellation));
        var problem = await db.WriteAsync(
            async () =>
            {
                var all = await db.Organisations.ToListAsync(cancellation);
                if (all.Count >= Most)
                {
                    return new FieldProblem("name", texts["Organisation.TooMany", Most]);
                }

                var (parent, fault) = Read(typed, all, null, texts);
                if (fault is null)
                {
                    db.Add(Organisation.Found(typed.Name, Enum.Parse<OrganisationKind>(typed.Kind), parent, clock.GetUtcNow()));
                }

                return fault;
            },
            cancellation);
        return problem is null ? TypedResults.LocalRedirect("~/organisations?saved=yes") : await ListAsync(typed, [problem], false, user, access, db, texts, cancellation);
    }

    internal static async Task<IResult> Get(Guid id, string? saved, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation) =>
        (await access.OrganisationsAsync(user, cancellation)).FirstOrDefault(o => o.Id == id) is { } one
            ? await PageAsync(one, new(one.Name, one.Kind.ToString(), one.ParentId?.ToString() ?? "", ""), [], saved is not null, await access.AdministersAsync(user), db, texts, cancellation)
            : NotThere("Organisation.NotThere");

    internal static async Task<IResult> Post(Guid id, HttpContext http, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var typed = Typed.Of(await http.Request.ReadFormAsync(cancellation));
        var (one, problem) = await db.WriteAsync<(Organisation?, FieldProblem?)>(
            async () =>
            {
                var all = await db.Organisations.ToListAsync(cancellation);
                var changed = all.Find(o => o.Id == id);
                if (changed is null)
                {
                    return (null, null);
                }

                var (parent, fault) = Read(typed, all, changed, texts);
                if (fault is null)
                {
                    var from = changed.Path;
                    changed.Rename(typed.Name, Enum.Parse<OrganisationKind>(typed.Kind));
                    changed.Under(parent);
                    foreach (var below in all.Where(o => o.Id != id && o.Path.StartsWith(from, StringComparison.Ordinal)))
                    {
                        below.Follow(from, changed.Path);
                    }
                }

                return (changed, fault);
            },
            cancellation);
        return one is null ? NotThere("Organisation.NotThere")
            : problem is null ? TypedResults.LocalRedirect($"~/organisations/{id}?saved=yes")
            : await PageAsync(one, typed, [problem], false, true, db, texts, cancellation);
    }

    internal static async Task<IResult> PostSteward(Guid id, HttpContext http, FindPerson find, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellation) is not { } one)
        {
            return NotThere("Organisation.NotThere");
        }

        var who = (await http.Request.ReadFormAsync(cancellation))["who"].ToString().Trim();
        var (person, problem) = await find.ByNameOrMailAsync(who, cancellation);
        if (person is null)
        {
            return await PageAsync(one, new(one.Name, one.Kind.ToString(), one.ParentId?.ToString() ?? "", who), [new("who", texts[problem!])], false, true, db, texts, cancellation);
        }

        await db.WriteAsync(
            async () =>
            {
                if (!await db.Stewards.AnyAsync(s => s.OrganisationId == id && s.PersonId == person, cancellation))
                {
                    db.Add(new Steward(id, person, clock.GetUtcNow()));
                }

                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/organisations/{id}?saved=yes");
    }

    internal static async Task<IResult> PostNoSteward(Guid id, string person, LearningDb db, CancellationToken cancellation)
    {
        await db.Stewards.Where(s => s.OrganisationId == id && s.PersonId == person).ExecuteDeleteAsync(cancellation);
        return TypedResults.LocalRedirect($"~/organisations/{id}?saved=yes");
    }

    internal static Task<IResult> PostRemove(Guid id, LearningDb db, CancellationToken cancellation) => db.WriteAsync<IResult>(
        async () =>
        {
            if (await db.Organisations.FirstOrDefaultAsync(o => o.Id == id, cancellation) is not { } one)
            {
                return NotThere("Organisation.NotThere");
            }

            if (await db.Organisations.AnyAsync(o => o.ParentId == id, cancellation) || await db.Cohorts.AnyAsync(c => c.OrganisationId == id, cancellation))
            {
                return new Refusal(StatusCodes.Status409Conflict, "Organisation.InUse") { WayBack = new($"/organisations/{id}", "Organisation.Back") };
            }

            db.Remove(one);
            return TypedResults.LocalRedirect("~/organisations?saved=yes");
        },
        cancellation);

    /// <summary>The organisation above, or what is to be put right.</summary>
    private static (Organisation? Parent, FieldProblem? Problem) Read(Typed typed, List<Organisation> all, Organisation? changed, InterfaceTexts texts)
    {
        if (typed.Name.Length is 0 or > Organisation.LongestName || typed.Name.Any(char.IsControl))
        {
            return (null, new("name", texts["Organisation.NameMissing", Organisation.LongestName]));
        }

        if (!Enum.TryParse<OrganisationKind>(typed.Kind, out var kind) || !Enum.IsDefined(kind))
        {
            return (null, new("kind", texts["Organisation.KindMissing"]));
        }

        if (typed.Parent.Length == 0)
        {
            return (null, SameName(null));
        }

        var parent = Guid.TryParse(typed.Parent, out var id) ? all.Find(o => o.Id == id) : null;
        if (parent is null || (changed is not null && parent.IsWithin(changed)))
        {
            return (null, new("parent", texts[parent is null ? "Cohort.NoSuchOrganisation" : "Organisation.UnderItself"]));
        }

        var depth = changed is null ? 1 : all.Where(o => o.IsWithin(changed)).Max(o => o.Level) - changed.Level + 1;
        return parent.Level + depth > Organisation.MostLevels ? (null, new("parent", texts["Organisation.TooDeep", Organisation.MostLevels])) : (parent, SameName(parent));

        // Whoever has to choose one could not tell them apart.
        FieldProblem? SameName(Organisation? above) =>
            all.Exists(o => o.Id != changed?.Id && o.ParentId == above?.Id && string.Equals(o.Name.Normalize(), typed.Name.Normalize(), StringComparison.OrdinalIgnoreCase)) ? new("name", texts["Organisation.SameName"]) : null;
    }

    private static async Task<IResult> ListAsync(
        Typed typed, IReadOnlyList<FieldProblem> problems, bool isSaved, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var all = await access.OrganisationsAsync(user, cancellation);
        var cohorts = await db.Cohorts.Where(c => c.OrganisationId != null && c.ArchivedAt == null).GroupBy(c => c.OrganisationId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var model = new ListModel([.. all.Select(o => new Line(o.Id, o.Name, texts[$"Organisation.{o.Kind}"], o.Level, cohorts.GetValueOrDefault(o.Id)))], Kinds(texts), typed, await access.AdministersAsync(user), isSaved, problems);
        return new View("Cohorts/ShowOrganisations", model, texts["Organisation.Title"])
        {
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static async Task<View> PageAsync(
        Organisation one, Typed typed, IReadOnlyList<FieldProblem> problems, bool isSaved, bool administers, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var all = await db.Organisations.AsNoTracking().ToListAsync(cancellation);
        var above = OrganisationTree.Ordered(all).Where(o => !o.Path.StartsWith(one.Path, StringComparison.Ordinal));
        var learners = db.Learners;
        var stewards = await db.Stewards.Where(s => s.OrganisationId == one.Id).OrderBy(s => s.Since)
            .Select(s => new StewardLine(s.PersonId, learners.Where(l => l.Id == s.PersonId).Select(l => l.Name).FirstOrDefault() ?? "")).ToListAsync(cancellation);
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => c.OrganisationId == one.Id && c.ArchivedAt == null).OrderBy(c => c.Name).ThenBy(c => c.Id).Take(MostCohorts).Select(c => new CohortLine(c.Id, c.Name)).ToListAsync(cancellation);
        var model = new OrganisationModel(one.Id, one.Name, texts[$"Organisation.{one.Kind}"], administers, cohorts, [.. above.Select(o => new Line(o.Id, o.Name, "", o.Level, 0))], Kinds(texts), stewards, typed, isSaved, problems);
        return new View("Cohorts/ShowOrganisation", model, one.Name)
        {
            Shape = "form",
            Address = $"/organisations/{one.Id}",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static IReadOnlyList<KindChoice> Kinds(InterfaceTexts texts) => [.. Enum.GetValues<OrganisationKind>().Select(k => new KindChoice(k.ToString(), texts[$"Organisation.{k}"]))];

    public sealed record Typed(string Name, string Kind, string Parent, string Who)
    {
        public static readonly Typed Empty = new("", nameof(OrganisationKind.Union), "", "");

        public static Typed Of(IFormCollection form) => new(form["name"].ToString().Trim(), form["kind"].ToString(), form["parent"].ToString(), "");
    }

    public sealed record ListModel(IReadOnlyList<Line> Organisations, IReadOnlyList<KindChoice> Kinds, Typed Typed, bool Administers, bool IsSaved, IReadOnlyList<FieldProblem> Problems);

    public sealed record Line(Guid Id, string Name, string Kind, int Level, int Cohorts)
    {
        public string Key => Id.ToString("D", CultureInfo.InvariantCulture);

        /// <summary>What stands before its name in a list to choose from.</summary>
        public string Indent => new('\u2003', Level - 1);
    }

    public sealed record KindChoice(string Value, string Title);

    public sealed record StewardLine(string Id, string Name);

    public sealed record OrganisationModel(
        Guid Id,
        string Name,
        string Kind,
        bool Administers,
        IReadOnlyList<CohortLine> Cohorts,
        IReadOnlyList<Line> Above,
        IReadOnlyList<KindChoice> Kinds,
        IReadOnlyList<StewardLine> Stewards,
        Typed Typed,
        bool IsSaved,
        IReadOnlyList<FieldProblem> Problems);

    public sealed record CohortLine(Guid Id, string Name);
}
