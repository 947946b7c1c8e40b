using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Events;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Publishing;

/// <summary>Brings a draft up to date with the revision in force, after somebody else published: file by file, and where both changed the same, as an editor chooses.</summary>
public sealed class UpdateDraft(LearningDb db, ReadDraft drafts, CourseFiles files, BaseFiles kept, DomainEvents events, TimeProvider clock)
{
    public enum Outcome
    {
        Updated,
        NotThere,
        Closed,

        /// <summary>It began from the revision in force.</summary>
        UpToDate,

        /// <summary>The revision in force was published without its files.</summary>
        NoFiles,

        /// <summary>Somebody changed the draft, or published again, since the page was shown.</summary>
        Changed,

        /// <summary>A file is left for which nobody has chosen.</summary>
        ChoiceMissing,
    }

    /// <summary>What came together and what clashes.</summary>
    public sealed record Plan(DraftFolder Folder, Guid RevisionId, int Number, string Slug, IReadOnlyList<MergedFile> Files)
    {
        public IEnumerable<MergedFile> Clashes => Files.Where(f => f.As == MergedAs.Clash);
    }

    internal async Task<(Outcome Outcome, Plan? Plan)> PlanAsync(Guid id, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return (Outcome.NotThere, null);
        }

        var draft = folder.Draft;
        if (!draft.IsOpen)
        {
            return (Outcome.Closed, null);
        }

        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == draft.CourseId, cancellation);
        if (course is null || course.CurrentRevisionId == draft.BaseRevisionId)
        {
            return (Outcome.UpToDate, null);
        }

        var theirs = await kept.GetAsync(course.CurrentRevisionId, files, cancellation);
        if (theirs.Count == 0)
        {
            return (Outcome.NoFiles, null);
        }

        // The folder's name may be another now; the files of the draft go along.
        var from = folder.Files.Keys.Union(folder.Changed).Select(folder.InBase).OfType<HeldFile>().Select(Moved).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var mine = folder.Files.Values.Select(Moved).ToDictionary(f => f.Path, StringComparer.Ordinal);
        return (Outcome.Updated, new(folder, course.CurrentRevisionId, course.CurrentNumber, course.Slug, BaseMerge.Of(from, mine, theirs)));

        HeldFile Moved(HeldFile file) => file with { Path = Repathed(file.Path, draft.Slug, course.Slug) };
    }

    /// <param name="choices">By path: true where the draft's file is kept.</param>
    public async Task<Outcome> UpdateAsync(Guid id, int version, Guid revisionId, IReadOnlyDictionary<string, bool> choices, string by, CancellationToken cancellation)
    {
        var (outcome, plan) = await PlanAsync(id, cancellation);
        if (plan is null)
        {
            return outcome;
        }

        if (plan.Folder.Draft.Version != version || plan.RevisionId != revisionId)
        {
            return Outcome.Changed;
        }

        return plan.Clashes.Any(f => !choices.ContainsKey(f.Path)) ? Outcome.ChoiceMissing : await db.WriteAsync(() => ApplyAsync(plan, choices, by, cancellation), cancellation);
    }

    private async Task<Outcome> ApplyAsync(Plan plan, IReadOnlyDictionary<string, bool> choices, string by, CancellationToken cancellation)
    {
        var draft = await db.Drafts.SingleAsync(d => d.Id == plan.Folder.Draft.Id, cancellation);
        if (!draft.IsOpen || draft.Version != plan.Folder.Draft.Version || !await db.Courses.AnyAsync(c => c.Id == draft.CourseId && c.CurrentRevisionId == plan.RevisionId, cancellation))
        {
            return Outcome.Changed;
        }

        var now = clock.GetUtcNow();
        var rows = await db.DraftFiles.Where(f => f.DraftId == draft.Id).ToListAsync(cancellation);
        var writers = rows.ToDictionary(r => Repathed(r.Path, draft.Slug, plan.Slug), r => r.ChangedBy, StringComparer.Ordinal);
        db.RemoveRange(rows);
        await db.SaveChangesAsync(cancellation);   // their places have to be free
        foreach (var file in plan.Files)
        {
            var bytes = file.As == MergedAs.Clash ? (choices[file.Path] ? file.Mine : file.Theirs)?.Bytes : file.Bytes;
            var held = bytes is null ? null : HeldFile.Of(file.Path, bytes);
            if (held?.Hash == file.Theirs?.Hash)
            {
                continue;
            }

            db.Add(DraftFile.Of(draft.Id, file.Path, held?.Hash, writers.GetValueOrDefault(file.Path, draft.BegunBy), now));
            if (held is not null && await db.Set<DraftBytes>().FindAsync([draft.Id, held.Hash], cancellation) is null)
            {
                db.Add(new DraftBytes(draft.Id, held.Hash, held.Bytes, now));
            }
        }

        if (DraftMoved.CallOff(draft, by, "Publication.Trouble.Changed") is { } off)
        {
            await events.PublishAsync(off, cancellation);
        }

        draft.Rebase(plan.RevisionId, plan.Number, plan.Slug, now);
        return Outcome.Updated;
    }

    private static string Repathed(string path, string from, string to) =>
        from != to && path.StartsWith($"courses/{from}/", StringComparison.Ordinal) ? $"courses/{to}/{path[$"courses/{from}/".Length..]}" : path;
}

