using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>/drafts</c>: the courses, each with the draft that is open for it: how far it is, and who is at work in it; and the drafts of courses that are not published yet. From here editors begin. For those who write. Problems of the
/// form for a new course come back with it.
/// </summary>
public static class ShowDrafts
{
    public static void MapShowDrafts(this IEndpointRouteBuilder routes) =>
        routes.MapGet(DraftAddresses.All, Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowDrafts)}");

    internal static Task<IResult> Get(string? discarded, LearningDb db, RevisionCache revisions, ReadDraft drafts, Editors editors, InterfaceTexts texts, CancellationToken cancellation) =>
        PageAsync(db, revisions, drafts, editors, texts, new() { Discarded = discarded is not null }, StatusCodes.Status200OK, cancellation);

    /// <param name="form">What was typed into the form for a new course, and what is wrong with it.</param>
    internal static async Task<IResult> PageAsync(LearningDb db, RevisionCache revisions, ReadDraft drafts, Editors editors, InterfaceTexts texts, NewCourse form, int status, CancellationToken cancellation)
    {
        var open = await db.Drafts.AsNoTracking().Where(d => d.OpenCourseId != null).ToListAsync(cancellation);
        var ids = open.Select(d => d.Id).ToList();
        var changed = await db.DraftFiles.AsNoTracking().Where(f => ids.Contains(f.DraftId)).GroupBy(f => f.DraftId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var (atWork, begunBy) = (await editors.AtWorkAsync(cancellation), await editors.NamesAsync(open.Select(d => d.BegunBy), cancellation));
        var kept = db.Set<RevisionFile>();
        var rows = new List<CourseRow>();
        foreach (var course in await db.Courses.AsNoTracking().OrderBy(c => c.Slug)
            .Select(c => new { c.Id, c.Slug, c.CurrentRevisionId, c.CurrentNumber, HasFiles = kept.Any(f => f.RevisionId == c.CurrentRevisionId) }).ToListAsync(cancellation))
        {
            var revision = await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation);
            rows.Add(new(course.Slug, revision.Outline.Title, revision.Language, course.CurrentNumber, course.HasFiles, open.FirstOrDefault(d => d.CourseId == course.Id) is { } draft ? Row(draft) : null));
        }

        var known = rows.Select(r => r.Draft?.Id).ToHashSet();
        foreach (var draft in open.Where(d => !known.Contains(d.Id)).OrderBy(d => d.Slug))
        {
            var page = (await drafts.FileAsync(draft, DraftWords.PageOf(draft), cancellation))?.Bytes;
            rows.Add(new(draft.Slug, DraftWords.TitleIn(page, draft), DraftWords.LanguageIn(page), 0, true, Row(draft)));
        }

        var languages = InterfaceTexts.Languages.Select(code => new LanguageChoice(code, InterfaceCulture.NameOf(code), code == form.Language)).ToList();
        return new View("Editing/ShowDrafts", new DraftsModel(rows, form, languages) { Problems = form.Problems, Discarded = form.Discarded }, texts["Drafts.Title"]) { Status = status, Address = DraftAddresses.All, Styles = ["editing.css"] };

        DraftRow Row(Draft draft) => new(
            draft.Id, DraftAddresses.Of(draft.Id), draft.State.ToString(), draft.BaseNumber, changed.GetValueOrDefault(draft.Id), draft.ChangedAt, begunBy.GetValueOrDefault(draft.BegunBy), [.. atWork[draft.Id]]);
    }

    public sealed record DraftsModel(IReadOnlyList<CourseRow> Courses, NewCourse Form, IReadOnlyList<LanguageChoice> Languages)
    {
        public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

        public bool Discarded { get; init; }
    }

    /// <summary>A course, published or not yet (number 0).</summary>
    public sealed record CourseRow(string Slug, string Title, string Language, int Number, bool HasFiles, DraftRow? Draft);

    public sealed record DraftRow(Guid Id, string Href, string State, int BaseNumber, int Changed, DateTimeOffset ChangedAt, string? BegunBy, IReadOnlyList<string> AtWork);

    public sealed record LanguageChoice(string Code, string Name, bool IsChosen);

    public sealed record NewCourse
    {
        public string Title { get; init; } = "";

        public string Id { get; init; } = "";

        public string Language { get; init; } = "en";

        public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

        public bool Discarded { get; init; }
    }

    public sealed record FieldProblem(string Field, string Text);
}
