using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
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
/// How the questions of one quiz do: its results, how far they can be relied on, and a table of the questions, the weak ones first. <c>?sort=</c> orders the table. Writes nothing: tasks are
/// opened by the daily round, or when an editor asks for it. Refusal: 404 no such quiz.
/// </summary>
public static class ShowQuizAnalysis
{
    public static void MapShowQuizAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/analysis/{slug}/{activity}", Get).RequireAuthorization(Policies.Analyse).AllowCookieRedirect().WithName($"Learning.{nameof(ShowQuizAnalysis)}");

    internal static async Task<IResult> Get(
        string slug, string activity, string? sort, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, AnalyseQuiz analyse, IAuthorizationService authorization,
        InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizPlace.FindAsync(slug, activity, db, revisions, cancellation) is not { } quiz)
        {
            return NotThere();
        }

        var analysis = await analyse.AnalyseAsync(quiz.Revision, quiz.Activity, cancellation);
        var tasks = await db.ItemTasks.AsNoTracking()
            .Where(t => t.CourseId == quiz.CourseId && t.ActivityId == quiz.Activity.Id && t.State == TaskState.Open)
            .OrderBy(t => t.OpenedAt)
            .ToListAsync(cancellation);
        var order = ItemOrder.Named(sort);
        var href = AnalysisAddresses.Quiz(slug, activity);
        var model = new QuizModel
        {
            CourseTitle = quiz.Revision.Outline.Title,
            ModuleTitle = quiz.Module.Title,
            Language = quiz.Revision.Outline.Language,
            Title = quiz.Activity.Title,
            Href = href,
            IsSurvey = quiz.Activity.Kind == ActivityKind.Survey,
            Figures = analysis.Figures,
            FewestToJudge = SampleSize.ToJudge,
            FewestToShow = SampleSize.ToShow,
            Mean = Figure.Percent(analysis.Figures.Mean),
            Deviation = Figure.Percent(analysis.Figures.Deviation),
            Alpha = Figure.Number(analysis.Figures.Reliability?.Alpha),
            StandardError = Figure.Percent(analysis.Figures.Reliability?.StandardError),
            Bands = [.. analysis.Figures.Distribution.Select((count, i) => new Band($"{i * 10}–{(i == QuizFigures.Bands - 1 ? 100 : (i * 10) + 9)}", count))],
            Distribution = analysis.Figures.Distribution.Count == 0 ? null : Pictures.Distribution(analysis.Figures.Distribution, texts),
            Scatter = analysis.Items.Any(i => i.Figures is { Facility: not null, Discrimination: not null }) ? Pictures.Scatter(analysis.Items, texts) : null,
            Items = [.. order.Sort(analysis.Items).Select(item => ItemRow.Of(item, href, tasks.Count(t => t.QuestionId == item.Item.Question.Id)))],
            Orders = [.. ItemOrder.All.Select(o => new OrderLink(texts[$"Analysis.Sort.{o.Name}"], $"{href}?sort={o.Name}", o.Name == order.Name))],
            OpenTasks = tasks.Count,
            Gone = [.. tasks.Select(t => t.QuestionId).Distinct().Except(analysis.Items.Select(i => i.Item.Question.Id)).Select(id => new GoneItem(id, AnalysisAddresses.Item(slug, activity, id)))],
            MayAuthor = (await authorization.AuthorizeAsync(user, Policies.Author)).Succeeded,
        };
        return new View("Analysis/ShowQuizAnalysis", model, $"{quiz.Activity.Title} · {quiz.Module.Title} · {texts["Analysis.Title"]}") { Shape = "wide" };
    }

    public sealed record QuizModel
    {
        public required string CourseTitle { get; init; }

        public required string ModuleTitle { get; init; }

        public required string Language { get; init; }

        public required string Title { get; init; }

        public required string Href { get; init; }

        public required bool IsSurvey { get; init; }

        public required QuizFigures Figures { get; init; }

        /// <summary>So many have handed in that how many is counted every ten minutes.</summary>
        public bool MayBeOld => Figures.Attempts >= AnalyseQuiz.Large;

        public required int FewestToJudge { get; init; }

        public required int FewestToShow { get; init; }

        /// <summary>There is no mean and no reliability because texts are still to be graded, and for no other reason.</summary>
        public bool WaitsForGrades => Figures.AwaitsGrading > 0 && Figures.Scored < FewestToShow;

        public required string Mean { get; init; }

        public required string Deviation { get; init; }

        public required string Alpha { get; init; }

        public required string StandardError { get; init; }

        /// <summary>How alpha is to be read: "good", "fair" or "low"; null where there is none.</summary>
        public string? AlphaWord => Figures.Reliability?.Alpha switch { null => null, >= 0.7 => "good", >= 0.5 => "fair", _ => "low" };

        public required IReadOnlyList<Band> Bands { get; init; }

        public required HtmlString? Distribution { get; init; }

        public required HtmlString? Scatter { get; init; }

        public required IReadOnlyList<ItemRow> Items { get; init; }

        public required IReadOnlyList<OrderLink> Orders { get; init; }

        public required int OpenTasks { get; init; }

        /// <summary>Questions with open tasks that the quiz does not have any more.</summary>
        public required IReadOnlyList<GoneItem> Gone { get; init; }

        public required bool MayAuthor { get; init; }
    }

    public sealed record Band(string Label, int Count);

    public sealed record OrderLink(string Text, string Href, bool IsCurrent);

    public sealed record GoneItem(string Id, string Href);

    public sealed record ItemRow
    {
        public required int Number { get; init; }

        public required string Prompt { get; init; }

        public required string Href { get; init; }

        public required int Asked { get; init; }

        public required bool IsHidden { get; init; }

        public required string Facility { get; init; }

        public required string Discrimination { get; init; }

        public required string Time { get; init; }

        public required string LeftOut { get; init; }

        public required IReadOnlyList<string> Findings { get; init; }

        public required string? Correction { get; init; }

        public required int OpenTasks { get; init; }

        internal static ItemRow Of(AnalysedItem item, string quizHref, int openTasks) => new()
        {
            Number = item.Item.Number,
            Prompt = Figure.Prompt(item.Item.Question),
            Href = $"{quizHref}/{item.Item.Question.Id}",
            Asked = item.Figures.Asked,
            IsHidden = item.Figures.IsHidden,
            Facility = Figure.Percent(item.Figures.Facility),
            Discrimination = Figure.Number(item.Figures.Discrimination),
            Time = item.Figures.Time?.Median.ToString(CultureInfo.CurrentCulture) ?? Figure.None,
            LeftOut = item.Figures.IsHidden ? Figure.None : (item.Figures.Skipped + item.Figures.NotReached).ToString(CultureInfo.CurrentCulture),
            Findings = [.. item.Found.Select(f => $"Analysis.Finding.{f.Finding}")],
            Correction = item.Item.Correction is { } correction ? $"Analysis.Correction.{correction}" : null,
            OpenTasks = openTasks,
        };
    }
}
