using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Cohorts.Reports;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Pack;

/// <summary>
/// The sheets of a module, to be printed: worksheet, facilitator's sheet, sign-in sheet, quiz on paper in one version or several, and the key of each. In the language of the course. <c>?part=</c> names
/// those wanted, <c>?quiz=</c> the quiz, <c>?versions=</c> its letters, <c>?edition=</c> the revision that a paper was printed from, to have the same again.
/// Where no sheet is named, or there is no such edition, the form comes again and says so.
/// </summary>
public static class PrintPack
{
    private const int EmptyLines = 12;

    private static readonly string[] Styles = ["pack.css"];

    internal static readonly string[] Parts = ["worksheet", "plan", "sign-in", "quiz", "key"];

    public static void MapPrintPack(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/pack/{slug}/{module}/sheets", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(PrintPack)}");

    internal static async Task<IResult> Get(
        Guid id,
        string slug,
        string module,
        string? quiz,
        string? versions,
        [FromQuery(Name = "edition")] string? typedEdition,
        string? meeting,
        HttpContext http,
        ClaimsPrincipal user,
        FindModule find,
        LearningDb db,
        LearningOptions options,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        if (await find.FindAsync(user, id, slug, module, cancellation) is not { } found)
        {
            return NotThere("Pack.NotThere");
        }

        var parts = Parts.Where(p => http.Request.Query["part"].Contains(p)).ToHashSet();
        if (parts.Count == 0)
        {
            return await AgainAsync("part", texts["Pack.ChooseSheet"]);
        }

        // The form sends its fields empty where nothing was typed or chosen. What is no number is no edition there ever was.
        int? edition = string.IsNullOrWhiteSpace(typedEdition) ? null : int.TryParse(typedEdition.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var papers = new List<PaperQuiz>();
        var chosen = string.IsNullOrEmpty(quiz) ? (found.Quizzes is [var first, ..] ? first.Id : null) : quiz;
        if (chosen is not null && (parts.Contains("quiz") || parts.Contains("key")))
        {
            foreach (var letter in LettersOf(versions))
            {
                if (await find.PaperAsync(found, chosen, new(letter, edition ?? found.Revision.Number), cancellation) is not var (paper, _))
                {
                    return found.Quizzes.Any(q => q.Id == chosen) ? await AgainAsync("edition", texts["Pack.NoSuchEdition", typedEdition!.Trim(), $"{found.Revision.Number}"]) : NotThere("Pack.NoSuchPaper");
                }

                papers.Add(paper);
            }
        }

        var language = new CourseLanguage(found.Revision.Outline.Language);
        using var spoken = language.Speak();
        var names = parts.Contains("sign-in") ? await db.NamedMembersAsync(id, "", texts, cancellation) : ([], 0);
        var model = new SheetsModel
        {
            Cohort = found.Cohort.Name,
            Course = found.Revision.Outline.Title,
            Language = found.Revision.Outline.Language,
            Module = found.Module.Title,
            Summary = found.Module.Summary,
            Href = found.Href,
            Learn = $"{SiteAddress.Of(options, http.Request)}/learn/{found.Revision.Outline.Slug}/",
            Meeting = await MeetingAsync(found, Guid.TryParse(meeting, out var asked) ? asked : null, db, cancellation),
            Objectives = ObjectivesOf(found),
            Worksheet = parts.Contains("worksheet") ? WorksheetOf(found) : null,
            Plan = parts.Contains("plan") ? HallPlan.Of(found.Revision, found.Module) : null,
            SignIn = parts.Contains("sign-in") ? new(names.Members, names.Total, [.. Enumerable.Range(1, EmptyLines)]) : null,
            Papers = parts.Contains("quiz") ? papers : [],
            Keys = parts.Contains("key") ? papers : [],
        };
        return language.Of(new View("Cohorts/PrintPack", model, $"{texts["Pack.Title"]} – {found.Module.Title}") { Shape = "pack", Styles = Styles, Language = model.Language });

        Task<View> AgainAsync(string field, string problem) =>
            ShowPack.SheetsAsync(found, new(parts, quiz ?? "", versions ?? "", meeting ?? "", typedEdition ?? ""), [new(field, problem)], db, texts, cancellation);
    }

    /// <summary>Two for one sitting unless something else is asked for.</summary>
    private static IEnumerable<char> LettersOf(string? asked) =>
        (asked ?? "").ToUpperInvariant().Where(c => PaperCode.Letters.Contains(c, StringComparison.Ordinal)).Distinct().ToArray() is { Length: > 0 } letters ? letters : PaperCode.Letters.Take(2);

    /// <summary>Those of its lessons; of a module without any, those of its quizzes. What is asked before a module, or after the last, often names the objectives of the whole course.</summary>
    private static IReadOnlyList<string> ObjectivesOf(PackModule found)
    {
        var ofLessons = found.Module.Activities.Where(a => !a.IsQuiz).SelectMany(a => a.Objectives).ToHashSet(StringComparer.Ordinal);
        var named = ofLessons.Count > 0 ? ofLessons : [.. found.Module.Activities.SelectMany(a => a.Objectives)];
        return [.. found.Revision.Outline.Objectives.Where(o => named.Contains(o.Id)).Select(o => o.Text)];
    }

    /// <summary>What the lessons offer, and the essays of their practice: those of a test would be seen beforehand.</summary>
    private static Worksheet WorksheetOf(PackModule found) => new(
        [.. found.Module.Activities.Where(a => !a.IsQuiz).Select(a => new WorksheetPart(a.Id, a.Title, LessonExcerpts.Of(found.Revision.Lesson(a.Id).Html))).Where(p => p.Excerpts.Count > 0)],
        [.. found.Module.Activities.Where(a => a.Kind == ActivityKind.Practice).SelectMany(a => found.Revision.Quiz(a.Id).Questions).OfType<Essay>().Select(e => new OpenQuestion(new(e.Prompt), new(e.Body)))]);

    private static async Task<MeetingLine?> MeetingAsync(PackModule found, Guid? asked, LearningDb db, CancellationToken cancellation)
    {
        var meeting = asked is null ? null : await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == asked && m.CohortId == found.Cohort.Id, cancellation);
        if (meeting is null)
        {
            return null;
        }

        var starts = TimeZoneInfo.ConvertTime(meeting.StartsAt, TimeZones.Of(found.Cohort.TimeZone));
        return new(meeting.Title, meeting.Place, DateOnly.FromDateTime(starts.DateTime), starts.ToString("HH:mm", CultureInfo.InvariantCulture), meeting.Minutes);
    }

