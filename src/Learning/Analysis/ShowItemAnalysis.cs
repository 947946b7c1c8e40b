using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Analysis;

/// <summary>
/// How one question does: what was chosen and by whom, what was typed, how sure people were, how long it took; what was found, and the tasks about it. A question that the quiz does not have any more
/// shows its tasks only. Refusals: 404 no such quiz, or a question that is neither in it nor has a task.
/// </summary>
public static class ShowItemAnalysis
{
    public static void MapShowItemAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/analysis/{slug}/{activity}/{question}", Get).RequireAuthorization(Policies.Analyse).AllowCookieRedirect().WithName($"Learning.{nameof(ShowItemAnalysis)}");

    internal static async Task<IResult> Get(
        string slug, string activity, string question, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, AnalyseQuiz analyse, IAuthorizationService authorization,
        InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizPlace.FindAsync(slug, activity, db, revisions, cancellation) is not { } quiz)
        {
            return NotThere();
        }

        var analysis = await analyse.AnalyseAsync(quiz.Revision, quiz.Activity, cancellation);
        var item = analysis.Items.FirstOrDefault(i => i.Item.Question.Id == question);
        var tasks = await TasksAsync(db, quiz, question, cancellation);
        if (item is null && tasks.Count == 0)
        {
            return NotThere();
        }

        var model = new ItemModel
        {
            CourseTitle = quiz.Revision.Outline.Title,
            ModuleTitle = quiz.Module.Title,
            QuizTitle = quiz.Activity.Title,
            Language = quiz.Revision.Outline.Language,
            QuizHref = AnalysisAddresses.Quiz(slug, activity),
            Id = question,
            FewestToJudge = SampleSize.ToJudge,
            FewestToShow = SampleSize.ToShow,
            Item = item is null ? null : ItemView.Of(item),
            Tasks = tasks,
            LongestReason = ItemTask.LongestReason,
            MayAuthor = (await authorization.AuthorizeAsync(user, Policies.Author)).Succeeded,
        };
        var title = item is null ? question : texts["Analysis.QuestionNumber", item.Item.Number];
        return new View("Analysis/ShowItemAnalysis", model, $"{title} · {quiz.Activity.Title} · {quiz.Module.Title}") { Shape = "wide" };
    }

    private static async Task<List<TaskView>> TasksAsync(LearningDb db, QuizPlace quiz, string question, CancellationToken cancellation)
    {
        var tasks = await db.ItemTasks.AsNoTracking()
            .Where(t => t.CourseId == quiz.CourseId && t.ActivityId == quiz.Activity.Id && t.QuestionId == question)
            .OrderBy(t => t.ClosedAt != null).ThenByDescending(t => t.OpenedAt).ThenBy(t => t.Id)
            .ToListAsync(cancellation);
        var closers = tasks.Select(t => t.ClosedBy).OfType<string>().Distinct().ToList();
        var names = await db.Learners.AsNoTracking().Where(l => closers.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
        return [.. tasks.Select(t => TaskView.Of(t, names))];
    }

    public sealed record ItemModel
    {
        public required string CourseTitle { get; init; }

        public required string ModuleTitle { get; init; }

        public required string QuizTitle { get; init; }

        public required string Language { get; init; }

        public required string QuizHref { get; init; }

        public required string Id { get; init; }

        public required int FewestToJudge { get; init; }

        public required int FewestToShow { get; init; }

        /// <summary>Null where the quiz does not have it any more.</summary>
        public required ItemView? Item { get; init; }

        public required IReadOnlyList<TaskView> Tasks { get; init; }

        public required int LongestReason { get; init; }

        public required bool MayAuthor { get; init; }
    }

    /// <summary>Something found, as a page says it: names of the texts, and the options it is about.</summary>
    public sealed record FoundView(string Finding, string Action, string? About)
    {
        internal static FoundView Of(Finding finding, string? about) => new($"Analysis.Finding.{finding}", $"Analysis.Action.{finding}", about);
    }

    public sealed record TaskView
    {
        public required Guid Id { get; init; }

        public required FoundView Found { get; init; }

        public required int Answers { get; init; }

        public required string Facility { get; init; }

        public required string Discrimination { get; init; }

        public required DateTimeOffset OpenedAt { get; init; }

        public required bool IsOpen { get; init; }

        public required bool IsResolved { get; init; }

        public required DateTimeOffset? ClosedAt { get; init; }

        public required string? ClosedBy { get; init; }

        public required string? Reason { get; init; }

        internal static TaskView Of(ItemTask task, Dictionary<string, string> names) => new()
        {
            Id = task.Id,
            Found = FoundView.Of(task.Finding, task.About),
            Answers = task.Answers,
            Facility = Figure.Percent(task.Facility),
            Discrimination = Figure.Number(task.Discrimination),
            OpenedAt = task.OpenedAt,
            IsOpen = task.State == TaskState.Open,
            IsResolved = task.State == TaskState.Resolved,
            ClosedAt = task.ClosedAt,
            ClosedBy = task.ClosedBy is { } id ? names.GetValueOrDefault(id) : null,
            Reason = task.Reason,
        };
    }
}
