using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Reports;

/// <summary>
/// A cohort in pictures: progress in time against its due dates, results of one quiz (<c>?quiz=COURSE/ACTIVITY</c>), where people stop, questions that were missed most. A table stands behind each.
/// Nobody is named; small numbers are shown, for these are the facilitator's own learners. Figures of a cohort of 500 and more may be ten minutes old, and the page says when they were read.
/// </summary>
public static class ShowCharts
{
    public static void MapShowCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/charts", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCharts)}");

    internal static async Task<IResult> Get(
        Guid id, string? quiz, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, ReadFigures read, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var outlines = await ShowCohort.OutlinesAsync(db, revisions, id, cancellation);
        var figures = await read.ReadAsync(cohort, outlines, cancellation);
        var calendar = await db.CalendarAsync(id, cohort.TimeZone, cancellation);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), calendar.Zone).DateTime);
        var points = Timeline.Of(cohort, outlines, calendar.Due, figures.DoneOn, figures.Members, today);
        var quizzes = outlines.SelectMany(o => o.Activities.Where(a => a.IsQuiz && a.Kind != ActivityKind.Survey).Select(a => (Outline: o, Activity: a, Place: new Place(o.Id, a.Id)))).ToArray();
        var chosen = quizzes.FirstOrDefault(q => Value(q.Place) == quiz, quizzes.LastOrDefault(q => figures.Scores.ContainsKey(q.Place), quizzes.LastOrDefault()));
        var scores = chosen.Activity is null ? null : figures.Scores.GetValueOrDefault(chosen.Place);
        var model = new ChartsModel
        {
            Id = id,
            Cohort = cohort.Name,
            Members = figures.Members,
            ReadAt = figures.ReadAt,
            MayBeOld = figures.Members >= FiguresCache.Large,
            Time = points.Count < 2 ? null : CohortPictures.Progress(points, texts),
            Points = points,
            Quizzes = [.. quizzes.Select(q => new QuizChoice(Value(q.Place), q.Outline.NameOf(q.Activity), q.Outline.Language, q.Place == chosen.Place))],
            Scores = scores is null ? null : Scores(scores, texts),
            Bands = scores is null ? [] : [.. scores.Select((count, band) => new Band(BandLabel(band), count))],
            Courses = [.. outlines.Select((o, i) => DropOff(o, i, figures, texts))],
            Missed = figures.Missed.Count == 0 ? null : Missed(figures.Missed, texts),
            Questions = [.. figures.Missed.Select((m, i) => QuestionRow.Of(m, i + 1, quizzes.FirstOrDefault(q => q.Place == m.Quiz)))],
            AttemptsRead = figures.AttemptsRead,
        };
        return new View("Cohorts/ShowCharts", model, texts["Charts.Title"]) { Shape = "wide" };
    }

    private static string Value(Place place) => $"{place.Course}/{place.Activity}";

    private static string BandLabel(int band) => string.Create(CultureInfo.CurrentCulture, $"{band * 10}–{(band == CohortFigures.Bands - 1 ? 100 : (band * 10) + 9)}");

    private static HtmlString Scores(int[] bands, InterfaceTexts texts) => CohortPictures.Columns(
        CohortPictures.Begin("f-scores", texts["Charts.Scores"], texts["Charts.ScoresDescription"]),
        [.. bands.Select((count, band) => ((band * 10).ToString(CultureInfo.CurrentCulture), (double)count / Math.Max(1, bands.Max()), count.ToString(CultureInfo.CurrentCulture)))],
        texts["Charts.ScoreAxis"],
        texts["Charts.LearnersAxis"]);

    private static HtmlString Missed(IReadOnlyList<MissedQuestion> questions, InterfaceTexts texts) => CohortPictures.Columns(
        CohortPictures.Begin("f-missed", texts["Charts.Missed"], texts["Charts.MissedDescription"]),
        [.. questions.Select((q, i) => ((i + 1).ToString(CultureInfo.CurrentCulture), q.Share, q.Share.ToString("P0", CultureInfo.CurrentCulture)))],
        texts["Charts.QuestionAxis"],
        texts["Charts.MissedAxis"]);

    private static CourseDropOff DropOff(CourseOutline outline, int place, CohortFigures figures, InterfaceTexts texts)
    {
        var rows = outline.Activities.Select((a, i) =>
        {
            var at = new Place(outline.Id, a.Id);
            return new DropOffRow(i + 1, a.Title, figures.Reached.GetValueOrDefault(at), figures.Did.GetValueOrDefault(at));
        }).ToArray();
        var all = (double)Math.Max(1, figures.Members);
        return new(
            $"f-drop-{place}",
            outline.Title,
            outline.Language,
            CohortPictures.DropOff($"f-drop-picture-{place}", texts["Charts.DropOff"], [.. rows.Select(r => (Math.Min(1, r.Reached / all), Math.Min(1, r.Did / all)))], texts),
            rows);
    }

    public sealed record ChartsModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required int Members { get; init; }

        public required DateTimeOffset ReadAt { get; init; }

        public required bool MayBeOld { get; init; }

        public required HtmlString? Time { get; init; }

        public required IReadOnlyList<TimePoint> Points { get; init; }

        public required IReadOnlyList<QuizChoice> Quizzes { get; init; }

        public required HtmlString? Scores { get; init; }

        public required IReadOnlyList<Band> Bands { get; init; }

        public required IReadOnlyList<CourseDropOff> Courses { get; init; }

        public required HtmlString? Missed { get; init; }

        public required IReadOnlyList<QuestionRow> Questions { get; init; }

        public required int AttemptsRead { get; init; }
    }

    public sealed record QuizChoice(string Value, string Title, string Language, bool IsChosen);

    public sealed record Band(string Label, int Count);

    public sealed record CourseDropOff(string Id, string Title, string Language, HtmlString Picture, IReadOnlyList<DropOffRow> Rows);

    public sealed record DropOffRow(int Number, string Title, int Reached, int Did);

    /// <summary>A question in words; one whose numbers are drawn anew for each shows where they stand.</summary>
    public sealed record QuestionRow(int Number, HtmlString Prompt, string Quiz, string Language, int Asked, int Missed, int Percent)
    {
        internal static QuestionRow Of(MissedQuestion missed, int number, (CourseOutline? Outline, ActivityOutline? Activity, Place Place) quiz) => new(
            number,
            new(missed.Question is Calculation ? Calculation.Unmarked(missed.Question.Prompt) : missed.Question.Prompt),
            quiz.Activity?.Title ?? "",
            quiz.Outline?.Language ?? "",
            missed.Asked,
            missed.Missed,
            (int)Math.Round(100 * missed.Share));
    }
}
