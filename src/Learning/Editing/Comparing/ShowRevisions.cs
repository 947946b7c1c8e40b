using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Comparing;

/// <summary>
/// The revisions of a course, the latest first, ten on a page: when, by whom, from where, with what note, and how much changed since the one before. <c>?from=</c> and <c>?to=</c> lead to the comparison of those two.
/// <c>/courses/{slug}/revisions/{a}/{b}</c> is that comparison, readable word by word, 40 things on a page. <c>/courses/{slug}/revisions/{number}.zip</c> is all files of one revision. For authors.
/// Refusals: 404 no such course or revision; 409 a revision whose files were not kept.
/// </summary>
public static class ShowRevisions
{
    private const int OnPage = 10;

    public static void MapShowRevisions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/courses/{slug}/revisions", GetList).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowRevisions)}");
        routes.MapGet("/courses/{slug}/revisions/{a:int}/{b:int}", GetComparison).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.CompareRevisions");
        routes.MapGet("/courses/{slug}/revisions/{number:int}.zip", GetFiles).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ExportRevision");
    }

    internal static async Task<IResult> GetList(
        string slug,
        string? from,
        string? to,
        string? page,
        string? did,
        ClaimsPrincipal user,
        LearningDb db,
        RevisionCache revisions,
        CountChanges counts,
        Editors editors,
        IAuthorizationService authorization,
        CancellationToken cancellation)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Slug == slug, cancellation) is not { } course)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        if (from is not null || to is not null)
        {
            return int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
                ? TypedResults.LocalRedirect($"~/courses/{slug}/revisions/{a}/{b}")
                : NotThere("Revisions.NoSuch");
        }

        var all = db.Revisions.AsNoTracking().Where(r => r.CourseId == course.Id);
        var numbers = await all.OrderByDescending(r => r.Number).Select(r => r.Number).ToListAsync(cancellation);
        var pages = Pages.Of(numbers.Count, OnPage, page);
        var rows = await all.OrderByDescending(r => r.Number).Skip(pages.Skip).Take(OnPage + 1)
            .Select(r => new { r.Id, r.Number, r.PublishedAt, r.PublishedBy, r.Origin, r.Note, HasFiles = db.Set<RevisionFile>().Any(f => f.RevisionId == r.Id) }).ToListAsync(cancellation);
        var names = await editors.NamesAsync(rows.Select(r => r.PublishedBy), cancellation);
        var lines = new List<RevisionLine>();
        foreach (var (row, place) in rows.Take(OnPage).Select((row, place) => (row, place)))
        {
            var before = place + 1 < rows.Count ? rows[place + 1] : null;
            lines.Add(new(
                row.Number,
                row.PublishedAt,
                names.GetValueOrDefault(row.PublishedBy ?? ""),
                row.Origin,
                row.Note,
                row.HasFiles,
                row.Id == course.CurrentRevisionId,
                before?.Number,
                before is null ? null : await counts.BetweenAsync(before.Id, row.Id, cancellation)));
        }

        var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
        var model = new RevisionsModel(
            slug,
            outline.Title,
            outline.Language,
            course.CurrentNumber,
            course.WithdrawnAt is not null,
            (await authorization.AuthorizeAsync(user, Policies.Publish)).Succeeded,
            did is "published" or "rolled-back" or "withdrawn" or "brought-back" ? did : null,
            numbers,
            lines,
            pages.With(at => $"/courses/{slug}/revisions?page={at}"));
        return new View("Editing/ShowRevisions", model, outline.Title);
    }

    internal static async Task<IResult> GetComparison(
        string slug, int a, int b, string? page, LearningDb db, RevisionCache revisions, ReadWording read, InterfaceTexts texts, CancellationToken cancellation)
    {
        var found = await FindAsync(slug, a, db, cancellation) is { } before && await FindAsync(slug, b, db, cancellation) is { } after ? (before, after) : ((CourseRevision, CourseRevision)?)null;
        if (found is not ({ } one, { } other))
        {
            return NotThere("Revisions.NoSuch");
        }

        var comparison = CourseComparison.Compare(await read.OfRevisionAsync(one.Id, cancellation), await read.OfRevisionAsync(other.Id, cancellation));
        var view = ComparisonView.Of(comparison, texts, page, at => $"/courses/{slug}/revisions/{a}/{b}?page={at}");
        var outline = (await revisions.ForReaderAsync(db, other.Id, cancellation)).Outline;
        return new View(
            "Editing/CompareRevisions", new ComparisonModel(slug, outline.Title, outline.Language, a, b, one.PublishedAt, other.PublishedAt, view), $"{outline.Title} – {texts["Compare.Title", $"{a}", $"{b}"]}");
    }

    internal static async Task<IResult> GetFiles(string slug, int number, LearningDb db, CourseFiles files, CancellationToken cancellation)
    {
        if (await FindAsync(slug, number, db, cancellation) is not { } revision)
        {
            return NotThere("Revisions.NoSuch");
        }

        var kept = await files.ReadAsync(revision.Id, cancellation);
        return kept.Count == 0
            ? new Refusal(StatusCodes.Status409Conflict, "Revisions.NoFiles") { WayBack = new($"/courses/{slug}/revisions", "Revisions.Back") }
            : TypedResults.File(CourseArchive.Write([kept]), "application/zip", $"{slug}-{number}.zip");
    }

    internal static async Task<CourseRevision?> FindAsync(string slug, int number, LearningDb db, CancellationToken cancellation)
    {
        var courses = db.Courses;
        return await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number && courses.Any(c => c.Slug == slug && c.Id == r.CourseId), cancellation);
    }

    public sealed record RevisionsModel(
        string Slug, string Title, string Language, int Current, bool IsWithdrawn, bool MayPublish, string? Did, IReadOnlyList<int> Numbers, IReadOnlyList<RevisionLine> Lines, PageLinks Pages);

    /// <summary>By is null where a command did it, or whoever did has gone. Without a number before it is the first.</summary>
    public sealed record RevisionLine(
        int Number, DateTimeOffset At, string? By, RevisionOrigin Origin, string Note, bool HasFiles, bool IsInForce, int? Before, ChangeCounts? Counts);

    public sealed record ComparisonModel(string Slug, string Title, string Language, int A, int B, DateTimeOffset AtA, DateTimeOffset AtB, ComparisonView Comparison);
}

