using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// A facilitator makes a cohort, or changes what she said of one: its name, organisation, days, courses in their order, welcome, and how soon somebody counts as stalled. Whoever makes it facilitates it.
/// A course that is taken out stays with those who take it. Who looks after organisations makes cohorts under them; others make cohorts that belong to none. Limits: 20 courses, a welcome of 4,000 characters.
/// </summary>
public sealed class ChangeCohort(LearningDb db, CohortAccess access, KeepStandings standings, Enrol enrol, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock)
{
    internal async Task<View> PageAsync(Cohort? cohort, CohortForm form, IReadOnlyList<FieldProblem> problems, ClaimsPrincipal user, bool isSaved, CancellationToken cancellation)
    {
        var organisations = await access.OrganisationsAsync(user, cancellation);
        var lines = new List<CourseChoice>();
        foreach (var course in await ChoosableAsync(cohort, cancellation))
        {
            var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            var place = form.Courses.ToList().IndexOf(course.Id);
            lines.Add(new(course.Id, outline.Title, outline.Language, outline.Hours, place >= 0, place + 1));
        }

        var title = texts[cohort is null ? "Cohort.New" : "Cohort.Settings"];
        return new View("Cohorts/ChangeCohort", new ChangeModel
        {
            Id = cohort?.Id,
            Heading = title,
            Cohort = cohort?.Name,
            Form = form,
            Organisations = [.. organisations.Select(o => new OrganisationChoice(o.Id.ToString(), o.Name, new string('\u2003', Math.Max(0, o.Level - organisations.Min(x => x.Level)))))],
            Courses = [.. lines.OrderBy(l => l.Position == 0 ? int.MaxValue : l.Position).ThenBy(l => l.Title, StringComparer.CurrentCulture)],
            Zones = ZoneChoices.All,
            IsArchived = cohort?.ArchivedAt is not null,
            IsSaved = isSaved,
            Problems = problems,
            LongestName = Cohort.LongestName,
            LongestWelcome = Cohort.LongestWelcome,
        },
        title)
        {
            Shape = "form",
            Address = cohort is null ? "/cohorts/new" : $"/cohorts/{cohort.Id}/settings",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    internal async Task<(CohortPlan? Plan, IReadOnlyList<FieldProblem> Problems)> ReadAsync(CohortForm form, Cohort? cohort, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var organisations = (await access.OrganisationsAsync(user, cancellation)).Select(o => o.Id).ToHashSet();
        if (cohort?.OrganisationId is { } kept)
        {
            organisations.Add(kept);   // whoever facilitates it without looking after its organisation leaves it there
        }

        var (plan, problems) = form.Read(organisations, [.. (await ChoosableAsync(cohort, cancellation)).Select(c => c.Id)], mayHaveNone: cohort is null or { OrganisationId: null } || await access.AdministersAsync(user), texts);
        return plan is not null && cohort is not null && await db.DueDates.AnyAsync(d => d.CohortId == cohort.Id && d.On < plan.StartsOn, cancellation)
            ? (null, [new("starts_on", texts["Cohort.StartsAfterDue"])])
            : (plan, problems);
    }

    /// <summary>What a pathway can have: courses that are not withdrawn, and those it has already.</summary>
    private Task<List<Course>> ChoosableAsync(Cohort? cohort, CancellationToken cancellation)
    {
        var (id, has) = (cohort?.Id, db.CohortCourses);
        return db.Courses.AsNoTracking().Where(c => c.WithdrawnAt == null || has.Any(h => h.CohortId == id && h.CourseId == c.Id)).ToListAsync(cancellation);
    }

    internal Task<Guid> CreateAsync(CohortPlan plan, IReadOnlyList<string> courses, ClaimsPrincipal user, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await db.RememberLearnerAsync(user, now, cancellation);
            var cohort = Cohort.Create(plan, JoinCode.New(), user.LearnerId, now);
            db.Add(cohort);
            db.Add(new CohortFacilitator(cohort.Id, user.LearnerId, now));
            db.AddRange(courses.Select((course, place) => new CohortCourse(cohort.Id, course, place)));
            db.Add(CohortLogEntry.Of(cohort.Id, CohortDeed.Created, user.LearnerId, now));
            return cohort.Id;
        },
        cancellation);

    internal Task<bool> ChangeAsync(Guid id, CohortPlan plan, IReadOnlyList<string> courses, string by, CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,
        async () =>
        {
            var now = clock.GetUtcNow();
            var cohort = await db.Cohorts.SingleAsync(c => c.Id == id, cancellation);
            cohort.Change(plan);
            var kept = await db.CohortCourses.Where(c => c.CohortId == id).ToListAsync(cancellation);
            var isOther = !kept.OrderBy(c => c.Position).Select(c => c.CourseId).SequenceEqual(courses);
            db.RemoveRange(kept.Where(c => !courses.Contains(c.CourseId)));
            foreach (var (course, place) in courses.Select((course, place) => (course, place)))
            {
                if (kept.Find(c => c.CourseId == course) is { } one)
                {
                    one.Position = place;
                }
                else
                {
                    db.Add(new CohortCourse(id, course, place));
                    await EnrolAllAsync(id, course, now, cancellation);
                }
            }

            db.Add(CohortLogEntry.Of(id, CohortDeed.Changed, by, now, detail: LogLine.Settings));
            await db.SaveChangesAsync(cancellation);
            await standings.KeepAllAsync(id, cancellation);
            return isOther;
        },
        cancellation);

    private async Task EnrolAllAsync(Guid id, string courseId, DateTimeOffset now, CancellationToken cancellation)
    {
        var course = await db.Courses.SingleAsync(c => c.Id == courseId, cancellation);
        foreach (var learner in await db.Members.Where(m => m.CohortId == id && m.WithdrawnAt == null).Select(m => m.LearnerId).ToListAsync(cancellation))
        {
            await enrol.PlaceAsync(course, learner, now, cancellation);
        }
    }

    public sealed record CourseChoice(string Id, string Title, string Language, decimal Hours, bool IsChosen, int Position);

    public sealed record OrganisationChoice(string Id, string Name, string Indent);

    public sealed record ChangeModel
    {
        /// <summary>Null: a new one.</summary>
        public required Guid? Id { get; init; }

        public required string Heading { get; init; }

        public required string? Cohort { get; init; }

        public required CohortForm Form { get; init; }

        public required IReadOnlyList<OrganisationChoice> Organisations { get; init; }

        public required IReadOnlyList<CourseChoice> Courses { get; init; }

        public required IReadOnlyList<string> Zones { get; init; }

        public required bool IsArchived { get; init; }

        public required bool IsSaved { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }

        public required int LongestName { get; init; }

        public required int LongestWelcome { get; init; }
    }
}

/// <summary>The time zones a form offers: those of cities and countries, without the old names kept for their sake.</summary>
internal static class ZoneChoices
{
    private static readonly string[] Regions = ["Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    public static readonly IReadOnlyList<string> All =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => Array.Exists(Regions, r => id.StartsWith(r, StringComparison.Ordinal))).Order(StringComparer.Ordinal),
    ];
}

public static class ChangeCohortRoutes
{
    public static void MapChangeCohort(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/new", GetNew).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.NewCohort");
        routes.MapPost("/cohorts", PostNew).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.CreateCohort");
        routes.MapGet("/cohorts/{id:guid}/settings", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowCohortSettings");
        routes.MapPost("/cohorts/{id:guid}/settings", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ChangeCohort)}");
        routes.MapPost("/cohorts/{id:guid}/archive", PostArchive).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ArchiveCohort");
        routes.MapPost("/cohorts/{id:guid}/code", PostCode).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RenewCode");
    }

