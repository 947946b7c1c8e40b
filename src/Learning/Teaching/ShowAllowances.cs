using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
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
/// More time, more attempts, a later end for one learner: which quizzes limit something, who is on the course, and what she was allowed. A list of people shows 50; <c>name</c> finds others.
/// </summary>
public static class ShowAllowances
{
    private const int Most = 50;

    public static void MapShowAllowances(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/allowances", GetQuizzes).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAllowances)}");
        routes.MapGet("/allowances/{slug}/{activity}", GetLearners).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowAllowancesOfQuiz");
        routes.MapGet("/allowances/{slug}/{activity}/{learner}", GetLearner).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowAllowancesOfLearner");
    }

    internal static async Task<IResult> GetQuizzes(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var quizzes = new List<LimitedQuiz>();
        foreach (var course in await db.Courses.AsNoTracking().ToListAsync(cancellation))
        {
            var outline = (await revisions.GetAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            quizzes.AddRange(outline.Activities.Where(IsLimited).Select(a => LimitedQuiz.Of(outline, a)));
        }

        return new View("Teaching/ShowAllowances", new QuizzesModel(quizzes), texts["Allowance.Title"]);
    }

    internal static async Task<IResult> GetLearners(string slug, string activity, string? name, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizAsync(slug, activity, db, revisions, cancellation) is not { } found)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        var enrolments = db.Enrolments;
        var attempts = db.Attempts;
        var wanted = (name ?? "").Trim();
        var rows = await db.Learners.AsNoTracking()
            .Where(l => enrolments.Any(e => e.LearnerId == l.Id && e.CourseId == found.CourseId && e.WithdrawnAt == null))
            .Where(l => wanted == "" || EF.Functions.Like(l.Name, "%" + wanted.Replace("%", "").Replace("_", "") + "%"))
            .OrderBy(l => l.Name).ThenBy(l => l.Id)
            .Take(Most + 1)
            .Select(l => new LearnerRow(l.Id, l.Name, attempts.Count(a => a.LearnerId == l.Id && a.CourseId == found.CourseId && a.ActivityId == activity)))
            .ToListAsync(cancellation);
        return new View("Teaching/ShowAllowancesOfQuiz", new LearnersModel(found.Quiz, wanted, [.. rows.Take(Most)], rows.Count > Most), texts["Allowance.Title"]);
    }

    internal static async Task<IResult> GetLearner(
        string slug, string activity, string learner, string? granted, LearningDb db, RevisionCache revisions, ReadLimits readLimits, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizAsync(slug, activity, db, revisions, cancellation) is not { } found)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        var person = await db.Learners.AsNoTracking().FirstOrDefaultAsync(l => l.Id == learner, cancellation);
        if (person is null || !await db.Enrolments.AnyAsync(e => e.LearnerId == learner && e.CourseId == found.CourseId, cancellation))
        {
            return NotThere("Allowance.NotEnrolled");
        }

        var learners = db.Learners;
        var given = await db.Allowances.AsNoTracking()
            .Where(a => a.LearnerId == learner && a.CourseId == found.CourseId && a.ActivityId == activity)
            .OrderByDescending(a => a.GrantedAt)
            .Select(a => new GivenAllowance(a.ExtraMinutes, a.ExtraAttempts, a.ClosesAt, a.Reason, a.GrantedAt, learners.Where(l => l.Id == a.GrantedBy).Select(l => l.Name).FirstOrDefault() ?? ""))
            .ToListAsync(cancellation);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.LearnerId == learner && a.CourseId == found.CourseId && a.ActivityId == activity).OrderBy(a => a.StartedAt)
            .Select(a => new AttemptRow(a.BeganAt, a.EndsAt, a.SubmittedAt)).ToListAsync(cancellation);
        var limits = await readLimits.ForAsync(learner, found.CourseId, found.Activity, cancellation);
        return new View(
            "Teaching/ShowAllowancesOfLearner",
            new LearnerModel(found.Quiz, learner, person.Name, limits, (int?)limits.Time?.TotalMinutes, attempts, given, granted is not null),
            texts["Allowance.Title"]);
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

        var outline = (await revisions.GetAsync(db, course.CurrentRevisionId, cancellation)).Outline;
        return outline.Activities.FirstOrDefault(a => a.Id == activityId && a.IsQuiz) is { } activity ? new(course.Id, activity, LimitedQuiz.Of(outline, activity)) : null;
    }

    private sealed record FoundQuiz(string CourseId, ActivityOutline Activity, LimitedQuiz Quiz);

    public sealed record QuizzesModel(IReadOnlyList<LimitedQuiz> Quizzes);

    public sealed record LimitedQuiz(string Href, string Course, string Language, string Title, int? TimeLimit, int Attempts, DateTimeOffset? ClosesAt)
    {
        internal static LimitedQuiz Of(CourseOutline outline, ActivityOutline activity) => new(
            $"/allowances/{outline.Slug}/{activity.Id}", outline.Title, outline.Language, activity.Title, activity.Rules.TimeLimit, activity.Rules.Attempts, activity.Rules.ClosesAt);
    }

    public sealed record LearnersModel(LimitedQuiz Quiz, string Name, IReadOnlyList<LearnerRow> Learners, bool IsCut);

    public sealed record LearnerRow(string Id, string Name, int Attempts);

    public sealed record LearnerModel(
        LimitedQuiz Quiz, string LearnerId, string Name, AttemptLimits Limits, int? Minutes, IReadOnlyList<AttemptRow> Attempts, IReadOnlyList<GivenAllowance> Given, bool IsGranted);

    public sealed record AttemptRow(DateTimeOffset BeganAt, DateTimeOffset? EndsAt, DateTimeOffset? SubmittedAt);

    public sealed record GivenAllowance(int Minutes, int Attempts, DateTimeOffset? Until, string Reason, DateTimeOffset At, string By);
}
