using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Search;

/// <summary><c>/search?q=</c>: finds passages of courses. Open to all; reading a lesson asks her to join the course.</summary>
public static class ShowSearch
{
    public static void MapShowSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", Get).WithName($"Learning.{nameof(ShowSearch)}");

    internal static async Task<IResult> Get(string? q, FindPassages find, InterfaceTexts texts, CancellationToken cancellation)
    {
        var query = (q ?? "").Trim();
        if (query.Length > FindPassages.LongestQuery)
        {
            return Page(query[..FindPassages.LongestQuery], new([], 0), texts["Search.TooLong"], texts, StatusCodes.Status400BadRequest);
        }

        var results = query.Length == 0 ? new SearchResults([], 0) : await find.FindAsync(query, cancellation);
        return Page(query, results, null, texts, StatusCodes.Status200OK);
    }

    private static View Page(string query, SearchResults results, string? problem, InterfaceTexts texts, int status) =>
        new("Search/ShowSearch", new SearchModel(query, results.Found, results.Total, problem), texts["Search.Title"]) { Status = status, Shape = "search" };

    public sealed record SearchModel(string Query, IReadOnlyList<SearchResult> Results, int Total, string? Problem);
}
