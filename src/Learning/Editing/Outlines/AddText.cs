using System.Security.Claims;
using System.Text;
using Learning.Accounts;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>POST /drafts/{id}/texts</c>: a new lesson, quiz, test that draws, pre-test, survey or pool at the end of a module, or a new module with a first lesson, each with something in it to go on from. Then its page opens. For those who
/// write. Limits: a title of at most 200 signs. Refusals: 404 no such draft or it is closed, 422 no title, no such kind or module, the id is malformed or taken, nothing in the pools that a test could draw, 409 others write too much at
/// the moment.
/// </summary>
public static class AddText
{
    private const int LongestTitle = 200;
    private const int MostDrawn = 3;

    private static readonly IReadOnlyList<string> _kinds = ["lesson", "quiz", "test", "pre-test", "survey", "pool", "module"];

    public static void MapAddText(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/texts", Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(AddText)}");

    internal static async Task<IResult> Post(Guid id, HttpRequest request, ClaimsPrincipal user, ChangeOutline outline, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var wanted = new Wanted($"{form["kind"]}", $"{form["title"]}".Trim(), $"{form["id"]}".Trim(), $"{form["module"]}");
        var templates = new TextTemplates(texts, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        string? problem = null;
        var path = "";
        var written = await outline.ChangeAsync(
            id,
            user.LearnerId,
            (folder, tree) =>
            {
                (problem, path, var files) = Made(wanted, folder, tree, templates);
                return files.ToDictionary(f => f.Key, f => (byte[]?)Encoding.UTF8.GetBytes(f.Value), StringComparer.Ordinal);
            },
            cancellation);
        return written.As switch
        {
            WrittenAs.Closed => DraftAddresses.NotOpen(),
            WrittenAs.Clash => DraftAddresses.Refuse(StatusCodes.Status409Conflict, id, "Drafts.Busy"),
            _ when problem is not null => DraftAddresses.Refuse(StatusCodes.Status422UnprocessableEntity, id, problem),
            WrittenAs.Misplaced => DraftAddresses.Refuse(StatusCodes.Status422UnprocessableEntity, id, "Drafts.BadId"),
            _ => TypedResults.LocalRedirect("~" + DraftAddresses.Text(id, path)),
        };
    }

    private static (string? Problem, string Path, IReadOnlyDictionary<string, string> Files) Made(Wanted wanted, DraftFolder folder, DraftOutline tree, TextTemplates templates)
    {
        var none = new Dictionary<string, string>();
        var given = wanted.Id.Length > 0 ? wanted.Id : TextTemplates.IdOf(wanted.Title);
        var id = wanted.Id.Length > 0 ? given : Free(given, tree);
        var module = tree.Module(wanted.Module);
        var problem = wanted.Title.Length is 0 or > LongestTitle ? "Drafts.NoTitle"
            : !_kinds.Contains(wanted.Kind) ? "Drafts.NoSuchKind"
            : wanted.Kind != "module" && module is null ? "Drafts.NoSuchModule"
            : !Ids.IsWellFormed(id) ? "Drafts.BadId"
            : tree.Ids.Contains(id) ? "Drafts.IdTaken"
            : null;
        if (problem is not null)
        {
            return (problem, "", none);
        }

        var known = Known.Of(folder, tree);
        if (wanted.Kind == "module")
        {
            var place = ContentPath.Join(tree.Folder, OrderOutline.Next(tree.Modules.Select(m => ContentPath.Name(m.Folder)), id));
            var (page, lesson) = (ContentPath.Join(place, ModulePage.FileName), Free($"{id}-1", tree));
            return (null, page, new Dictionary<string, string>
            {
                [page] = templates.Module(id, wanted.Title),
                [ContentPath.Join(place, $"01-{lesson}.md")] = templates.Lesson(lesson, wanted.Title, known.Objective, known.Source),
            });
        }

        var draws = wanted.Kind == "test" ? Drawn.Of(folder).Select(d => (d.Objective, Math.Min(d.Questions, MostDrawn))).ToList() : [];
        if (wanted.Kind == "test" && draws.Count == 0)
        {
            return ("Drafts.NoPool", "", none);
        }

        var names = module!.Activities.Select(t => ContentPath.Name(t.Path));
        var (name, text) = wanted.Kind switch
        {
            "quiz" => (OrderOutline.Next(names, id + QuizPage.Ending), templates.Quiz(id, wanted.Title, known.Objective, known.Lesson)),
            "test" => (OrderOutline.Next(names, id + QuizPage.Ending), templates.Test(id, wanted.Title, draws)),
            "pre-test" => (OrderOutline.Next(names, id + QuizPage.Ending), templates.PreTest(id, wanted.Title, known.Objective, known.Lesson)),
            "survey" => (OrderOutline.Next(names, id + QuizPage.Ending), templates.Survey(id, wanted.Title)),
            "pool" => (id + PoolPage.Ending, templates.Pool(id, wanted.Title, known.Objective, known.Lesson)),
            _ => (OrderOutline.Next(names, id + ".md"), templates.Lesson(id, wanted.Title, known.Objective, known.Source)),
        };
        var path = ContentPath.Join(module.Folder, name);
        return folder.Files.ContainsKey(path) ? ("Drafts.IdTaken", "", none) : (null, path, new Dictionary<string, string> { [path] = text });
    }

    /// <summary>Made of a title; a number tells it from one that is there. The ids of questions are not looked at: <c>check</c> says where two are the same.</summary>
    private static string Free(string id, DraftOutline tree) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? id : $"{id}-{n}").First(free => !tree.Ids.Contains(free));

    private sealed record Wanted(string Kind, string Title, string Id, string Module);
}

/// <summary>What a new text or question of a course can name at once: the first objective, lesson and source there is.</summary>
internal sealed record Known(string? Objective, string? Lesson, string? Source)
{
    public static Known Of(DraftFolder folder, DraftOutline tree)
    {
        var content = new ContentTree(new FewFiles(folder.Files.Values.Select(f => new Authoring.ContentFile(f.Path, f.Bytes))));
        var course = CoursePage.Read(content, folder.Course, new(new()), new());
        var lesson = tree.Modules.SelectMany(m => m.Texts).FirstOrDefault(t => t is { Kind: TextKind.Lesson, Id.Length: > 0 });
        return new(course?.Outline.Objectives is [var first, ..] ? first.Id : null, lesson?.Id, Registers.Sources(folder).Select(s => s.Key).FirstOrDefault());
    }
}
