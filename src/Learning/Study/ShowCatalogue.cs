using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Study;

/// <summary>The home page and the catalogue: what there is to learn, and for a learner who is signed in, where she goes on. Open to all.</summary>
public static class ShowCatalogue
{
    public static void MapShowCatalogue(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<LearningOptions>().ServesHome)
        {
            routes.MapGet("/", GetHome).WithName("Learning.ShowHome");
        }

        routes.MapGet("/courses", GetCatalogue).WithName($"Learning.{nameof(ShowCatalogue)}");
    }

    internal static async Task<IResult> GetHome(ClaimsPrincipal user, CatalogueReader catalogue, InterfaceTexts texts, SiteIdentity site, CancellationToken cancellation)
    {
        var cards = await catalogue.ReadAsync(user.LearnerIdOrNull, cancellation);
        var model = new HomeModel(site.Name, cards, [.. cards.Where(c => c.IsEnrolled && !c.IsCompleted)]);
        return new View("Study/ShowHome", model, texts["Home.Title"]) { Description = texts["Home.Lead"], Shape = "home" };
    }

    internal static async Task<IResult> GetCatalogue(ClaimsPrincipal user, CatalogueReader catalogue, InterfaceTexts texts, CancellationToken cancellation) =>
        new View("Study/ShowCatalogue", new CatalogueModel(await catalogue.ReadAsync(user.LearnerIdOrNull, cancellation)), texts["Catalogue.Title"]);

    public sealed record HomeModel(string SiteName, IReadOnlyList<CourseCard> Courses, IReadOnlyList<CourseCard> Continuing);

    public sealed record CatalogueModel(IReadOnlyList<CourseCard> Courses);
}

/// <summary>A course in a list.</summary>
public sealed record CourseCard(
    string Title, string Summary, string Level, string Language, decimal Hours, int Modules, string Href, string ResumeHref, bool IsEnrolled, int Percent, int MinutesLeft, bool IsCompleted)
{
    /// <summary>What its language calls itself, where that is not the reader's; null otherwise.</summary>
    public string? OtherLanguage { get; init; }
}

/// <summary>Reads the courses there are, with the learner's standing in each.</summary>
public sealed class CatalogueReader(LearningDb db, StudyQueries queries, RevisionCache revisions)
{
    public async Task<IReadOnlyList<CourseCard>> ReadAsync(string? learnerId, CancellationToken cancellation)
    {
        var courses = await queries.CoursesAsync(db, cancellation);
        var outcomes = learnerId is null ? [] : (await queries.OutcomesAsync(db, learnerId, cancellation)).ToDictionary(o => o.CourseId, StringComparer.Ordinal);

        var cards = new List<CourseCard>();
        foreach (var course in courses.Where(c => !c.IsClosed && (!c.IsWithdrawn || outcomes.ContainsKey(c.Id))))   // who is in a withdrawn one goes on from here
        {
            var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            var outcome = outcomes.GetValueOrDefault(course.Id);
            cards.Add(new CourseCard(
                outline.Title,
                outline.Summary,
                outline.Level,
                outline.Language,
                outline.Hours,
                outline.Modules.Count,
                Addresses.Course(course.Slug),
                Addresses.Learn(course.Slug),
                outcome is not null,
                outcome?.Percent ?? 0,
                outcome?.MinutesLeft ?? 0,
                outcome?.CompletedAt is not null)
            {
                OtherLanguage = outline.Language == System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName ? null : InterfaceCulture.NameOf(outline.Language),
            });
        }

        return [.. cards.OrderBy(c => c.Title, StringComparer.CurrentCulture)];
    }
}