    public sealed record SheetsModel
    {
        public required string Cohort { get; init; }

        public required string Course { get; init; }

        public required string Language { get; init; }

        public required string Module { get; init; }

        public required string Summary { get; init; }

        public required string Href { get; init; }

        /// <summary>What the whole address of each part begins with.</summary>
        public required string Learn { get; init; }

        public required MeetingLine? Meeting { get; init; }

        public required IReadOnlyList<string> Objectives { get; init; }

        public required Worksheet? Worksheet { get; init; }

        public required IReadOnlyList<PlanStep>? Plan { get; init; }

        public required SignInSheet? SignIn { get; init; }

        public required IReadOnlyList<PaperQuiz> Papers { get; init; }

        public required IReadOnlyList<PaperQuiz> Keys { get; init; }

        public int PlanMinutes => Plan?.Sum(s => s.Minutes) ?? 0;
    }

    public sealed record MeetingLine(string Title, string Place, DateOnly On, string At, int Minutes);

    public sealed record Worksheet(IReadOnlyList<WorksheetPart> Lessons, IReadOnlyList<OpenQuestion> Questions);

    public sealed record WorksheetPart(string Id, string Title, IReadOnlyList<Excerpt> Excerpts);

    public sealed record OpenQuestion(HtmlString Prompt, HtmlString Body);

    /// <summary>Names, how many there are in all, and lines for those who come without being on the list.</summary>
    public sealed record SignInSheet(IReadOnlyList<NamedMember> Names, int Total, IReadOnlyList<int> EmptyLines)
    {
        public bool IsCut => Total > Names.Count;
    }
}
