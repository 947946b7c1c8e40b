using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Comparing;

/// <summary>
/// What a draft changes of the revision it began from, word by word, 40 things on a page. Where it cannot be read as a course, what is to be mended (the first 50), and its texts file by file. For authors.
/// Refusal: 404 no such draft.
/// </summary>
public static class ShowDraftChanges
{
    private const int MostProblems = 50;

    public static void MapShowDraftChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{id:guid}/changes", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowDraftChanges)}");

    internal static async Task<IResult> Get(Guid id, string? page, ReadDraft drafts, ReadWording read, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return NotThere("Publication.NoSuchDraft");
        }

        var reading = folder.Read();
        var comparison = reading.Draft is { } course ? await read.OfDraftAsync(folder, course, cancellation) : ByFile(folder);
        var view = ComparisonView.Of(comparison, texts, page, at => $"/drafts/{id}/changes?page={at}");
        var problems = reading.Problems.Take(MostProblems).ToArray();
        return new View(
            "Editing/ShowDraftChanges", new ChangesModel(DraftHead.Of(folder, "changes"), folder.Draft.BaseNumber, reading.Problems.Count, problems, view), $"{folder.Title} – {texts["Compare.DraftTitle"]}");
    }

    /// <summary>The texts of the draft by their paths.</summary>
    internal static CourseComparison ByFile(DraftFolder folder)
    {
        var things = folder.Changed.Select(path => (path, Before: folder.InBase(path), After: folder.Files.GetValueOrDefault(path)))
            .Select(f => (f.path, Before: f.Before is null ? "" : TextOfFile.Read(f.Before.Bytes), After: f.After is null ? "" : TextOfFile.Read(f.After.Bytes), IsNew: f.Before is null, IsGone: f.After is null)).ToArray();
        return new(
            things.Length == 0 ? [] :
            [
                new("en", true, ChangeKind.Changed, [],
                [
                    .. things.Where(t => t.Before is not null && t.After is not null).Select(t => new ChangedThing(
                        t.IsNew ? ChangeKind.Added : t.IsGone ? ChangeKind.Removed : ChangeKind.Changed, "file", t.path, t.path, false, [new("Text", ComparedText.Compare(t.Before!, t.After!))])),
                ]),
            ],
            [.. things.Where(t => t.Before is null || t.After is null).Select(t => new FileChange(t.IsNew ? ChangeKind.Added : t.IsGone ? ChangeKind.Removed : ChangeKind.Changed, t.path))]);
    }

    public sealed record ChangesModel(DraftHead Head, int BaseNumber, int ProblemCount, IReadOnlyList<Problem> Problems, ComparisonView Comparison);
}
