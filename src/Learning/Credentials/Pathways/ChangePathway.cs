using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials.Holding;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Pathways;

/// <summary>
/// Pathways for those who publish: a list, one to change, a new one, and closing one so that nobody gets its certificate any more. <c>id</c> (for ever), <c>title_en</c> … <c>title_ar</c> (at least one), <c>courses</c> in the order of
/// <c>order_{course}</c>, <c>months</c> ("" for ever). Whoever has what it asks for gets its certificate when it is made or changed. Limits: 2 to 20 courses, titles of 120 characters, 1 to 120 months. Refusals: 404 no such pathway; 422 what was
/// typed does not make one.
/// </summary>
public static partial class ChangePathway
{
    public const string Address = "/certificates/pathways";

    private static readonly string[] _languages = ["en", "fr", "es", "ar"];

    public static void MapChangePathway(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, GetList).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.EditPathways");
        routes.MapPost(Address, PostNew).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.AddPathway");
        routes.MapGet(Address + "/{id}", Get).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.EditPathway");
        routes.MapPost(Address + "/{id}", Post).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName($"Learning.{nameof(ChangePathway)}");
        routes.MapPost(Address + "/{id}/closing", PostClosing).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.ClosePathway");
    }

    internal static async Task<IResult> GetList(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation) => await ListAsync(Typed.None, [], db, revisions, texts, cancellation);

    internal static async Task<IResult> Get(string id, string? did, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation) =>
        await db.Pathways.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is { } pathway
            ? await PageAsync(pathway, Typed.Of(pathway), [], did is "saved" or "closed" or "opened" ? did : null, db, revisions, texts, cancellation)
            : NotThere("Pathway.NotThere");

    internal static async Task<IResult> PostNew(HttpContext http, LearningDb db, RevisionCache revisions, IssuePathway issue, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var typed = Typed.Of(await http.Request.ReadFormAsync(cancellation));
        var problems = await ProblemsAsync(typed, db, revisions, texts, cancellation);
        if (!Name().IsMatch(typed.Id) || typed.Id.Length > LearningDb.LongestId)
        {
            problems.Insert(0, new("id", texts["Pathway.BadId"]));
        }
        else if (await db.Pathways.AnyAsync(p => p.Id == typed.Id, cancellation))
        {
            problems.Insert(0, new("id", texts["Pathway.IdTaken"]));
        }

        if (problems.Count > 0)
        {
            return await ListAsync(typed, problems, db, revisions, texts, cancellation);
        }

        await db.WriteAsync(
            Turn.Alone,
            async () =>
            {
                var pathway = await db.Pathways.SingleOrDefaultAsync(p => p.Id == typed.Id, cancellation);
                if (pathway is null)
                {
                    db.Add(pathway = new Pathway(typed.Id, clock.GetUtcNow()));
                }

                typed.Into(pathway);
                return true;
            },
            cancellation);
        await issue.IssueToAllAsync(typed.Id, CancellationToken.None);   // whoever closes her browser does not leave half of them without
        return TypedResults.LocalRedirect($"~{Address}/{typed.Id}?did=saved");
    }

    internal static async Task<IResult> Post(string id, HttpContext http, LearningDb db, RevisionCache revisions, IssuePathway issue, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await db.Pathways.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } known)
        {
            return NotThere("Pathway.NotThere");
        }

        var typed = Typed.Of(await http.Request.ReadFormAsync(cancellation)) with { Id = id };
        if (await ProblemsAsync(typed, db, revisions, texts, cancellation) is { Count: > 0 } problems)
        {
            return await PageAsync(known, typed, problems, null, db, revisions, texts, cancellation);
        }

        await db.WriteAsync(
            Turn.Alone,
            async () =>
            {
                typed.Into(await db.Pathways.SingleAsync(p => p.Id == id, cancellation));
                return true;
            },
            cancellation);
        await issue.IssueToAllAsync(id, CancellationToken.None);
        return TypedResults.LocalRedirect($"~{Address}/{id}?did=saved");
    }

    internal static async Task<IResult> PostClosing(string id, LearningDb db, IssuePathway issue, TimeProvider clock, CancellationToken cancellation)
    {
        var isOpen = await db.WriteAsync(
            Turn.Alone,
            async () =>
            {
                var pathway = await db.Pathways.SingleOrDefaultAsync(p => p.Id == id, cancellation);
                pathway?.Close(pathway.ClosedAt is null ? clock.GetUtcNow() : null);
                return pathway is null ? (bool?)null : pathway.ClosedAt is null;
            },
            cancellation);
        if (isOpen == true)
        {
            await issue.IssueToAllAsync(id, CancellationToken.None);
        }

        return isOpen is null ? NotThere("Pathway.NotThere") : TypedResults.LocalRedirect($"~{Address}/{id}?did={(isOpen.Value ? "opened" : "closed")}");
    }

    private static async Task<List<CredentialProblem>> ProblemsAsync(Typed typed, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var problems = new List<CredentialProblem>();
        if (typed.Titles.Count == 0)
        {
            problems.Add(new("title_en", texts["Pathway.TitleMissing"]));
        }

        problems.AddRange(typed.Titles.Where(t => t.Title.Length > Pathway.LongestTitle).Select(t => new CredentialProblem($"title_{t.Language}", texts["Pathway.TitleTooLong", Pathway.LongestTitle])));
        if (typed.Courses.Count is < Pathway.FewestCourses or > Pathway.MostCourses || await db.Courses.CountAsync(c => typed.Courses.Contains(c.Id), cancellation) < typed.Courses.Count)
        {
            problems.Add(new("courses", texts["Pathway.BadCourses", Pathway.FewestCourses, Pathway.MostCourses]));
        }

        foreach (var course in await db.Courses.AsNoTracking().Where(c => typed.Courses.Contains(c.Id)).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            var outline = (await revisions.ForReaderAsync(db, course, cancellation)).Outline;
            if (outline.Certificate is { IsIssued: false })
            {
                problems.Add(new("courses", texts["Pathway.NoCertificate", outline.Title]));
            }
        }

        if (typed.Months.Length > 0 && typed.WholeMonths is null)
        {
            problems.Add(new("months", texts["Pathway.BadMonths", Pathway.MostMonths]));
        }

        return problems;
    }

    private static async Task<View> ListAsync(Typed typed, IReadOnlyList<CredentialProblem> problems, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var all = await db.Pathways.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellation);
        var model = new PathwayListModel(
            [.. all.Select(p => new PathwayRow($"{Address}/{Uri.EscapeDataString(p.Id)}", p.TitleIn(language), p.LanguageIn(language), p.CourseIds.Count, p.ClosedAt is not null))],
            await FormAsync(Address, isNew: true, typed, db, revisions, cancellation),
            problems);
        return new("Credentials/EditPathways", model, texts["Pathway.Title"]) { Address = Address, Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    private static async Task<View> PageAsync(Pathway pathway, Typed typed, IReadOnlyList<CredentialProblem> problems, string? did, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var address = $"{Address}/{Uri.EscapeDataString(pathway.Id)}";
        var issued = await db.Credentials.CountAsync(c => c.PathwayId == pathway.Id, cancellation);
        var model = new PathwayPageModel(
            pathway.TitleIn(language), pathway.LanguageIn(language), pathway.Version, issued, pathway.ClosedAt, ShowPathway.AddressOf(pathway.Id), await FormAsync(address, isNew: false, typed, db, revisions, cancellation), problems, did);
        return new("Credentials/EditPathway", model, model.Title) { Address = address, Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    /// <summary>The courses that are chosen first, in their order; then the others that are to be had.</summary>
    private static async Task<PathwayForm> FormAsync(string action, bool isNew, Typed typed, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var courses = await db.Courses.AsNoTracking().Where(c => c.WithdrawnAt == null || typed.Courses.Contains(c.Id)).OrderBy(c => c.Slug).Select(c => new { c.Id, c.CurrentRevisionId }).ToListAsync(cancellation);
        var choices = new List<CourseChoice>();
        foreach (var course in courses.OrderBy(c => typed.Courses.IndexOf(c.Id) is var at and >= 0 ? at : int.MaxValue))
        {
            var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            var at = typed.Courses.IndexOf(course.Id);
            choices.Add(new(course.Id, outline.Title, outline.Language, at >= 0, at >= 0 ? (at + 1).ToString(CultureInfo.InvariantCulture) : ""));
        }

        return new(action, isNew, typed.Id, [.. _languages.Select(l => new TitleField(l, typed.Titles.FirstOrDefault(t => t.Language == l).Title ?? ""))], choices, typed.Months, Pathway.LongestTitle, Pathway.MostMonths);
    }

    /// <summary>As typed into the form.</summary>
    private sealed record Typed(string Id, List<(string Language, string Title)> Titles, List<string> Courses, string Months)
    {
        public static readonly Typed None = new("", [], [], "");

        public int? WholeMonths => int.TryParse(Months, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= Pathway.MostMonths ? months : null;

        public static Typed Of(Pathway pathway) => new(
            pathway.Id,
            [.. pathway.Titles.Select(t => t.Split(':', 2)).Select(t => (t[0], t[1]))],
            pathway.CourseIds,
            pathway.Months?.ToString(CultureInfo.InvariantCulture) ?? "");

        public static Typed Of(IFormCollection form) => new(
            form["id"].ToString().Trim(),
            [.. _languages.Select(l => (l, form[$"title_{l}"].ToString().Trim())).Where(t => t.Item2.Length > 0)],
            [.. form["courses"].OfType<string>().Distinct().OrderBy(id => int.TryParse(form[$"order_{id}"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : int.MaxValue)],
            form["months"].ToString().Trim());

        public void Into(Pathway pathway) => pathway.Change(Titles, Courses, WholeMonths);
    }

    public sealed record PathwayListModel(IReadOnlyList<PathwayRow> Pathways, PathwayForm Form, IReadOnlyList<CredentialProblem> Problems);

    public sealed record PathwayRow(string Href, string Title, string Language, int Courses, bool IsClosed);

    /// <param name="PublicHref">Where learners see it.</param>
    /// <param name="Did">What was just done: part of the name of its text.</param>
    public sealed record PathwayPageModel(string Title, string Language, int Version, int Issued, DateTimeOffset? ClosedAt, string PublicHref, PathwayForm Form, IReadOnlyList<CredentialProblem> Problems, string? Did);

    public sealed record PathwayForm(string Action, bool IsNew, string Id, IReadOnlyList<TitleField> Titles, IReadOnlyList<CourseChoice> Courses, string Months, int LongestTitle, int MostMonths);

    public sealed record TitleField(string Language, string Value);

    public sealed record CourseChoice(string Id, string Title, string Language, bool IsChosen, string Order);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
