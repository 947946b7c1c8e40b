using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Cohorts;
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

namespace Learning.Teaching;

/// <summary>
/// More time, more attempts, a later end for one learner: which quizzes limit something, who is on the course, and what she was allowed. A list of people shows 50: of her cohorts, and then of those she may teach beside them who enrolled last, of whom 2,000
/// are looked at; <c>name</c>, a part of a name in her cohorts and the beginning of one elsewhere, finds others.
/// What is given is posted to the page of the learner; where something is wrong with it, that page comes again with what was typed.
/// </summary>
public static class ShowAllowances
{
    private const int Most = 50;

    public static void MapShowAllowances(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/allowances", GetQuizzes).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAllowances)}");
        routes.MapGet("/allowances/{slug}/{activity}", GetLearners).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowAllowancesOfQuiz");
        routes.MapGet("/allowances/{slug}/{activity}/{learner}", GetLearner).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowAllowancesOfLearner");
        routes.MapPost("/allowances/{slug}/{activity}/{learner}", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.GrantAllowance");
    }

    internal static async Task<IResult> GetQuizzes(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var quizzes = new List<LimitedQuiz>();
        foreach (var course in await db.Courses.AsNoTracking().ToListAsync(cancellation))
        {
            var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            quizzes.AddRange(outline.Modules.SelectMany(m => m.Activities.Where(IsLimited).Select(a => LimitedQuiz.Of(outline, m, a))));
        }

        return new View("Teaching/ShowAllowances", new QuizzesModel(quizzes), texts["Allowance.Title"]);
    }

    internal static async Task<IResult> GetLearners(
        string slug, string activity, string? name, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizAsync(slug, activity, db, revisions, cancellation) is not { } found)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        var wanted = (name ?? "").Trim().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var (people, isCut) = await PeopleAsync(user, found.CourseId, wanted, access, db, cancellation);
        var ids = people.Select(p => p.Id).ToList();
        var attempts = await db.Attempts.Where(a => ids.Contains(a.LearnerId) && a.CourseId == found.CourseId && a.ActivityId == activity)
            .GroupBy(a => a.LearnerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return new View(
            "Teaching/ShowAllowancesOfQuiz",
            new LearnersModel(found.Quiz, (name ?? "").Trim(), [.. people.Select(p => new LearnerRow(p.Id, LearnerName.Of(p, texts), attempts.GetValueOrDefault(p.Id)))], isCut),
            texts["Allowance.Title"]);
    }

    private static async Task<(IReadOnlyList<Learner> People, bool IsCut)> PeopleAsync(ClaimsPrincipal user, string courseId, string wanted, CohortAccess access, LearningDb db, CancellationToken cancellation)
    {
        var (taught, enrolments, members, learners) = (await access.TaughtAsync(user, cancellation), db.Enrolments, db.Members, db.Learners);
        var (found, isCut) = (new List<Learner>(), false);
        if (await access.FewAsync(user, cancellation) is { Count: > 0 } few)
        {
            found.AddRange(await On(learners.AsNoTracking().Where(l => members.Where(m => few.Contains(m.CohortId) && m.WithdrawnAt == null).Select(m => m.LearnerId).Contains(l.Id)))
                .Where(l => EF.Functions.Like(l.Name, "%" + wanted + "%")).OrderBy(l => l.IsGuest).ThenBy(l => l.Name).ThenBy(l => l.Id).Take(Most + 1).ToListAsync(cancellation));
        }

        if (found.Count <= Most && wanted.Length > 0)
        {
            var others = await db.FindLearnersAsync(wanted, some => On(taught(some)), Most, cancellation);
            (found, isCut) = ([.. found, .. others.Some], others.IsCut);
        }
        else if (found.Count <= Most)
        {
            var latest = enrolments.Where(e => e.CourseId == courseId && e.WithdrawnAt == null).OrderByDescending(e => e.StartedAt).Take(NameRange.Looked);
            var hers = taught(learners);
            found.AddRange(await latest.Where(e => hers.Any(l => l.Id == e.LearnerId)).OrderByDescending(e => e.StartedAt).Take(Most + 1).Join(learners.AsNoTracking(), e => e.LearnerId, l => l.Id, (_, l) => l).ToListAsync(cancellation));
            isCut = await latest.CountAsync(cancellation) == NameRange.Looked;
        }

        var people = found.DistinctBy(l => l.Id).ToArray();
        return ([.. people.Take(Most).OrderBy(l => l.IsGuest).ThenBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.Id, StringComparer.Ordinal)], isCut || people.Length > Most);

