using System.Security.Claims;
using System.Text.Json;
using Learning.Accounts;
using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>POST /drafts/{id}/visits</c> with <c>path</c> (JSON): a script says that she still has a text open, and hears who else has (<c>others</c>) and which file is there now (<c>hash</c>). Who is not heard of for a minute is gone. What the preview needs is kept at hand meanwhile. For
/// those who write. Refusals: 404 no such draft or it is closed, 404 a text that cannot be there, 400 not understood.
/// </summary>
public static class VisitText
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void MapVisitText(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/visits", Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(VisitText)}");

    internal static async Task<IResult> Post(Guid id, HttpRequest request, ClaimsPrincipal user, LearningDb db, ReadDraft drafts, KnownDrafts known, Editors editors, CancellationToken cancellation)
    {
        if (await PathAsync(request, cancellation) is not { } path)
        {
            return Refusals.Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        if (await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { IsOpen: true } draft)
        {
            return DraftAddresses.NotOpen();
        }

        if (!WriteDraft.MayHold(draft, path))
        {
            return DraftAddresses.Misplaced(id);
        }

        _ = known.Prepare(draft);
        return TypedResults.Json(new Answer(await editors.VisitAsync(id, path, user, cancellation), await drafts.HashAsync(draft, path, cancellation) ?? WriteDraft.NoFile));
    }

    private static async Task<string?> PathAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return (await JsonSerializer.DeserializeAsync<Sent>(request.Body, Web, cancellation))?.Path;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Sent(string? Path);

    internal sealed record Answer(IReadOnlyList<string> Others, string Hash);
}