/// <summary>How many lessons, questions and other things differ between two revisions, and how many keys.</summary>
[ImmutableObject(true)]
public sealed record ChangeCounts(int Lessons, int Questions, int Keys, int Others)
{
    public static ChangeCounts Of(CourseComparison comparison)
    {
        var kinds = comparison.Languages.SelectMany(l => l.Things).DistinctBy(t => (t.Kind, t.Id)).CountBy(t => t.Kind).ToDictionary();
        var (lessons, questions) = (kinds.GetValueOrDefault("lesson"), kinds.GetValueOrDefault("question"));
        return new(lessons, questions, comparison.ChangedKeys.Count(), kinds.Values.Sum() - lessons - questions + comparison.Files.Count);
    }

    public bool IsNothing => Lessons + Questions + Keys + Others == 0;
}

/// <summary>Counts what differs between revisions; they never change, so what was counted once is remembered.</summary>
public sealed class CountChanges(ReadWording read, SharedFigures shared)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<ChangeCounts> BetweenAsync(Guid before, Guid after, CancellationToken cancellation)
    {
        var key = $"{before:N} {after:N}";
        return await shared.FindAsync<ChangeCounts>(key, cancellation)
            ?? await shared.KeepAsync(key, ChangeCounts.Of(CourseComparison.Compare(await read.OfRevisionAsync(before, cancellation), await read.OfRevisionAsync(after, cancellation))), Kept, cancellation);
    }
}
