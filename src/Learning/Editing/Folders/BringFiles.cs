using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Folders;

/// <summary>
/// A folder of files comes into the draft of its course. <c>POST /drafts/files</c> takes a zip of one course, opens the draft where there is none, and leads to <c>/drafts/{id}/files/{hash}</c>, which says what would change, file by
/// file and by id; posting that page writes it, with a choice for each file that both sides changed. Nothing is written over unseen. For authors. Refusals: 400 no file; 404 no such draft or upload; 409 the draft is closed, or changed
/// since the page was shown, or the address belongs to another course; 413 a zip of more than 64 MB; 422 it is no zip or an unfit one, holds no course or several, or files that nobody could go on working on.
/// </summary>
public static class BringFiles
{
    private const string Start = "/drafts/files";
    private const int MostShown = 200;

    public static void MapBringFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Start, Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(BringFiles)}");
        routes.MapPost(Start, Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithMetadata(new Limit()).WithName("Learning.TakeFolder");
        routes.MapGet("/drafts/{id:guid}/files/{hash}", GetPlan).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowFolderPlan");
        routes.MapPost("/drafts/{id:guid}/files/{hash}", PostPlan).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.WriteFolder");
        routes.MapGet("/drafts/{id:guid}.zip", GetZip).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ServeDraft");
    }

    internal static View Get(InterfaceTexts texts) => Show(texts, null, [], StatusCodes.Status200OK);

    internal static async Task<IResult> Post(HttpRequest request, ClaimsPrincipal user, LearningDb db, BeginDraft begin, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Show(texts, texts["Folder.NoFile"], [], StatusCodes.Status400BadRequest);
        }

        if (file.Length > CourseArchive.MostBytes)
        {
            return TooLarge();
        }

        using var zip = new MemoryStream((int)file.Length);
        await file.CopyToAsync(zip, cancellation);
        var (folder, refusal, said) = Read(zip.ToArray(), texts);
        if (folder is null)
        {
            return Show(texts, refusal, said, StatusCodes.Status422UnprocessableEntity);
        }

        var slug = await db.Courses.Where(c => c.Id == folder.CourseId).Select(c => c.Slug).SingleOrDefaultAsync(cancellation);
        var draft = slug is not null ? await begin.OfCourseAsync(slug, user.LearnerId, cancellation)
            : folder.Slug.Length == 0 ? null
            : await begin.OfNewCourseAsync(folder.CourseId, folder.Slug, user.LearnerId, cancellation);
        if (draft is null)
        {
            return Show(texts, texts[slug is not null ? "Languages.NoFiles" : folder.Slug.Length == 0 ? "Folder.NoName" : "Folder.Taken"], [], StatusCodes.Status409Conflict);
        }

        var bytes = zip.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await db.WriteAsync(
            async () =>
            {
                if (await db.Set<DraftBytes>().FindAsync([draft.Id, hash], cancellation) is null)
                {
                    db.Add(new DraftBytes(draft.Id, hash, bytes, clock.GetUtcNow()));
                }

                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/drafts/{draft.Id}/files/{hash}");
    }

    internal static async Task<IResult> GetPlan(Guid id, string hash, string? done, LearningDb db, BringFolder bring, InterfaceTexts texts, CancellationToken cancellation) =>
        await FindAsync(id, hash, db, texts, cancellation) is var (draft, folder)
            ? ShowPlan(await bring.PlanAsync(draft, folder, cancellation), hash, texts, done == "yes" ? texts["Folder.Done"] : null, null, StatusCodes.Status200OK)
            : NotThere("Folder.NoSuch");

    internal static async Task<IResult> PostPlan(Guid id, string hash, HttpRequest request, ClaimsPrincipal user, LearningDb db, BringFolder bring, InterfaceTexts texts, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await FindAsync(id, hash, db, texts, cancellation) is not var (draft, folder))
        {
            return NotThere("Folder.NoSuch");
        }

        var plan = await bring.PlanAsync(draft, folder, cancellation);
        if (form["version"] != draft.Version.ToString(CultureInfo.InvariantCulture))
        {
            return ShowPlan(plan, hash, texts, null, texts["Folder.Meanwhile"], StatusCodes.Status409Conflict);
        }

        var choices = plan.Conflicts.Select((c, i) => (c.Path, Choice: $"{form[$"take.{i}"]}")).ToDictionary(c => c.Path, c => c.Choice, StringComparer.Ordinal);
        if (choices.Values.Any(choice => choice is not ("folder" or "site")))
        {
            return ShowPlan(plan, hash, texts, null, texts["Folder.Choose"], StatusCodes.Status400BadRequest);
        }

        var written = await bring.WriteAsync(plan, path => choices[path] == "folder" ? Side.Folder : Side.Site, user.LearnerId, cancellation);
        return written.As switch
        {
            WrittenAs.Kept => TypedResults.LocalRedirect($"~/drafts/{id}/files/{hash}?done=yes"),
            WrittenAs.Closed => Refuse(StatusCodes.Status409Conflict, "Translate.Closed"),
            WrittenAs.Misplaced => ShowPlan(plan, hash, texts, null, texts["Folder.Misplaced"], StatusCodes.Status422UnprocessableEntity),
            _ => ShowPlan(await bring.PlanAsync(await db.Drafts.AsNoTracking().SingleAsync(d => d.Id == id, cancellation), folder, cancellation), hash, texts, null, texts["Folder.Meanwhile"], StatusCodes.Status409Conflict),
        };
    }

    internal static async Task<IResult> GetZip(Guid id, ReadDraft drafts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder || !folder.Files.ContainsKey($"{folder.Course}/course.md"))
        {
            return NotThere("Folder.NoSuch");
        }

        return TypedResults.File(CourseArchive.Write([[.. folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes))]]), "application/zip", $"{folder.Draft.Slug}.zip");
    }

    /// <summary>The one course in a zip; or why it is not taken.</summary>
    private static (FolderFiles? Folder, string? Refusal, IReadOnlyList<string> Said) Read(byte[] zip, InterfaceTexts texts)
    {
        try
        {
            return FolderFiles.Below(CourseArchive.Read(new MemoryStream(zip)), "") switch
            {
                [] => (null, texts["Folder.NoCourse"], []),
                [{ Faults.Count: > 0 } faulty] => (null, texts["Folder.Faulty"], [.. faulty.Faults.Take(MostShown).Select(p => p.ToString())]),
                [var one] => (one, null, []),
                _ => (null, texts["Folder.SeveralCourses"], []),
            };
        }
        catch (UnfitArchiveException e)
        {
            return (null, texts["Folder.Unfit"], [e.Message]);
        }
    }

    private static async Task<(Draft Draft, FolderFiles Folder)?> FindAsync(Guid id, string hash, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation);
        var zip = draft is null ? null : await db.Set<DraftBytes>().AsNoTracking().Where(b => b.DraftId == id && b.Hash == hash).Select(b => b.Bytes).SingleOrDefaultAsync(cancellation);
        return zip is not null && Read(zip, texts).Folder is { } folder && folder.CourseId == draft!.CourseId ? (draft, folder) : null;
    }

    private static View Show(InterfaceTexts texts, string? problem, IReadOnlyList<string> said, int status) =>
        new("Editing/BringFiles", new UploadModel(problem, said, CourseArchive.MostBytes / 1024 / 1024), texts["Folder.Title"]) { Status = status, Address = Start };

    private static View ShowPlan(FolderPlan plan, string hash, InterfaceTexts texts, string? told, string? problem, int status) => new(
        "Editing/FolderPlan",
        new PlanModel
        {
            Draft = $"/drafts/{plan.Draft.Id}",
            Action = $"/drafts/{plan.Draft.Id}/files/{hash}",
            Version = plan.Draft.Version,
            Course = plan.Draft.Slug,
            Told = told,
            Problem = problem,
            From = plan.FromNumber,
            Files = [.. plan.Files.Select(f => new FileRow(f.Path, texts[f.Fate switch { FileFate.Added => "Folder.Added", FileFate.Removed => "Folder.Removed", FileFate.Merged => "Folder.Merged", _ => "Folder.Changed" }]))],
            Conflicts = [.. plan.Conflicts.Select((c, i) => new ConflictRow($"take.{i}", c.Path, Shown(c.Folder), Shown(c.Site), c.Folder is null, c.Site is null))],
            Changes = [.. plan.Changes.Take(MostShown).Select(c => c.ToString())],
            ChangeCount = plan.Changes.Count,
            Dropped = [.. plan.Dropped.Select(d => new DroppedRow(d.Id, d.Learners))],
            Problems = [.. plan.Problems.Take(MostShown).Select(p => p.ToString())],
            ProblemCount = plan.Problems.Count,
        },
        texts["Folder.PlanTitle"]) { Status = status, Address = $"/drafts/{plan.Draft.Id}/files/{hash}" };

    /// <summary>A text as it is; of a picture nothing.</summary>
    private static string? Shown(byte[]? bytes) => bytes is null ? null : TextOfFile.Read(bytes);

    private static Refusal TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "Folder.TooLarge", $"{CourseArchive.MostBytes / 1024 / 1024}") { WayBack = new(Start, "Folder.Back") };

    public sealed record UploadModel(string? Problem, IReadOnlyList<string> Said, int MostMegabytes);

    public sealed record PlanModel
    {
        public required string Draft { get; init; }

        public required string Action { get; init; }

        public required int Version { get; init; }

        public required string Course { get; init; }

        public required string? Told { get; init; }

        public required string? Problem { get; init; }

        /// <summary>The revision the folder came from; 0: nobody knows.</summary>
        public required int From { get; init; }

        public required IReadOnlyList<FileRow> Files { get; init; }

        public required IReadOnlyList<ConflictRow> Conflicts { get; init; }

        public required IReadOnlyList<string> Changes { get; init; }

        public required int ChangeCount { get; init; }

        public required IReadOnlyList<DroppedRow> Dropped { get; init; }

        /// <summary>What the course's reader says; it speaks English, as on the command line.</summary>
        public required IReadOnlyList<string> Problems { get; init; }

        public required int ProblemCount { get; init; }
    }

    public sealed record FileRow(string Path, string Fate);

    /// <param name="Folder">Null where it is no text.</param>
    public sealed record ConflictRow(string Field, string Path, string? Folder, string? Site, bool IsGoneInFolder, bool IsGoneInSite);

    public sealed record DroppedRow(string Id, int Learners);

    private sealed class Limit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => CourseArchive.MostBytes + (64 * 1024);

        public IResult AnswerToTooMuch(HttpContext http) => TooLarge();
    }
}
