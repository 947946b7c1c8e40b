using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Pathways;

/// <summary>The pathways there are, and one of them: its courses in order, which of them whoever looks has a certificate of, and how long that of the pathway is valid. For everybody. One that is closed stays readable, since certificates name it. Refusal: 404 no such pathway.</summary>
public static class ShowPathway
{
    public const string Address = "/pathways";

    public static void MapShowPathway(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, GetList).WithName("Learning.ShowPathways");
        routes.MapGet(Address + "/{id}", Get).WithName($"Learning.{nameof(ShowPathway)}");
    }

    internal static string AddressOf(string id) => $"{Address}/{Uri.EscapeDataString(id)}";

    internal static async Task<IResult> GetList(LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var open = await db.Pathways.AsNoTracking().Where(p => p.ClosedAt == null).OrderBy(p => p.Id).ToListAsync(cancellation);
        return new View("Credentials/ShowPathways", new PathwaysModel([.. open.Select(p => new PathwayCard(AddressOf(p.Id), p.TitleIn(language), p.LanguageIn(language), p.CourseIds.Count))]), texts["Pathway.Title"]);
    }

    internal static async Task<IResult> Get(string id, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.Pathways.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } pathway)
        {
            return NotThere("Pathway.NotThere");
        }

        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var now = clock.GetUtcNow();
        List<Credential> hers = user.LearnerIdOrNull is { } learner
            ? await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.LearnerId == learner && (c.PathwayId == id || pathway.CourseIds.Contains(c.CourseId))).ToListAsync(cancellation)
            : [];
        var courses = new List<PathwayCourse>();
        foreach (var course in await CoursesAsync(pathway, db, revisions, cancellation))
        {
            courses.Add(new($"/courses/{course.Slug}", course.Title, course.Language, course.Hours, hers.Exists(c => c.CourseId == course.Id && c.Holds(now))));
        }

        var own = hers.Find(c => c.PathwayId == id);
        var title = pathway.TitleIn(language);
        return new View("Credentials/ShowPathway", new PathwayModel(title, pathway.LanguageIn(language), courses, courses.Sum(c => c.Hours), pathway.Months, pathway.ClosedAt, own is null ? null : $"/credentials/{own.Id}"), title);
    }

    /// <summary>In its order, as whoever reads sees them; those that were never published are left out.</summary>
    internal static async Task<IReadOnlyList<Authoring.CourseOutline>> CoursesAsync(Pathway pathway, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var current = await db.Courses.AsNoTracking().Where(c => pathway.CourseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.CurrentRevisionId, cancellation);
        var outlines = new List<Authoring.CourseOutline>();
        foreach (var id in pathway.CourseIds.Where(current.ContainsKey))
        {
            outlines.Add((await revisions.ForReaderAsync(db, current[id], cancellation)).Outline);
        }

        return outlines;
    }

    public sealed record PathwaysModel(IReadOnlyList<PathwayCard> Pathways);

    public sealed record PathwayCard(string Href, string Title, string Language, int Courses);

    public sealed record PathwayModel(string Title, string Language, IReadOnlyList<PathwayCourse> Courses, decimal Hours, int? Months, DateTimeOffset? ClosedAt, string? CertificateHref);

    /// <param name="IsDone">She has a certificate of it that holds.</param>
    public sealed record PathwayCourse(string Href, string Title, string Language, decimal Hours, bool IsDone);
}
