using System.Security.Claims;
using System.Text;
using Learning.Accounts;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Registers;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>POST /drafts</c> with <c>course</c>: opens a published course for writing, or goes on where it is open. <c>POST /drafts/courses</c> with title, id and language: a new course with one module and one lesson, and the registers
/// that the other courses share; asked twice, it is the same draft. For those who write. Limits: a title of at most 200 signs. Refusals: 404 no such course, 409 it was published before files were kept, 422 what is wrong in the form.
/// </summary>
public static class OpenDraft
{
    private const int LongestTitle = 200;

    public static void MapOpenDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DraftAddresses.All, Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(OpenDraft)}");
        routes.MapPost(DraftAddresses.All + "/courses", PostNew).RequireAuthorization(Policies.Author).WithName("Learning.BeginCourse");
    }

    internal static async Task<IResult> Post(HttpRequest request, ClaimsPrincipal user, LearningDb db, BeginDraft begin, CancellationToken cancellation)
    {
        var slug = $"{(await request.ReadFormAsync(cancellation))["course"]}";
        return await begin.OfCourseAsync(slug, user.LearnerId, cancellation) is { } draft ? TypedResults.LocalRedirect("~" + DraftAddresses.Of(draft.Id))
            : await db.Courses.AnyAsync(c => c.Slug == slug, cancellation) ? DraftAddresses.Refuse(StatusCodes.Status409Conflict, null, "Drafts.NoFiles")
            : DraftAddresses.Refuse(StatusCodes.Status404NotFound, null, "Refusal.NoSuchCourse");
    }

    internal static async Task<IResult> PostNew(
        HttpRequest request, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, ReadDraft drafts, Editors editors, BeginDraft begin, ChangeOutline outline, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var posted = await request.ReadFormAsync(cancellation);
        var form = new ShowDrafts.NewCourse { Title = $"{posted["title"]}".Trim(), Id = $"{posted["id"]}".Trim(), Language = $"{posted["language"]}" };
        var id = form.Id.Length > 0 ? form.Id : TextTemplates.IdOf(form.Title);
        var problems = new List<ShowDrafts.FieldProblem>();
        if (form.Title.Length is 0 or > LongestTitle)
        {
            problems.Add(new("title", texts["Drafts.NoTitle"]));
        }

        if (!Ids.IsWellFormed(id))
        {
            problems.Add(new("id", texts["Drafts.BadId"]));
        }

        if (!InterfaceTexts.Languages.Contains(form.Language))
        {
            problems.Add(new("language", texts["Drafts.NoLanguage"]));
        }

        var draft = problems.Count == 0 ? await begin.OfNewCourseAsync(id, id, user.LearnerId, cancellation) : null;
        if (problems.Count == 0 && draft is null)
        {
            problems.Add(new("id", texts["Drafts.CourseThere"]));
        }

        if (draft is null)
        {
            return await ShowDrafts.PageAsync(db, revisions, drafts, editors, texts, form with { Problems = problems }, StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        var registers = await SharedAsync(db, cancellation);
        var templates = new TextTemplates(texts, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await outline.ChangeAsync(draft.Id, user.LearnerId, (folder, tree) => tree.Course is null ? First(folder, id, form, templates, registers) : new Dictionary<string, byte[]?>(), cancellation);
        return TypedResults.LocalRedirect("~" + DraftAddresses.Of(draft.Id));
    }

    private static Dictionary<string, byte[]?> First(DraftFolder folder, string id, ShowDrafts.NewCourse form, TextTemplates templates, IReadOnlyDictionary<string, byte[]> registers)
    {
        var files = registers.ToDictionary(r => r.Key, r => (byte[]?)r.Value, StringComparer.Ordinal);
        var source = Registers.FirstKey(registers);
        files[ContentPath.Join(folder.Course, CoursePage.FileName)] = Encoding.UTF8.GetBytes(templates.Course(id, form.Title, form.Language));
        files[$"{folder.Course}/01-first/{ModulePage.FileName}"] = Encoding.UTF8.GetBytes(templates.Module("first-module", form.Title));
        files[$"{folder.Course}/01-first/01-first-lesson.md"] = Encoding.UTF8.GetBytes(templates.Lesson("first-lesson", form.Title, "first-objective", source));
        return files;
    }

    /// <summary>The registers as the course that was published last has them.</summary>
    private static async Task<IReadOnlyDictionary<string, byte[]>> SharedAsync(LearningDb db, CancellationToken cancellation)
    {
        var shared = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var courses = db.Courses;
        foreach (var name in new[] { SourceRegister.FileName, Glossary.FileName })
        {
            var hash = await db.Set<RevisionFile>().AsNoTracking().Where(f => f.Path == name && courses.Any(c => c.CurrentRevisionId == f.RevisionId)).OrderByDescending(f => f.RevisionId).Select(f => f.Hash).FirstOrDefaultAsync(cancellation);
            if (hash is not null && await db.Set<SourceFile>().AsNoTracking().Where(f => f.Hash == hash).Select(f => f.Bytes).FirstOrDefaultAsync(cancellation) is { } bytes)
            {
                shared[name] = bytes;
            }
        }

        return shared;
    }
}
