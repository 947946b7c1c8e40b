using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Learning.Questions;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Study;

/// <summary>The page of a lesson or a quiz, for a learner enrolled in its course.</summary>
public static class ShowActivity
{
    private static readonly string[] LessonScripts = ["scripts/lesson.js"];

    public static void MapShowActivity(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/learn/{slug}/{activity}", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowActivity)}");

    internal static async Task<IResult> Get(
        string slug,
        string activity,
        Guid? attempt,
        string? saved,
        string? unanswered,
        HttpContext http,
        LearningDb db,
        RevisionCache revisions,
        ReadAttempt readAttempt,
        CancellationToken cancellation)
    {
        var said = saved is not null ? "Quiz.SavedForLater" : null;
        return await PageAsync(slug, activity, attempt, new QuizSaid(said, unanswered is not null), http, db, revisions, readAttempt, cancellation);
    }

    /// <summary>The page as a form that came back shows it, or as anybody opens it.</summary>
    internal static async Task<IResult> PageAsync(
        string slug,
        string activity,
        Guid? attempt,
        QuizSaid said,
        HttpContext http,
        LearningDb db,
        RevisionCache revisions,
        ReadAttempt readAttempt,
        CancellationToken cancellation)
    {
        var user = http.User;
        var standing = await db.StandingAsync(slug, user.LearnerId, cancellation);
        if (standing is null)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        if (standing.EnrolmentId is not { } enrolmentId)
        {
            return TypedResults.LocalRedirect("~" + Addresses.Course(slug));
        }

        var revision = await revisions.ForReaderAsync(db, standing.RevisionId, cancellation);
        if (revision.Activity(activity) is not { } outline)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        if (outline.Again is not null && !standing.DoneIds.Contains(outline.Id))
        {
            var learnerId = user.LearnerId;
            standing = standing with { IsToSeeAgain = await db.ActivityResults.AnyAsync(r => r.LearnerId == learnerId && r.CourseId == standing.CourseId && r.ActivityId == outline.Id && r.DoneAt != null, cancellation) };
        }

        return outline.IsQuiz
            ? await QuizAsync(ActivityFrame.Of(revision, outline, standing), revision, outline, attempt, said, enrolmentId, user, readAttempt, cancellation)
            : Lesson(revision, outline, standing, revision.Lesson(outline.Id).Notes is not null && await http.SeesNotesAsync());
    }

    /// <summary>Alike for all who stand at the same place, and see the notes for facilitators or do not.</summary>
    private static View Lesson(Revision revision, ActivityOutline outline, Standing standing, bool withNotes) =>
        new("Study/ShowLesson", () => Model(revision, outline, standing, withNotes), outline.Title)
        {
            Key = $"{revision.KeyOf(outline.Id)} {standing.Percent} {standing.MinutesLeft} {standing.IsCompleted} {standing.IsToSeeAgain} {withNotes} {standing.Done}",
            Scripts = LessonScripts,
            Shape = "study",
            Language = revision.Outline.Language,
        };

    private static LessonModel Model(Revision revision, ActivityOutline outline, Standing standing, bool withNotes)
    {
        var text = revision.Lesson(outline.Id);
        return new LessonModel(ActivityFrame.Of(revision, outline, standing), new HtmlString(withNotes ? text.HtmlWithNotes() : text.Html), text.Sources, text.Checked, text.Terms);
    }

