using System.Globalization;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Care;

/// <summary>
/// Every source that the courses in force cite, by publisher, with how many lessons and questions rest on it; and for one source each place. <c>?name=</c> finds by a part of the title (in any
/// language of the courses that is at hand) or of the key, of at most 120 characters; accents and case do not matter. For editors. Refusal: 404 no course in force cites such a source.
/// </summary>
public static class ShowSources
{
    private const int LongestName = 120;

    public static void MapShowSources(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CareAddresses.Sources, GetList).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowSources)}");
        routes.MapGet(CareAddresses.Sources + "/{key}", GetSource).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowSource");
    }

    internal static async Task<IResult> GetList(string? name, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var asked = (name ?? "").Trim();
        asked = asked.Length > LongestName ? asked[..LongestName] : asked;
        var sources = CitedSource.Of(await revisions.InForceAsync(db, cancellation), Language);
        var found = asked.Length == 0 ? sources : [.. sources.Where(s => s.IsCalled(asked))];
        var groups = found.GroupBy(s => s.Source.Publisher ?? "", StringComparer.Ordinal)
            .OrderBy(g => g.Key.Length == 0)
            .ThenBy(g => g.Key, StringComparer.CurrentCulture)
            .Select(g => new Publisher(g.Key, g.First().Language, [.. g.OrderBy(s => s.Source.Title, StringComparer.CurrentCulture).Select(SourceRow.Of)]));
        return new View("Teaching/ShowSources", new SourcesModel(asked, found.Count, sources.Count > 0, [.. groups]), texts["Sources.Title"]);
    }

    internal static async Task<IResult> GetSource(string key, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var courses = await revisions.InForceAsync(db, cancellation);
        if (CitedSource.Of(courses, Language).FirstOrDefault(s => s.Key == key) is not { } source)
        {
            return NotThere("Sources.NoSuch");
        }

        var (rule, now) = (new RecheckRule(RecheckRule.Usual), clock.GetUtcNow());
        var citing = source.Places.GroupBy(p => p.Slug).Select(g => (Course: courses.First(c => c.Slug == g.Key).Shown, Places: g)).Select(c => new CitingCourse(
            c.Course.Outline.Title,
            c.Course.Language,
            [.. c.Places.Select(p => new PlaceRow(p.Href, p.Language, p.IsQuestion, p.Title, p.Module, p.Quiz, p.Place, c.Course.Language, p.Checked, p.Checked is { } day && rule.IsDue(day, now)))]));
        return new View("Teaching/ShowSource", new SourceModel(SourceRow.Of(source), source.Source, source.IsToldDifferently, [.. citing]), source.Source.Title);
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public sealed record SourcesModel(string Name, int Count, bool HasAny, IReadOnlyList<Publisher> Publishers);

    /// <summary>The name is empty where the register names none.</summary>
    public sealed record Publisher(string Name, string Language, IReadOnlyList<SourceRow> Sources);

    public sealed record SourceRow(string Href, string Key, string Title, string Language, string? Year, string? Url, int Lessons, int Questions)
    {
        internal static SourceRow Of(CitedSource s) => new(CareAddresses.Source(s.Key), s.Key, s.Source.Title, s.Language, s.Source.Year, s.Source.Url, s.Lessons, s.Questions);
    }

    public sealed record SourceModel(SourceRow Row, Citation Source, bool IsToldDifferently, IReadOnlyList<CitingCourse> Courses);

    public sealed record CitingCourse(string Title, string Language, IReadOnlyList<PlaceRow> Places);

    /// <summary>A question in no quiz is one that tests draw.</summary>
    public sealed record PlaceRow(
        string Href, string Language, bool IsQuestion, string Title, string? Module, string? Quiz, string? Place, string CourseLanguage, DateOnly? Checked, bool IsDue);
}