        IQueryable<Learner> On(IQueryable<Learner> some) => some.Where(l => enrolments.Any(e => e.LearnerId == l.Id && e.CourseId == courseId && e.WithdrawnAt == null));
    }

    internal static async Task<IResult> GetLearner(
        string slug, string activity, string learner, string? granted, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, ReadLimits readLimits, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (found, person, refusal) = await FindAsync(slug, activity, learner, user, access, db, revisions, cancellation);
        return found is null || person is null
            ? refusal!
            : await PageAsync(found, person, await readLimits.ForAsync(learner, found.CourseId, found.Activity, cancellation), AllowanceWish.Empty, [], granted is not null, db, texts, cancellation);
    }

    internal static async Task<IResult> Post(
        string slug,
        string activity,
        string learner,
        HttpContext http,
        ClaimsPrincipal user,
        CohortAccess access,
        LearningDb db,
        RevisionCache revisions,
        ReadLimits readLimits,
        GrantAllowance grant,
        LogAllowance log,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var (found, person, refusal) = await FindAsync(slug, activity, learner, user, access, db, revisions, cancellation);
        if (found is null || person is null)
        {
            return refusal!;
        }

        var wish = new AllowanceWish($"{form["minutes"]}", $"{form["attempts"]}", $"{form["until"]}", $"{form["reason"]}");
        var limits = await readLimits.ForAsync(learner, found.CourseId, found.Activity, cancellation);
        var (granted, faults) = wish.Read(limits, clock.GetUtcNow());
        if (granted is null)
        {
            return await PageAsync(found, person, limits, wish, faults, false, db, texts, cancellation);
        }

        await grant.GrantAsync(learner, found.CourseId, found.Activity, granted, user.LearnerId, cancellation);
        await log.LogAsync(learner, found.CourseId, found.Activity.Title, granted.Reason, user.LearnerId, cancellation);
        return TypedResults.LocalRedirect($"~/allowances/{slug}/{activity}/{Uri.EscapeDataString(learner)}?granted=yes");
    }

    private static async Task<(FoundQuiz? Quiz, Learner? Person, IResult? Refusal)> FindAsync(
        string slug, string activity, string learner, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        if (await QuizAsync(slug, activity, db, revisions, cancellation) is not { } found)
        {
            return (null, null, NotThere("Refusal.NoSuchActivity"));
        }

        var person = await db.Learners.AsNoTracking().FirstOrDefaultAsync(l => l.Id == learner, cancellation);
        return person is null || !await access.MayTeachAsync(user, learner, cancellation) || !await db.Enrolments.AnyAsync(e => e.LearnerId == learner && e.CourseId == found.CourseId, cancellation)
            ? (null, null, NotThere("Allowance.NotEnrolled"))
            : (found, person, null);
    }

    private static async Task<View> PageAsync(
        FoundQuiz found,
        Learner person,
        AttemptLimits limits,
        AllowanceWish wish,
        IReadOnlyList<AllowanceWish.Fault> faults,
        bool isGranted,
        LearningDb db,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        var (learner, activity) = (person.Id, found.Activity.Id);
        var learners = db.Learners;
        var given = await db.Allowances.AsNoTracking()
            .Where(a => a.LearnerId == learner && a.CourseId == found.CourseId && a.ActivityId == activity)
            .OrderByDescending(a => a.GrantedAt)
            .Select(a => new GivenAllowance(a.ExtraMinutes, a.ExtraAttempts, a.ClosesAt, a.Reason, a.GrantedAt, learners.Where(l => l.Id == a.GrantedBy).Select(l => l.Name).FirstOrDefault() ?? ""))
            .ToListAsync(cancellation);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.LearnerId == learner && a.CourseId == found.CourseId && a.ActivityId == activity).OrderBy(a => a.StartedAt)
            .Select(a => new AttemptRow(a.BeganAt, a.EndsAt, a.SubmittedAt)).ToListAsync(cancellation);
        var model = new LearnerModel
        {
            Quiz = found.Quiz,
            LearnerId = learner,
            Name = LearnerName.Of(person, texts),
            Limits = limits,
            Minutes = (int?)limits.Time?.TotalMinutes,
            Attempts = attempts,
            Given = given,
            IsGranted = isGranted,
            Wish = wish,
            Problems = [.. faults.Select(f => new FieldProblem(f.Field, texts[f.Text, f.Arguments]))],
        };
        return new View("Teaching/ShowAllowancesOfLearner", model, texts["Allowance.Title"])
        {
            Status = faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    /// <summary>Only where something is limited can more be allowed.</summary>
    private static bool IsLimited(ActivityOutline activity) => activity.IsQuiz && activity.Rules is { Attempts: > 0 } or { TimeLimit: not null } or { ClosesAt: not null };

    private static async Task<FoundQuiz?> QuizAsync(string slug, string activityId, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (course is null)
        {
            return null;
        }

        var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
        return (from module in outline.Modules
                from activity in module.Activities
                where activity.Id == activityId && activity.IsQuiz
                select new FoundQuiz(course.Id, activity, LimitedQuiz.Of(outline, module, activity))).FirstOrDefault();
    }

    private sealed record FoundQuiz(string CourseId, ActivityOutline Activity, LimitedQuiz Quiz);

    public sealed record QuizzesModel(IReadOnlyList<LimitedQuiz> Quizzes);

    public sealed record LimitedQuiz(string Href, string Course, string Language, string Module, string Title)
    {
        internal static LimitedQuiz Of(CourseOutline outline, ModuleOutline module, ActivityOutline activity) =>
            new($"/allowances/{outline.Slug}/{activity.Id}", outline.Title, outline.Language, module.Title, activity.Title);
    }

    public sealed record LearnersModel(LimitedQuiz Quiz, string Name, IReadOnlyList<LearnerRow> Learners, bool IsCut);

    public sealed record LearnerRow(string Id, string Name, int Attempts);

    public sealed record FieldProblem(string Field, string Text);

    public sealed record LearnerModel
    {
        public required LimitedQuiz Quiz { get; init; }

        public required string LearnerId { get; init; }

        public required string Name { get; init; }

        public required AttemptLimits Limits { get; init; }

        public required int? Minutes { get; init; }

        public required IReadOnlyList<AttemptRow> Attempts { get; init; }

        public required IReadOnlyList<GivenAllowance> Given { get; init; }

        public required bool IsGranted { get; init; }

        /// <summary>What was typed, where something is wrong with it.</summary>
        public required AllowanceWish Wish { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }

        public int MostMinutes { get; } = Allowance.MostMinutes;

        public int MostAttempts { get; } = Allowance.MostAttempts;

        public int LongestReason { get; } = Allowance.LongestReason;

        /// <summary>The quiz limits one thing, so that has to be given.</summary>
        public bool IsOneLimit => new[] { Limits.Time is not null, Limits.MostAttempts is not null, Limits.ClosesAt is not null }.Count(isThere => isThere) == 1;
    }

    public sealed record AttemptRow(DateTimeOffset BeganAt, DateTimeOffset? EndsAt, DateTimeOffset? SubmittedAt);

    public sealed record GivenAllowance(int Minutes, int Attempts, DateTimeOffset? Until, string Reason, DateTimeOffset At, string By);
}
