using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Study;

/// <summary>A course before and while she takes it: what she will be able to do, the outline, the minutes, what the certificate asks. Open to all.</summary>
public static class ShowCourse
{
    public static void MapShowCourse(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/courses/{slug}", Get).WithName($"Learning.{nameof(ShowCourse)}");

    internal static async Task<IResult> Get(
        string slug, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, LearningOptions options, CancellationToken cancellation)
    {
        var learnerId = user.LearnerIdOrNull;
        var standing = await db.StandingAsync(slug, learnerId ?? "", cancellation);
        if (standing is null)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        var revision = await revisions.ForReaderAsync(db, standing.RevisionId, cancellation);
        var outline = revision.Outline;
        return new View("Study/ShowCourse", () => Model(slug, revision, standing, learnerId is not null, options), outline.Title)
        {
            Key = $"{revision.Key} {slug} {learnerId is not null} {standing.IsOpen} {standing.IsWithdrawn} {standing.IsClosed} {standing.IsEnrolled} {standing.HasStarted} {standing.IsCompleted} {standing.Percent} {standing.MinutesLeft} {standing.Done}",
            Description = outline.Summary,
            Shape = "course",
            Language = outline.Language,
        };
    }

    private static CourseModel Model(string slug, Revision revision, Standing standing, bool isSignedIn, LearningOptions options)
    {
        var outline = revision.Outline;
        var tests = revision.Activities.Where(a => a.Kind == ActivityKind.Test).ToArray();
        var tries = revision.Activities.Where(a => a.IsQuiz && a.Kind != ActivityKind.Survey).ToArray();
        return new CourseModel
        {
            Title = outline.Title,
            Summary = outline.Summary,
            Level = outline.Level,
            Language = outline.Language,
            Languages = [.. outline.Languages.Order(StringComparer.Ordinal).Select(InterfaceCulture.NameOf)],
            Hours = outline.Hours,
            Minutes = outline.Minutes,
            Licence = outline.Licence,
            Welcome = new HtmlString(outline.Welcome),
            Objectives = [.. outline.Objectives.Select(o => o.Text)],
            Outline = OutlineView.Of(revision, standing.DoneIds, null),
            LessonCount = revision.Activities.Count(a => a.Kind == ActivityKind.Lesson),
            QuizCount = revision.Activities.Count(a => a.Kind == ActivityKind.Practice),
            NeedsLessons = outline.Completion.Lessons != Requirement.None,
            NeedsQuizzes = outline.Completion.Quizzes.ToString(),
            NeedsTest = outline.Completion.Test.ToString(),
            TestPass = tests.LastOrDefault()?.Pass ?? 0,
            TestCount = tests.Length,
            TestsPassAlike = tests.All(t => t.Pass == tests[0].Pass && t.Rules.Mastery is null),
            Limited = [.. tries.Where(a => a.Rules.Attempts > 0).Select(a => new LimitedQuiz(a.Title, a.Rules.Attempts))],
            IsAllLimited = tries.All(a => a.Rules.Attempts > 0),
            Revision = revision.Number,
            Slug = slug,
            EnrolHref = $"{Addresses.Course(slug)}/enrolments",
            ResumeHref = Addresses.Learn(slug),
            IsSignedIn = isSignedIn,
            IsOpen = standing.IsOpen,
            IsWithdrawn = standing.IsWithdrawn,
            IsClosed = standing.IsClosed,
            IsEnrolled = standing.IsEnrolled,
            HasStarted = standing.HasStarted,
            IsCompleted = standing.IsCompleted,
            Percent = standing.Percent,
            MinutesLeft = standing.MinutesLeft,
            GuestPath = options.GuestPath,
            RegisterPath = options.RegisterPath,
            SignInPath = options.SignInPath,
        };
    }

    /// <summary>A quiz or test that may be taken so often, if a facilitator gives nobody more.</summary>
    public sealed record LimitedQuiz(string Title, int Attempts);

    public sealed record CourseModel
    {
        public required string Title { get; init; }

        public required string Summary { get; init; }

        public required string Level { get; init; }

        public required string Language { get; init; }

        /// <summary>What the languages it is to be had in call themselves.</summary>
        public required IReadOnlyList<string> Languages { get; init; }

        public required decimal Hours { get; init; }

        public required int Minutes { get; init; }

        public required string Licence { get; init; }

        public required HtmlString Welcome { get; init; }

        public required IReadOnlyList<string> Objectives { get; init; }

        public required OutlineView Outline { get; init; }

        public required int LessonCount { get; init; }

        public required int QuizCount { get; init; }

        public required bool NeedsLessons { get; init; }

        /// <summary>None, Done or Passed.</summary>
        public required string NeedsQuizzes { get; init; }

        public required string NeedsTest { get; init; }

        public required int TestPass { get; init; }

        public required int TestCount { get; init; }

        /// <summary>All its tests have one pass mark, so that it can be named.</summary>
        public required bool TestsPassAlike { get; init; }

        /// <summary>The quizzes and tests that may not be taken as often as she likes.</summary>
        public required IReadOnlyList<LimitedQuiz> Limited { get; init; }

        public required bool IsAllLimited { get; init; }

        public required int Revision { get; init; }

        public required string Slug { get; init; }

        public required string EnrolHref { get; init; }

        public required string ResumeHref { get; init; }

        public required bool IsSignedIn { get; init; }

        public required bool IsOpen { get; init; }

        public required bool IsWithdrawn { get; init; }

        public required bool IsClosed { get; init; }

        public required bool IsEnrolled { get; init; }

        public required bool HasStarted { get; init; }

        public required bool IsCompleted { get; init; }

        public required int Percent { get; init; }

        public required int MinutesLeft { get; init; }

        public required string? GuestPath { get; init; }

        public required string? RegisterPath { get; init; }

        public required string? SignInPath { get; init; }
    }
}