/// <summary>
/// <c>GET /drafts/{id}/base</c>: what was published since a draft began, what comes together by itself, and where an editor has to choose; <c>POST</c> does it. A field <c>mine:PATH</c> says yes or no for each file that
/// clashes; <c>version</c> and <c>revision</c> say what the page showed. For authors. Refusals: 404 no such draft; 409 it is up to date, closed, or was changed meanwhile; 422 a choice is missing.
/// </summary>
public static class UpdateDraftRoute
{
    private const string Choice = "mine:";

    public static void MapUpdateDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/base", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowUpdate");
        routes.MapPost("/drafts/{id:guid}/base", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(UpdateDraft)}");
    }

    internal static async Task<IResult> Get(Guid id, UpdateDraft update, ReadWording read, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (outcome, plan) = await update.PlanAsync(id, cancellation);
        if (plan is null)
        {
            return Refused(id, outcome);
        }

        var draft = plan.Folder.Draft;
        var meanwhile = CourseComparison.Compare(draft.BaseRevisionId is { } from ? await read.OfRevisionAsync(from, cancellation) : null, await read.OfRevisionAsync(plan.RevisionId, cancellation));
        var model = new UpdateModel(
            DraftHead.Of(plan.Folder, "publication"),
            draft.Version,
            plan.RevisionId,
            plan.Number,
            draft.BaseRevisionId is null ? null : draft.BaseNumber,
            ChangeCounts.Of(meanwhile),
            [.. plan.Files.Where(f => f.As == MergedAs.Merged).Select(f => f.Path)],
            plan.Files.Count(f => f.As == MergedAs.Mine),
            [.. plan.Clashes.Select(f => Clash(f, texts))]);
        return new View("Editing/UpdateDraft", model, $"{plan.Folder.Title} – {texts["Update.Title"]}");
    }

    internal static async Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, UpdateDraft update, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var choices = form.Where(f => f.Key.StartsWith(Choice, StringComparison.Ordinal) && (f.Value == "yes" || f.Value == "no"))
            .ToDictionary(f => f.Key[Choice.Length..], f => f.Value == "yes", StringComparer.Ordinal);
        var isRead = int.TryParse(form["version"], out var version) & Guid.TryParse(form["revision"], out var revision);
        var outcome = isRead ? await update.UpdateAsync(id, version, revision, choices, user.LearnerId, cancellation) : UpdateDraft.Outcome.Changed;
        return outcome == UpdateDraft.Outcome.Updated ? TypedResults.LocalRedirect($"~/drafts/{id}/publication?did=updated") : Refused(id, outcome);
    }

    private static ClashView Clash(MergedFile file, InterfaceTexts texts)
    {
        var (mine, theirs) = (file.Mine is null ? null : TextOfFile.Read(file.Mine.Bytes), file.Theirs is null ? null : TextOfFile.Read(file.Theirs.Bytes));
        var compared = mine is null || theirs is null ? null : new ChangedThing(Courses.ChangeKind.Changed, "file", file.Path, file.Path, false, [new("Text", ComparedText.Compare(theirs, mine))]);
        return new(file.Path, file.Mine is null, file.Theirs is null, compared is null ? null : ComparisonView.Thing(compared, texts).Fields[0]);
    }

    private static IResult Refused(Guid id, UpdateDraft.Outcome outcome)
    {
        var (status, code, way) = outcome switch
        {
            UpdateDraft.Outcome.Closed => (StatusCodes.Status409Conflict, "Publication.Closed", "publication"),
            UpdateDraft.Outcome.UpToDate => (StatusCodes.Status409Conflict, "Update.UpToDate", "publication"),
            UpdateDraft.Outcome.NoFiles => (StatusCodes.Status409Conflict, "Update.NoFiles", "publication"),
            UpdateDraft.Outcome.ChoiceMissing => (StatusCodes.Status422UnprocessableEntity, "Update.ChoiceMissing", "base"),
            _ => (StatusCodes.Status409Conflict, "Update.Changed", "base"),
        };
        return outcome == UpdateDraft.Outcome.NotThere ? NotThere("Publication.NoSuchDraft") : new Refusal(status, code) { WayBack = new($"/drafts/{id}/{way}", "Publication.Back") };
    }

    public sealed record UpdateModel(
        DraftHead Head, int Version, Guid RevisionId, int Number, int? BaseNumber, ChangeCounts Counts, IReadOnlyList<string> Merged, int Mine, IReadOnlyList<ClashView> Clashes);

    /// <summary>Without a comparison it is no text, or one side took it out.</summary>
    public sealed record ClashView(string Path, bool IsGoneHere, bool IsGoneThere, FieldView? Compared);
}
