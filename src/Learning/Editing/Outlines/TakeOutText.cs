using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>POST /drafts/{id}/removals</c>: takes a text out of a draft, with its translations; a module with all that is in it; a picture. The course as learners have it stays as it is until the draft is
/// published, and what linked there is named among the findings. Done twice, it is done once. For those who write. Refusals: 404 no such draft or it is closed, 422 the course's own page, 409 others write too much at the moment.
/// </summary>
public static class TakeOutText
{
    public static void MapTakeOutText(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/removals", Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(TakeOutText)}");

    internal static async Task<IResult> Post(Guid id, HttpRequest request, ClaimsPrincipal user, ChangeOutline outline, CancellationToken cancellation)
    {
        var path = $"{(await request.ReadFormAsync(cancellation))["path"]}";
        if (ContentPath.Name(path) == CoursePage.FileName)
        {
            return DraftAddresses.Refuse(StatusCodes.Status422UnprocessableEntity, id, "Drafts.CourseStays");
        }

        var written = await outline.ChangeAsync(id, user.LearnerId, (folder, tree) => Gone(folder, tree, path), cancellation);
        return written.As switch
        {
            WrittenAs.Closed => DraftAddresses.NotOpen(),
            WrittenAs.Clash => DraftAddresses.Refuse(StatusCodes.Status409Conflict, id, "Drafts.Busy"),
            WrittenAs.Misplaced => DraftAddresses.Misplaced(id),
            _ => TypedResults.LocalRedirect($"~{DraftAddresses.Of(id)}?taken=yes#outline"),
        };
    }

    private static Dictionary<string, byte[]?> Gone(DraftFolder folder, DraftOutline tree, string path)
    {
        var module = tree.Modules.FirstOrDefault(m => m.Page.Path == path);
        var text = tree.Texts.FirstOrDefault(t => t.Path == path);
        var gone = module is not null ? folder.Files.Keys.Where(f => ContentPath.IsWithin(f, module.Folder))
            : text is not null ? text.Translations.Append(path)
            : folder.Files.Keys.Where(f => f == path);
        return gone.ToDictionary(f => f, _ => (byte[]?)null, StringComparer.Ordinal);
    }
}
