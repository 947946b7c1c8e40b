using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Editing.Reviewing;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Publishing;

/// <summary>
/// What publishing a draft would do, and what stands in its way; for those who may publish, the form that does. For authors to see. Findings are named (the first 50). Refusal: 404 no such draft.
/// </summary>
public static class ShowPublication
{
    private const int MostProblems = 50;

    public static void MapShowPublication(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{id:guid}/publication", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowPublication)}");

    internal static async Task<IResult> Get(Guid id, string? did, ClaimsPrincipal user, PublicationPage page, CancellationToken cancellation) =>
        await page.ShowAsync(id, null, [], did, user, cancellation);

    /// <summary>Lessons and quizzes that were there before and say something else now; a quiz with its questions, those it draws included.</summary>
    private static IEnumerable<ChangedActivity> Changed(CourseComparison comparison, CourseDraft draft, ScheduleForm? form)
    {
        var changed = comparison.Languages.Where(l => l.IsOwn).SelectMany(l => l.Things).Where(t => t.Change == Courses.ChangeKind.Changed || t.Kind == "question").Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var added = comparison.Languages.Where(l => l.IsOwn).SelectMany(l => l.Things).Where(t => t.Change == Courses.ChangeKind.Added && t.Kind is "lesson" or "quiz").Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var drawn = draft.Pool.Where(q => changed.Contains(q.Id)).Select(q => q.Objective).ToHashSet(StringComparer.Ordinal);
        return draft.Outline.Activities.Where(a => !added.Contains(a.Id) && draft.Outline.Completion.For(a.Kind) != Requirement.None)
            .Where(a => changed.Contains(a.Id) || (a.IsQuiz && draft.Quizzes[a.Id] is var quiz && (quiz.Questions.Any(q => changed.Contains(q.Id)) || quiz.Draw.Keys.Any(drawn.Contains))))
            .Select(a => new ChangedActivity(a.Id, a.Title, draft.Outline.Language, form?.Again.Contains(a.Id) == true));
    }

    /// <summary>The page, also as the answer to a form that was not taken.</summary>
    public sealed class PublicationPage(
        LearningDb db, ReadDraft drafts, ReadWording read, ReadImpact impact, ReadApprovals approvals, Editors editors, IAuthorizationService authorization, LearningOptions options, InterfaceTexts texts)
    {
        public async Task<IResult> ShowAsync(Guid id, ScheduleForm? form, IReadOnlyList<FormProblem> problems, string? did, ClaimsPrincipal user, CancellationToken cancellation)
        {
            if (await drafts.ReadAsync(id, cancellation) is not { } folder)
            {
                return NotThere("Publication.NoSuchDraft");
            }

            var draft = folder.Draft;
            var reading = folder.Read();
            var current = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == draft.CourseId, cancellation);
            var hasMoved = current?.CurrentRevisionId != draft.BaseRevisionId;
            var approved = await approvals.ReadAsync(id, draft.Version, cancellation);
            var (comparison, met) = ((CourseComparison?)null, (Impact?)null);
            if (reading.Draft is { } course && draft.IsOpen && !hasMoved)
            {
                var before = draft.BaseRevisionId is { } revision ? await read.OfRevisionAsync(revision, cancellation) : null;
                var after = CourseWording.Of(course, [.. folder.Files.Values]);
                comparison = CourseComparison.Compare(before, after);
                met = await impact.ReadAsync(draft.CourseId, before, after, comparison, cancellation);
            }

            var zone = Zones.Find(draft.ScheduledZone) ?? TimeZoneInfo.Utc;
            var learnerId = user.LearnerId;
            var hers = await db.Learners.AsNoTracking().Where(l => l.Id == learnerId).Select(l => l.TimeZone).SingleOrDefaultAsync(cancellation);
            var names = await editors.NamesAsync([draft.ScheduledBy], cancellation);
            var isOther = reading.Draft is { } other && other.Outline.Id != draft.CourseId;
            var model = new PublicationModel(
                DraftHead.Of(folder, "publication"),
                draft.Version,
                (await authorization.AuthorizeAsync(user, Policies.Publish)).Succeeded,
                did is "scheduled" or "cancelled" or "updated" ? did : null,
                draft.Trouble,
                reading.Problems.Count,
                [.. reading.Problems.Take(MostProblems)],
                folder.Changed.Count == 0,
                hasMoved,
                current?.CurrentNumber,
                isOther,
                options.ApprovalsNeeded,
                approved.Count,
                approved.IsOnlyOwn,
                draft.IsOpen && reading.Draft is not null && folder.Changed.Count > 0 && !hasMoved && !isOther && approved.IsEnough,
                comparison is null ? null : ChangeCounts.Of(comparison),
                met,
                options.Offers(Capability.Teaching),
                draft.ScheduledFor is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
                draft.ScheduledFor,
                draft.ScheduledZone,
                names.GetValueOrDefault(draft.ScheduledBy ?? ""),
                form ?? new() { Note = draft.Note, Zone = Zones.Find(hers) is null ? "UTC" : hers! },
                Draft.LongestNote,
                options.ApprovalsNeeded > 0 || met is not { Enrolled: > 0 } ? [] : [.. Changed(comparison!, reading.Draft!, form)],
                Zones.All,
                problems);
            return new View("Editing/ShowPublication", model, $"{folder.Title} – {texts["Publication.Title"]}")
            {
                Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
                Address = $"/drafts/{id}/publication",
            };
        }
    }

    /// <summary>A lesson or quiz that says something else, and whether it has to be seen again.</summary>
    public sealed record ChangedActivity(string Id, string Title, string Language, bool IsChosen);

    public sealed record PublicationModel(
        DraftHead Head,
        int Version,
        bool MayPublish,
        string? Did,
        string? Trouble,
        int ProblemCount,
        IReadOnlyList<Problem> Findings,
        bool ChangesNothing,
        bool HasMoved,
        int? CurrentNumber,
        bool IsOtherCourse,
        int ApprovalsNeeded,
        int ApprovalsGiven,
        bool IsOnlyOwn,
        bool IsReady,
        ChangeCounts? Counts,
        Impact? Impact,
        bool HasCorrections,
        DateTimeOffset? ScheduledLocal,
        DateTimeOffset? ScheduledFor,
        string? ScheduledZone,
        string? ScheduledBy,
        ScheduleForm Form,
        int LongestNote,
        IReadOnlyList<ChangedActivity> Activities,
        IReadOnlyList<string> Zones,
        IReadOnlyList<FormProblem> Problems);
}