    internal static async Task<IResult> GetNew(ClaimsPrincipal user, ChangeCohort change, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var only = await db.Courses.Where(c => c.WithdrawnAt == null).OrderBy(c => c.Id).Select(c => c.Id).Take(2).ToListAsync(cancellation);
        var form = new CohortForm { StartsOn = CohortForm.Day(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), Courses = only.Count == 1 ? only : [] };
        return await change.PageAsync(null, form, [], user, false, cancellation);
    }

    internal static async Task<IResult> PostNew(HttpContext http, ClaimsPrincipal user, ChangeCohort change, CancellationToken cancellation)
    {
        var form = CohortForm.Of(await http.Request.ReadFormAsync(cancellation));
        var (plan, problems) = await change.ReadAsync(form, null, user, cancellation);
        return plan is null
            ? await change.PageAsync(null, form, problems, user, false, cancellation)
            : TypedResults.LocalRedirect($"~/cohorts/{await change.CreateAsync(plan, form.Courses, user, cancellation)}?new=yes");
    }

    internal static async Task<IResult> Get(Guid id, string? saved, ClaimsPrincipal user, CohortAccess access, ChangeCohort change, LearningDb db, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var courses = await db.CohortCourses.Where(c => c.CohortId == id).OrderBy(c => c.Position).Select(c => c.CourseId).ToListAsync(cancellation);
        return await change.PageAsync(cohort, CohortForm.Of(cohort, courses), [], user, saved is not null, cancellation);
    }

    internal static async Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, ChangeCohort change, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var form = CohortForm.Of(await http.Request.ReadFormAsync(cancellation));
        var (plan, problems) = await change.ReadAsync(form, cohort, user, cancellation);
        if (plan is null)
        {
            return await change.PageAsync(cohort, form, problems, user, false, cancellation);
        }

        await change.ChangeAsync(id, plan, form.Courses, user.LearnerId, cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/settings?saved=yes");
    }

    /// <summary>Puts it out of the way, or back.</summary>
    internal static Task<IResult> PostArchive(Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            user,
            access,
            db,
            cohort =>
            {
                var now = clock.GetUtcNow();
                var isOver = cohort.ArchivedAt is not null;
                if (isOver)
                {
                    cohort.Reopen();
                }
                else
                {
                    cohort.Archive(now);
                }

                return CohortLogEntry.Of(id, isOver ? CohortDeed.Reopened : CohortDeed.Archived, user.LearnerId, now);
            },
            $"~/cohorts/{id}",
            cancellation);

    /// <summary>A new code: the old one, its link and its posters lead nowhere any more.</summary>
    internal static Task<IResult> PostCode(Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            user,
            access,
            db,
            cohort =>
            {
                cohort.Recode(JoinCode.New());
                return CohortLogEntry.Of(id, CohortDeed.CodeRenewed, user.LearnerId, clock.GetUtcNow());
            },
            $"~/cohorts/{id}/people",
            cancellation);

    private static async Task<IResult> ChangeAsync(
        Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, Func<Cohort, CohortLogEntry> change, string next, CancellationToken cancellation) =>
        await db.WriteAsync<IResult>(
            async () =>
            {
                if (await access.FindAsync(user, id, cancellation) is not { } cohort)
                {
                    return NotThere("Cohort.NotThere");
                }

                db.Add(change(cohort));
                return TypedResults.LocalRedirect(next);
            },
            cancellation);
}
