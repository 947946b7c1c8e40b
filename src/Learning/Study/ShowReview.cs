using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Questions;
using Learning.Review;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Study;

/// <summary>
/// Questions that come back, one at a time: the one that has waited longest, then its explanation, then the next; ten a day at most. From all the courses
/// she is on.
/// </summary>
public static class ShowReview
{
    public const string Path = "/my/review";

    public static void MapShowReview(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowReview)}");

    internal static async Task<IResult> Get(
        string? course, string? shown, ClaimsPrincipal user, LearningDb db, StudyQueries queries, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var cards = await CardsAsync(db, queries, revisions, user.LearnerId, cancellation);
        var today = ReviewDay.Of(cards, clock.GetUtcNow());
        var marked = shown is null ? null : cards.FirstOrDefault(c => c.CourseId == course && c.QuestionId == shown && c.ReviewedAt is not null);
        return await PageAsync(today, marked ?? today.Next, marked is not null, null, db, revisions, texts, cancellation);
    }

    /// <summary>The question that is asked now, with an answer that cannot be taken as it stands; null where another is asked.</summary>
    internal static async Task<View?> UnclearAsync(
        string question, Response response, ClaimsPrincipal user, LearningDb db, StudyQueries queries, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var today = ReviewDay.Of(await CardsAsync(db, queries, revisions, user.LearnerId, cancellation), clock.GetUtcNow());
        if (today.Next is not { } card || card.QuestionId != question)
        {
            return null;
        }

        var asked = (await QuestionAsync(db, revisions, card, isMarked: false, response, cancellation)).Question;
        return response.IsBlank || asked.Problem is not null ? await PageAsync(today, card, isMarked: false, response, db, revisions, texts, cancellation) : null;
    }

    private static async Task<View> PageAsync(
        ReviewDay today, ReviewCard? card, bool isMarked, Response? typed, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var question = card is null ? null : await QuestionAsync(db, revisions, card, isMarked, typed ?? Response.Empty, cancellation);
        if (question is not null && typed is { IsBlank: true })
        {
            question = question with { Question = question.Question with { Problem = new("Quiz.ChooseFirst") } };
        }

        var model = new ReviewModel(question, today.Answered, today.Left, card?.DueAt, today.NextAt, isMarked);
        return new View("Study/ShowReview", model, texts["Review.Title"])
        {
            Scripts = ["scripts/kinds.js"],
            Shape = "plain",
            Status = typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>How many questions wait for her now, as many as she may answer today.</summary>
    public static async Task<int> WaitingAsync(LearningDb db, StudyQueries queries, RevisionCache revisions, string learnerId, DateTimeOffset now, CancellationToken cancellation) =>
        ReviewDay.Of(await CardsAsync(db, queries, revisions, learnerId, cancellation), now).Left;

    /// <summary>Those of questions that can still be asked, in the order in which they are due.</summary>
    private static async Task<List<ReviewCard>> CardsAsync(LearningDb db, StudyQueries queries, RevisionCache revisions, string learnerId, CancellationToken cancellation)
    {
        var cards = await queries.CardsAsync(db, learnerId, cancellation);
        var courses = cards.Select(c => c.CourseId).Distinct().ToList();
        var current = new Dictionary<string, Revision>();
        foreach (var course in courses.Count == 0 ? [] : await db.Courses.AsNoTracking().Where(c => courses.Contains(c.Id)).ToListAsync(cancellation))
        {
            current[course.Id] = await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation);
        }

        return cards.FindAll(card => Asks(current[card.CourseId], card));
    }

    private static bool Asks(Revision revision, ReviewCard card) =>
        revision.Question(card.QuestionId) is { HasKey: true } question && revision.Activity(question.Lesson) is not null;

    private static async Task<ReviewQuestion> QuestionAsync(LearningDb db, RevisionCache revisions, ReviewCard card, bool isMarked, Response typed, CancellationToken cancellation)
    {
        var revisionId = await db.Courses.Where(c => c.Id == card.CourseId).Select(c => c.CurrentRevisionId).SingleAsync(cancellation);
        var revision = await revisions.ForReaderAsync(db, revisionId, cancellation);
        var question = revision.Question(card.QuestionId)!.For(isMarked ? card.Seed : card.NextSeed);

        // Another order each time, the same while she thinks.
        var shuffle = Draw.OptionsOf(Guid.Empty, $"{card.LearnerId} {card.QuestionId} {card.Box} {(isMarked ? "marked" : card.AnsweredAt.ToUnixTimeMilliseconds())}");
        var view = isMarked ? question.Show(card.Response, question.Mark(card.Response), shuffle) : question.Show(typed, null, shuffle);
        return new ReviewQuestion(
            view.In(revision.Outline.Language), card.CourseId, question.Lesson, new(revision.Outline.Language, revision.Outline.Title, OutlineView.Of(revision, new HashSet<string>(), null)));
    }

    public sealed record ReviewModel(ReviewQuestion? Asked, int Answered, int Left, DateTimeOffset? DueAt, DateTimeOffset? NextAt, bool IsMarked);

    public sealed record ReviewQuestion(QuestionView Question, string CourseId, string Lesson, ReviewFrame Frame);

    public sealed record ReviewFrame(string Language, string CourseTitle, OutlineView Outline);
}