    private static async Task<IResult> QuizAsync(
        ActivityFrame frame,
        Revision revision,
        ActivityOutline outline,
        Guid? named,
        QuizSaid said,
        Guid enrolmentId,
        ClaimsPrincipal user,
        ReadAttempt readAttempt,
        CancellationToken cancellation)
    {
        var standing = await readAttempt.ReadAsync(user.LearnerId, enrolmentId, revision, outline, named, cancellation, said.Typed);
        if (standing is null)
        {
            return NotThere("Refusal.NoSuchAttempt");
        }

        var attempt = standing.Attempt;
        if (attempt is not null && said.Problem is { } problem)
        {
            attempt = attempt with { Questions = [.. attempt.Questions.Select(q => q.Id == said.Question && q.Marking is null ? q with { Problem = problem } : q)] };
        }

        var model = new QuizModel(
            frame,
            new HtmlString(revision.Quiz(outline.Id).Introduction),
            QuizRulesView.Of(outline, revision.Quiz(outline.Id), standing),
            attempt,
            standing.Past,
            Lessons(attempt?.LessonsToRead),
            Lessons(attempt?.KnownLessons),
            [.. revision.Outline.Objectives.Where(o => attempt is not null && attempt.KnownObjectives.Contains(o.Id)).Select(o => o.Text)],
            said.Notice,
            said.AsksToHandIn && attempt is { IsSubmitted: false, IsTimeOver: false, FirstUnfinished: not null });
        return new View("Study/ShowQuiz", model, frame.Title)
        {
            Scripts = ["scripts/kinds.js", "scripts/quiz.js"],
            Shape = "study",
            Language = frame.Language,
            Status = said.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

        IReadOnlyList<ActivityView> Lessons(IEnumerable<string>? ids) =>
            [.. (ids ?? []).Select(id => revision.Activity(id)).OfType<ActivityOutline>().Select(a => ActivityView.Of(revision.Outline.Slug, a, isDone: false, isCurrent: false))];
    }

    public sealed record LessonModel(
        ActivityFrame Frame, HtmlString Html, IReadOnlyList<Citation> Sources, DateOnly Checked, IReadOnlyList<Term> Terms);

    public sealed record QuizModel(
        ActivityFrame Frame,
        HtmlString Introduction,
        QuizRulesView Rules,
        AttemptView? Attempt,
        IReadOnlyList<PastAttempt> Past,
        IReadOnlyList<ActivityView> LessonsToRead,
        IReadOnlyList<ActivityView> KnownLessons,
        IReadOnlyList<string> KnownObjectives,
        string? Notice,
        bool AsksToHandIn)
    {
        /// <summary>The attempt whose result counts, where it is not the latest; null where that is plain, and in a pre-test or survey, which have no such result.</summary>
        public PastAttempt? Counting => IsSurvey || IsPreTest || Past is [] or [.., { Counts: true }] ? null : Past.FirstOrDefault(a => a.Counts);

        /// <summary>The attempts in which a text of hers has been read since.</summary>
        public IReadOnlyList<PastAttempt> Read => [.. Past.Where(a => a.IsRead)];

        /// <summary>Explained answer by answer; every other kind is filled in like a form and handed in.</summary>
        public bool IsPractice => Rules.Kind == "practice";

        public bool IsSurvey => Rules.Kind == "survey";

        public bool IsPreTest => Rules.Kind == "pre-test";
    }
}

/// <summary>
/// What a form that came back has the page of a quiz say: a notice at its top (the name of a text), whether to hand in although answers are missing, what was typed and has not been checked, and what is to be
/// put right in one question.
/// </summary>
public sealed record QuizSaid(string? Notice = null, bool AsksToHandIn = false)
{
    public IReadOnlyDictionary<string, Response>? Typed { get; init; }

    public string? Question { get; init; }

    public UnclearAnswer? Problem { get; init; }
}

/// <summary>What every page of study shows around its text: where in the course it is, what is done, what comes next.</summary>
public sealed record ActivityFrame
{
    public required string Id { get; init; }

    /// <summary>Names the revision and the activity, for <c>cached</c>.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required int Minutes { get; init; }

    public required string Language { get; init; }

    public required string Slug { get; init; }

    /// <summary>What entries name the course by: an address may change while a phone is offline.</summary>
    public required string CourseId { get; init; }

    public required string CourseTitle { get; init; }

    public required string CourseHref { get; init; }

    public required string Href { get; init; }

    public required string ModuleTitle { get; init; }

    public required int ModuleNumber { get; init; }

    /// <summary>Which of the parts that count it is; nought where nobody has to do it.</summary>
    public required int Position { get; init; }

    /// <summary>The parts that count, as everywhere where parts are counted.</summary>
    public required int Count { get; init; }

    public required OutlineView Outline { get; init; }

    public required ActivityView? Previous { get; init; }

    public required ActivityView? Next { get; init; }

    public required bool IsDone { get; init; }

    /// <summary>She did it, and it changed since so much that it has to be seen again, from that day on; null where that is not so.</summary>
    public DateOnly? Again { get; init; }

    public required int Percent { get; init; }

    public required int MinutesLeft { get; init; }

    public required bool IsCompleted { get; init; }

    /// <summary>Where the button at the end leads: the next activity, or the learner's own page after the last one.</summary>
    public string NextHref => Next?.Href ?? "/my";

    public static ActivityFrame Of(Revision revision, ActivityOutline activity, Standing standing)
    {
        var slug = revision.Outline.Slug;
        var done = standing.DoneIds;
        var module = revision.ModuleOf(activity.Id);
        var places = CompletionRule.Required(revision.Outline).Select(a => a.Id).ToList();
        if (places.Count == 0)
        {
            places = [.. revision.Activities.Select(a => a.Id)];
        }

        return new ActivityFrame
        {
            Id = activity.Id,
            Key = revision.KeyOf(activity.Id),
            Title = activity.Title,
            Minutes = activity.Minutes,
            Language = revision.Outline.Language,
            Slug = slug,
            CourseId = revision.Outline.Id,
            CourseTitle = revision.Outline.Title,
            CourseHref = Addresses.Course(slug),
            Href = Addresses.Activity(slug, activity.Id),
            ModuleTitle = module.Title,
            ModuleNumber = revision.Outline.Modules.ToList().IndexOf(module) + 1,
            Position = places.IndexOf(activity.Id) + 1,
            Count = places.Count,
            Outline = OutlineView.Of(revision, done, activity.Id),
            Previous = Neighbour(revision.Before(activity.Id)),
            Next = Neighbour(revision.After(activity.Id)),
            Again = standing.IsToSeeAgain ? activity.Again : null,
            IsDone = done.Contains(activity.Id),
            Percent = standing.Percent,
            MinutesLeft = standing.MinutesLeft,
            IsCompleted = standing.IsCompleted,
        };

        ActivityView? Neighbour(ActivityOutline? other) => other is null ? null : ActivityView.Of(slug, other, done.Contains(other.Id), isCurrent: false);
    }
}
