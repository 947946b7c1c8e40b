using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>POST /drafts/{id}/moves</c>: an activity or a module of a draft to another place: <c>to=up</c>, <c>to=down</c>, <c>to=module</c> with <c>module</c> (the end of that one), <c>to=before</c> with
/// <c>before</c>; <c>GET</c> with <c>path</c> lets her choose the module, where there are too many to offer them all beside each text. Its files get other names, its ids stay. At the end of the way nothing happens. For those who write. Refusals: 404 no such draft or it is closed, 409 it is not there any more,
/// 409 others write too much at the moment.
/// </summary>
public static class MoveText
{
    public static void MapMoveText(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/moves", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ChooseModule");
        routes.MapPost("/drafts/{id:guid}/moves", Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(MoveText)}");
    }

    internal static string Page(Guid id, string path) => $"{DraftAddresses.Of(id)}/moves?path={Uri.EscapeDataString(path)}";

    internal static async Task<IResult> Get(Guid id, string? path, ReadDraft drafts, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        var tree = DraftOutline.Of(folder);
        if (path is null || tree.ModuleOf(path) is not { } module || module.Texts.FirstOrDefault(t => t.Path == path) is not { } text)
        {
            return DraftAddresses.Misplaced(id);
        }

        var others = tree.Modules.Where(m => m != module).Select(m => new ShowDraft.ModuleChoice(m.Folder, m.Page.Name));
        return new View("Editing/MoveText", new MoveModel(DraftAddresses.Of(id), tree.Course?.Name ?? folder.Draft.Slug, tree.Language, path, text.Name, [.. others]), $"{texts["Drafts.ToAnother"]} – {text.Name}");
    }

    internal static async Task<IResult> Post(Guid id, HttpRequest request, ClaimsPrincipal user, ChangeOutline outline, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var (path, to, module, before) = ($"{form["path"]}", $"{form["to"]}", $"{form["module"]}", $"{form["before"]}");
        string? goneTo = null;
        var written = await outline.ChangeAsync(
            id,
            user.LearnerId,
            (folder, tree) =>
            {
                if (!folder.Files.ContainsKey(path))
                {
                    goneTo = null;
                    return new Dictionary<string, byte[]?>();
                }

                var moves = Moves(tree, folder.Files.Keys, path, to, module, before);
                goneTo = moves.GetValueOrDefault(path, path);
                return moves.Count == 0 ? new Dictionary<string, byte[]?>() : MoveFiles.Apply(folder.Files, moves);
            },
            cancellation);
        return written.As switch
        {
            WrittenAs.Closed => DraftAddresses.NotOpen(),
            WrittenAs.Clash => DraftAddresses.Refuse(StatusCodes.Status409Conflict, id, "Drafts.Busy"),
            _ when goneTo is null => DraftAddresses.Refuse(StatusCodes.Status409Conflict, id, "Drafts.NotThereAnyMore"),
            _ => TypedResults.LocalRedirect($"~{DraftAddresses.Of(id)}?moved={Uri.EscapeDataString(goneTo)}#moved"),
        };
    }

    private static IReadOnlyDictionary<string, string> Moves(DraftOutline tree, IEnumerable<string> files, string path, string to, string module, string before) => to switch
    {
        "up" => OrderOutline.Step(tree, files, path, -1),
        "down" => OrderOutline.Step(tree, files, path, 1),
        "module" when tree.Module(module) is { } into => OrderOutline.Place(tree, files, path, module, into.Activities.Count),
        "before" when tree.Modules.Any(m => m.Page.Path == path) => OrderOutline.PlaceModule(
            tree, files, path, tree.Modules.Where(m => m.Page.Path != path).TakeWhile(m => m.Page.Path != before).Count()),
        "before" when tree.ModuleOf(before) is { } into => OrderOutline.Place(
            tree, files, path, into.Folder, into.Activities.Where(t => t.Path != path).TakeWhile(t => t.Path != before).Count()),
        _ => new Dictionary<string, string>(),
    };

    public sealed record MoveModel(string Href, string Course, string Language, string Path, string Title, IReadOnlyList<ShowDraft.ModuleChoice> Modules);
}
