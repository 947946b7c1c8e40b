using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Study;

/// <summary>"My learning": each course she takes, what is left and about how many minutes, and her certificates. From stored outcomes only.</summary>
public static class ShowMyLearning
{
    /// <summary>So long it stands here that a text has been read.</summary>
    private const int DaysToTell = 30;

    public static void MapShowMyLearning(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/my", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowMyLearning)}");

    internal static async Task<IResult> Get(
        ClaimsPrincipal user, LearningDb db, StudyQueries queries, RevisionCache revisions, InterfaceTexts texts, LearningOptions options, ICountUnread unread, TimeProvider clock, CancellationToken cancellation)
    {
        var learnerId = user.LearnerId;
        var outcomes = await queries.OutcomesAsync(db, learnerId, cancellation);
        var taken = outcomes.Select(o => o.CourseId).ToHashSet(StringComparer.Ordinal);
        var current = (await queries.CoursesAsync(db, cancellation)).Where(c => taken.Contains(c.Id)).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var credentials = await queries.CredentialsAsync(db, learnerId, cancellation);

        var courses = new List<MyCourse>();
        foreach (var outcome in outcomes)
        {
            var course = current[outcome.CourseId];
            var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
            courses.Add(MyCourse.Of(outline, outcome, credentials.Find(c => c.CourseId == outcome.CourseId)?.Id) with { IsWithdrawn = course.IsWithdrawn, IsClosed = course.IsClosed });
        }

        var read = await ReadTextsAsync(db, queries, revisions, learnerId, current, clock.GetUtcNow(), cancellation);
        var groups = await queries.GroupsAsync(db, learnerId, cancellation);
        var my = groups.Select(g => new MyGroup(g.Id, g.Name, g.NextDueAt is { } due ? new CohortCalendar(TimeZones.Of(g.TimeZone), CohortCalendar.Empty.Due).DayBefore(due) : null)).ToArray();
        var model = new MyLearningModel(courses, my, read, await ShowReview.WaitingAsync(db, queries, revisions, learnerId, clock.GetUtcNow(), cancellation), await unread.OfAsync(learnerId), user.IsGuest, options.RegisterPath);
        return new View("Study/ShowMyLearning", model, texts["My.Title"]) { Scripts = ["scripts/record.js"] };
    }

    /// <summary>Texts of hers that a facilitator has read in the last days, the latest first.</summary>
    private static async Task<IReadOnlyList<ReadText>> ReadTextsAsync(
        LearningDb db, StudyQueries queries, RevisionCache revisions, string learnerId, Dictionary<string, StudyQueries.CourseFound> current, DateTimeOffset now, CancellationToken cancellation)
    {
        var grades = await queries.GradedAsync(db, learnerId, now.AddDays(-DaysToTell), cancellation);
        var texts = new List<ReadText>();
        foreach (var one in grades.DistinctBy(g => g.AttemptId).Where(g => current.ContainsKey(g.CourseId)))
        {
            var revision = await revisions.ForReaderAsync(db, current[one.CourseId].CurrentRevisionId, cancellation);
            if (revision.Activity(one.ActivityId) is { } quiz)
            {
                texts.Add(new(quiz.Title, revision.Outline.Language, $"{Addresses.Activity(revision.Outline.Slug, quiz.Id)}?attempt={one.AttemptId}", one.At));
            }
        }

        return texts;
    }

    /// <summary>A text that was read, in words: the quiz, where to see what the facilitator says, and when she read it.</summary>
    public sealed record ReadText(string Title, string Language, string Href, DateTimeOffset At);

    /// <summary>A cohort she is in, and by the end of which day something of it is due next.</summary>
    public sealed record MyGroup(Guid Id, string Name, DateOnly? NextDueOn);

    public sealed record MyLearningModel(IReadOnlyList<MyCourse> Courses, IReadOnlyList<MyGroup> Groups, IReadOnlyList<ReadText> Read, int ToReview, int Unread, bool IsGuest, string? RegisterPath);

    public sealed record MyCourse
    {
        public required string Title { get; init; }

        public required string Language { get; init; }

        public required string Href { get; init; }

        public required string ResumeHref { get; init; }

        public required int Percent { get; init; }

        public required int MinutesLeft { get; init; }

        public required int DoneCount { get; init; }

        public required int RequiredCount { get; init; }

        public required IReadOnlyList<ActivityView> Left { get; init; }

        public required DateTimeOffset? CompletedAt { get; init; }

        public required string? CredentialHref { get; init; }

        /// <summary>She had completed it, and something in it changed so much that it has to be seen again.</summary>
        public bool IsToSeeAgain { get; init; }

        public bool IsWithdrawn { get; init; }

        /// <summary>Nor can she go on in it.</summary>
        public bool IsClosed { get; init; }

        internal static MyCourse Of(CourseOutline outline, CourseOutcome outcome, Guid? credential)
        {
            var done = outcome.DoneIds;
            return new()
            {
                Title = outline.Title,
                Language = outline.Language,
                Href = Addresses.Course(outline.Slug),
                ResumeHref = Addresses.Learn(outline.Slug),
                Percent = outcome.Percent,
                MinutesLeft = outcome.MinutesLeft,
                DoneCount = outcome.DoneCount,
                RequiredCount = outcome.RequiredCount,
                Left = [.. CompletionRule.Required(outline)
                    .Where(a => !done.Contains(a.Id))
                    .Select(a => ActivityView.Of(outline.Slug, a, isDone: false, isCurrent: false))],
                CompletedAt = outcome.CompletedAt,
                IsToSeeAgain = outcome is { CompletedAt: null, CompletedRevisionId: not null },
                CredentialHref = credential is { } id ? $"/credentials/{id}" : null,
            };
        }
    }
}
