using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Search;

/// <summary><c>/search?q=</c> (<see cref="LearningOptions.SearchPath"/>): finds passages of courses. Open to all; reading a lesson asks her to join the course.</summary>
public static class ShowSearch
{
    public static void MapShowSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet(routes.ServiceProvider.GetRequiredService<LearningOptions>().SearchPath, Get).WithName($"Learning.{nameof(ShowSearch)}");

    internal static async Task<IResult> Get(string? q, FindPassages find, InterfaceTexts texts, LearningOptions options, CancellationToken cancellation)
    {
        var query = (q ?? "").Trim();
        if (query.Length > FindPassages.LongestQuery)
        {
            return Page(query[..FindPassages.LongestQuery], new([], 0), texts["Search.TooLong"], StatusCodes.Status400BadRequest);
        }

        var results = query.Length == 0 ? new SearchResults([], 0) : await find.FindAsync(query, cancellation);
        return Page(query, results, null, StatusCodes.Status200OK);

        View Page(string asked, SearchResults found, string? problem, int status) =>
            new("Search/ShowSearch", new SearchModel(options.SearchPath, asked, found.Found, found.Total, problem), texts["Search.Title"]) { Status = status, Shape = "search" };
    }

    public sealed record SearchModel(string Path, string Query, IReadOnlyList<SearchResult> Results, int Total, string? Problem);
}
