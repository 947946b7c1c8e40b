using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// One learner of a cohort: her path through its courses, her attempts, what she was granted, notes that only facilitators see, and what was done and why. From here a facilitator extends, excuses,
/// notes, moves and withdraws; where something is wrong with what was typed, the page comes again with it.
/// </summary>
public sealed class ShowMember(LearningDb db, RevisionCache revisions, CohortAccess access, InterfaceTexts texts, TimeProvider clock)
{
    private const int MostAttempts = 100;
    private const int MostLines = 50;

    internal async Task<View> PageAsync(Cohort cohort, Member member, ClaimsPrincipal user, Typed typed, IReadOnlyList<FieldProblem> problems, string? did, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var learner = member.LearnerId;
        var person = await db.Learners.AsNoTracking().FirstOrDefaultAsync(l => l.Id == learner, cancellation);
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        var calendar = await db.CalendarAsync(cohort.Id, cohort.TimeZone, cancellation);
        var granted = await db.Concessions.AsNoTracking().Where(c => c.CohortId == cohort.Id && c.LearnerId == learner).OrderByDescending(c => c.GrantedAt).ToListAsync(cancellation);
        var names = db.Learners;
        var notes = await db.FacilitatorNotes.AsNoTracking().Where(n => n.CohortId == cohort.Id && n.LearnerId == learner).OrderByDescending(n => n.WrittenAt).Take(MostLines)
            .Select(n => new { n.Text, n.WrittenAt, By = names.Where(l => l.Id == n.WrittenBy).Select(l => l.Name).FirstOrDefault() ?? "" }).ToListAsync(cancellation);
        var log = await db.CohortLog.AsNoTracking().Where(e => e.CohortId == cohort.Id && e.LearnerId == learner).OrderByDescending(e => e.At).Take(MostLines)
            .Select(e => new { Entry = e, By = names.Where(l => l.Id == e.DoneBy).Select(l => l.Name).FirstOrDefault() ?? "" }).ToListAsync(cancellation);
        var model = new MemberModel
        {
            Id = cohort.Id,
            Cohort = cohort.Name,
            IsArchived = cohort.ArchivedAt is not null,
            IsActive = member.IsActive,
            JoinedAt = member.JoinedAt,
            JoinedBy = member.JoinedBy,
            HasMail = person?.Email is not null,
            Row = MemberRow.Of(member, person?.Name ?? "", outlines, cohort, now, texts),
            Courses = await PathAsync(learner, outlines, calendar, granted, member.JoinedAt, now, cancellation),
            Attempts = await AttemptsAsync(learner, outlines, calendar.Zone, cancellation),
            Granted = [.. granted.Select(g => new GrantedLine(g.Kind, ModuleTitle(g.Module, outlines), g.Until, g.Reason, g.GrantedAt))],
            Notes = [.. notes.Select(n => new NoteLine(Paragraphs.Of(n.Text), n.By, TimeZoneInfo.ConvertTime(n.WrittenAt, calendar.Zone)))],
            Log = [.. log.Select(l => LogLine.Of(l.Entry, null, l.By, cohort, outlines, texts))],
            TimeZone = cohort.TimeZone,
            Meetings = await MeetingsAsync(cohort, learner, cancellation),
            Others = await (await access.OfAsync(user, cancellation)).Where(c => c.Id != cohort.Id && c.ArchivedAt == null).OrderBy(c => c.Name).Select(c => new OtherCohort(c.Id.ToString(), c.Name)).Take(200).ToListAsync(cancellation),
            Modules = [.. from outline in outlines from module in outline.Modules where calendar.Due.ContainsKey((outline.Id, module.Id)) select new ModuleChoice($"{outline.Id}/{module.Id}", module.Title, outline.Language)],
            Typed = typed,
            Problems = problems,
            Did = did is "extended" or "excused" or "noted" or "withdrawn" or "returned" or "moved" ? did : null,
            LongestReason = Member.LongestReason,
        };
        return new View("Cohorts/ShowMember", model, model.Row.Name)
        {
            Address = $"/cohorts/{cohort.Id}/members/{Uri.EscapeDataString(learner)}",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private async Task<IReadOnlyList<CoursePath>> PathAsync(
        string learner, IReadOnlyList<CourseOutline> outlines, CohortCalendar calendar, IReadOnlyList<Concession> granted, DateTimeOffset joinedAt, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = outlines.Select(o => o.Id).ToList();
        var outcomes = await db.CourseOutcomes.AsNoTracking().Where(o => o.LearnerId == learner && ids.Contains(o.CourseId)).ToDictionaryAsync(o => o.CourseId, cancellation);
        var results = (await db.ActivityResults.AsNoTracking().Where(r => r.LearnerId == learner && ids.Contains(r.CourseId)).ToListAsync(cancellation)).ToDictionary(r => (r.CourseId, r.ActivityId));
        return
        [
            .. outlines.Select(outline =>
            {
                var outcome = outcomes.GetValueOrDefault(outline.Id);
                var done = outcome?.DoneIds ?? new HashSet<string>();
                return new CoursePath(
                    outline.Title,
                    outline.Language,
                    outcome?.Percent ?? 0,
                    outcome?.CompletedAt,
                    [
                        .. outline.Modules.Select(module =>
                        {
                            var due = calendar.For(outline.Id, module.Id, granted, joinedAt);
                            var isDone = module.Activities.Where(a => outline.Completion.For(a.Kind) != Requirement.None).All(a => done.Contains(a.Id));
                            return new ModulePath(
                                module.Title,
                                due is { } end ? calendar.DayBefore(end) : null,
                                due <= now && !isDone,
                                [
                                    .. module.Activities.Select(a =>
                                    {
                                        var result = results.GetValueOrDefault((outline.Id, a.Id));
                                        return new PartPath(a.Title, a.Kind, done.Contains(a.Id), result?.DoneAt, result is { Tries: > 0 } && result.Best.Max > 0 ? result.Best.Percent : null, result?.Tries ?? 0);
                                    }),
                                ]);
                        }),
                    ]);
            }),
        ];
    }

    private async Task<IReadOnlyList<AttemptLine>> AttemptsAsync(string learner, IReadOnlyList<CourseOutline> outlines, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var ids = outlines.Select(o => o.Id).ToList();
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.LearnerId == learner && ids.Contains(a.CourseId)).OrderByDescending(a => a.BeganAt).Take(MostAttempts).ToListAsync(cancellation);
        return
        [
            .. from attempt in attempts
               let outline = outlines.First(o => o.Id == attempt.CourseId)
               let quiz = outline.Activities.FirstOrDefault(a => a.Id == attempt.ActivityId)
               select new AttemptLine(
                   attempt.Id, quiz is null ? attempt.ActivityId : outline.NameOf(quiz), outline.Language, TimeZoneInfo.ConvertTime(attempt.BeganAt, zone), attempt.SubmittedAt is { } handedIn ? TimeZoneInfo.ConvertTime(handedIn, zone) : null, attempt.SubmittedAt is null || attempt.Score.Max == 0 ? null : attempt.Score.Percent, attempt.Passed, attempt.AwaitsGrading),
        ];
    }

    private async Task<IReadOnlyList<MeetingLine>> MeetingsAsync(Cohort cohort, string learner, CancellationToken cancellation)
    {
        var zone = TimeZones.Of(cohort.TimeZone);
        var attendances = db.Attendances;
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.CohortId == cohort.Id && m.CancelledAt == null).OrderByDescending(m => m.StartsAt).Take(MostLines)
            .Select(m => new { m.Id, m.Title, m.StartsAt, Presence = attendances.Where(a => a.MeetingId == m.Id && a.LearnerId == learner).Select(a => (Presence?)a.Presence).FirstOrDefault() }).ToListAsync(cancellation);
        return [.. meetings.Select(m => new MeetingLine($"/cohorts/{cohort.Id}/meetings/{m.Id}", m.Title, TimeZoneInfo.ConvertTime(m.StartsAt, zone), m.Presence?.ToString()))];
    }

