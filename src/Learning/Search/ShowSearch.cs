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
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Search;

/// <summary>
/// <c>/search?q=</c> (<see cref="LearningOptions.SearchPath"/>): finds passages of courses; <c>in</c>, <c>course</c> and <c>kind</c> narrow it. Open to all; reading a lesson asks her to join the course. Beside it
/// <c>/search/suggestions?q=</c>: a few titles that begin like that, as JSON. Limits: 200 characters.
/// </summary>
public static class ShowSearch
{
    private static readonly string[] Scripts = ["scripts/search.js"];

    public static void MapShowSearch(this IEndpointRouteBuilder routes)
    {
        var path = routes.ServiceProvider.GetRequiredService<LearningOptions>().SearchPath;
        routes.MapGet(path, Get).WithName($"Learning.{nameof(ShowSearch)}");
        routes.MapGet($"{path}/suggestions", GetSuggestions).WithName("Learning.SuggestSearch");
    }

    internal static async Task<IResult> Get(
        string? q,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "in")] string? language,
        string? course,
        string? kind,
        ClaimsPrincipal user,
        FindPassages find,
        LearningDb db,
        RevisionCache revisions,
        InterfaceTexts texts,
        LearningOptions options,
        CancellationToken cancellation)
    {
        var query = (q ?? "").Trim();
        var reader = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (query.Length > FindPassages.LongestQuery)
        {
            return Page(query[..FindPassages.LongestQuery], SearchResults.None(reader), [], texts["Search.TooLong"], StatusCodes.Status400BadRequest);
        }

        FoundKind? wanted = Enum.TryParse<FoundKind>(kind, out var one) && Enum.IsDefined(one) ? one : null;
        var ask = new SearchAsk(query, reader) { In = language is { Length: > 0 and < 9 } ? language : null, Slug = course is { Length: > 0 } ? course : null, Kind = wanted, LearnerId = user.LearnerIdOrNull };
        var results = query.Length == 0 ? SearchResults.None(reader) : await find.FindAsync(ask, cancellation);
        return Page(query, results, await FacetsAsync(ask, results, db, revisions, texts, options.SearchPath, cancellation), null, StatusCodes.Status200OK);

        View Page(string asked, SearchResults found, IReadOnlyList<FacetGroup> facets, string? problem, int status) =>
            new("Search/ShowSearch", new SearchModel(options.SearchPath, asked, found, facets, found.Meant is null ? null : Address(options.SearchPath, found.Meant), problem), texts["Search.Title"])
            {
                Status = status,
                Shape = "search",
                Scripts = Scripts,
            };
    }

    internal static async Task<IResult> GetSuggestions(string? q, FindPassages find, CancellationToken cancellation)
    {
        var typed = (q ?? "").Trim();
        IReadOnlyList<string> suggestions = typed.Length is < 2 or > FindPassages.LongestQuery ? [] : await find.SuggestAsync(typed, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellation);
        return TypedResults.Ok(suggestions);
    }

    /// <summary>Ways to narrow what was found, where there is a choice.</summary>
    private static async Task<IReadOnlyList<FacetGroup>> FacetsAsync(
        SearchAsk ask, SearchResults results, LearningDb db, RevisionCache revisions, InterfaceTexts texts, string path, CancellationToken cancellation)
    {
        var groups = new List<FacetGroup>();
        if (results.Kinds.Count > 1 || ask.Kind is not null)
        {
            groups.Add(new(
                texts["Search.Kinds"],
                [
                    new(texts["Search.AllKinds"], null, ask.Kind is null, Address(path, ask.Query, ask.In, ask.Slug, null)),
                    .. results.Kinds.Select(f => new FacetLink(texts[$"Search.Kind.{f.Value}"], f.Count, ask.Kind?.ToString() == f.Value, Address(path, ask.Query, ask.In, ask.Slug, f.Value))),
                ]));
        }

        if (results.Courses.Count > 1 || ask.Slug is not null)
        {
            var titles = await TitlesAsync(results.Courses, db, revisions, cancellation);
            groups.Add(new(
                texts["Search.Courses"],
                [
                    new(texts["Search.AllCourses"], null, ask.Slug is null, Address(path, ask.Query, ask.In, null, ask.Kind?.ToString())),
                    .. results.Courses.Select(f => new FacetLink(titles.GetValueOrDefault(f.Value, f.Value), f.Count, ask.Slug == f.Value, Address(path, ask.Query, ask.In, f.Value, ask.Kind?.ToString()))),
                ]));
        }

        if (results.Languages.Count > 1)
        {
            groups.Add(new(
                texts["Search.Languages"],
                [.. results.Languages.Select(f => new FacetLink(InterfaceCulture.NameOf(f.Value), f.Count, results.Language == f.Value, Address(path, ask.Query, f.Value, ask.Slug, ask.Kind?.ToString())))]));
        }

        return groups;
    }

    private static async Task<Dictionary<string, string>> TitlesAsync(IReadOnlyList<SearchFacet> courses, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var slugs = courses.Select(c => c.Value).ToList();
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in await db.Courses.AsNoTracking().Where(c => slugs.Contains(c.Slug)).Select(c => new { c.Slug, c.CurrentRevisionId }).ToListAsync(cancellation))
        {
            titles[one.Slug] = (await revisions.ForReaderAsync(db, one.CurrentRevisionId, cancellation)).Outline.Title;
        }

        return titles;
    }

    private static string Address(string path, string query, string? language = null, string? course = null, string? kind = null) =>
        $"{path}?q={Uri.EscapeDataString(query)}"
        + (language is null ? "" : $"&in={Uri.EscapeDataString(language)}")
        + (course is null ? "" : $"&course={Uri.EscapeDataString(course)}")
        + (kind is null ? "" : $"&kind={Uri.EscapeDataString(kind)}");

    /// <param name="MeantHref">Where a search for what may have been meant leads.</param>
    public sealed record SearchModel(string Path, string Query, SearchResults Results, IReadOnlyList<FacetGroup> Facets, string? MeantHref, string? Problem);

    public sealed record FacetGroup(string Name, IReadOnlyList<FacetLink> Links);

    public sealed record FacetLink(string Name, int? Count, bool IsChosen, string Href);
}