    private static string? ModuleTitle(string module, IReadOnlyList<CourseOutline> outlines) =>
        (from outline in outlines from one in outline.Modules where module == $"{outline.Id}/{one.Id}" select one.Title).FirstOrDefault();

    /// <summary>What was typed into the forms of the page.</summary>
    public sealed record Typed(string Module = "", string Kind = "Extension", string Until = "", string Reason = "", string Note = "", string WithdrawReason = "");

    public sealed record MemberModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required bool IsArchived { get; init; }

        public required bool IsActive { get; init; }

        public required DateTimeOffset JoinedAt { get; init; }

        public required JoinedBy JoinedBy { get; init; }

        public required bool HasMail { get; init; }

        public required MemberRow Row { get; init; }

        public required IReadOnlyList<CoursePath> Courses { get; init; }

        public required IReadOnlyList<AttemptLine> Attempts { get; init; }

        public required IReadOnlyList<GrantedLine> Granted { get; init; }

        public required IReadOnlyList<NoteLine> Notes { get; init; }

        public required IReadOnlyList<LogLine> Log { get; init; }

        public required string TimeZone { get; init; }

        public required IReadOnlyList<MeetingLine> Meetings { get; init; }

        public required IReadOnlyList<OtherCohort> Others { get; init; }

        public required Typed Typed { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }

        /// <summary>What was just done: part of the name of its text.</summary>
        public required string? Did { get; init; }

        public required int LongestReason { get; init; }

        /// <summary>Modules that a concession may be for.</summary>
        public required IReadOnlyList<ModuleChoice> Modules { get; init; }
    }

    public sealed record ModuleChoice(string Value, string Title, string Language);

    public sealed record CoursePath(string Title, string Language, int Percent, DateTimeOffset? CompletedAt, IReadOnlyList<ModulePath> Modules);

    public sealed record ModulePath(string Title, DateOnly? DueOn, bool IsLate, IReadOnlyList<PartPath> Parts);

    public sealed record PartPath(string Title, ActivityKind Kind, bool IsDone, DateTimeOffset? DoneAt, int? Percent, int Tries);

    public sealed record AttemptLine(Guid Id, string Quiz, string Language, DateTimeOffset BeganAt, DateTimeOffset? SubmittedAt, int? Percent, bool Passed, bool AwaitsGrading);

    public sealed record GrantedLine(ConcessionKind Kind, string? Module, DateOnly? Until, string Reason, DateTimeOffset At);

    public sealed record NoteLine(IReadOnlyList<string> Text, string By, DateTimeOffset At);

    /// <summary>Presence: what is noted; null: nothing.</summary>
    public sealed record MeetingLine(string Href, string Title, DateTimeOffset StartsAt, string? Presence);

    public sealed record OtherCohort(string Id, string Name);
}

public static class ShowMemberRoute
{
    public static void MapShowMember(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/members/{learner}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowMember)}");

    internal static async Task<IResult> Get(Guid id, string learner, string? did, ClaimsPrincipal user, CohortAccess access, ShowMember page, CancellationToken cancellation) =>
        await access.FindMemberAsync(user, id, learner, cancellation) is var (cohort, member)
            ? await page.PageAsync(cohort, member, user, new(), [], did, cancellation)
            : NotThere("Cohort.NoSuchMember");
}
