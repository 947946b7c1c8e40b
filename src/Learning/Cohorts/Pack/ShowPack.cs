using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Pack;

/// <summary>What a cohort needs on paper in a hall: which module, then which sheets, for which meeting, and where papers that come back are entered.</summary>
public static class ShowPack
{
    private const int MostMeetings = 50;

    private static readonly string[] PackStyles = ["pack.css"];
    private static readonly string[] Versions = ["AB", "A", "CD", "EF"];

    public static void MapShowPack(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/pack", GetModules).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowPack)}");
        routes.MapGet("/cohorts/{id:guid}/pack/{slug}/{module}", GetSheets).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowPackOfModule");
    }

    internal static async Task<IResult> GetModules(Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var outlines = await ShowCohort.OutlinesAsync(db, revisions, id, cancellation);
        return new View("Cohorts/ShowPack", new ModulesModel(id, cohort.Name, [.. outlines.Select(o => CourseChoice.Of(id, o))]), texts["Pack.Title"]);
    }

    internal static async Task<IResult> GetSheets(
        Guid id, string slug, string module, ClaimsPrincipal user, FindModule find, LearningDb db, InterfaceTexts texts, CancellationToken cancellation) =>
        await find.FindAsync(user, id, slug, module, cancellation) is { } found
            ? await SheetsAsync(found, new(PrintPack.Parts, "", "", "", $"{found.Revision.Number}"), [], db, texts, cancellation)
            : NotThere("Pack.NotThere");

    /// <summary>The form, with what was chosen in it and what is wrong with that.</summary>
    internal static async Task<View> SheetsAsync(PackModule found, Chosen chosen, IReadOnlyList<FieldProblem> problems, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (id, courseId) = (found.Cohort.Id, found.Revision.Outline.Id);
        var zone = TimeZones.Of(found.Cohort.TimeZone);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.CohortId == id && m.CourseId == courseId && m.CancelledAt == null).OrderByDescending(m => m.StartsAt).Take(MostMeetings).ToListAsync(cancellation);
        var model = new SheetsModel
        {
            Id = id,
            Cohort = found.Cohort.Name,
            Course = found.Revision.Outline.Title,
            Language = found.Revision.Outline.Language,
            Module = found.Module.Title,
            Href = found.Href,
            Parts = [.. PrintPack.Parts.Where(p => found.Quizzes.Count > 0 || p is not ("quiz" or "key")).Select(p => new PartChoice(p, texts[PartText(p)], chosen.Parts.Contains(p)))],
            Quizzes = [.. found.Quizzes.Select(q => new QuizChoice(q.Id, q.Title, $"{found.Href}/{q.Id}/entry"))],
            Meetings = [.. meetings.Select(m => new MeetingChoice(m.Id.ToString(), m.Title, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(m.StartsAt, zone).DateTime)))],
            Versions = Versions,
            Chosen = chosen,
            Problems = problems,
        };
        return new View("Cohorts/ShowPackOfModule", model, texts["Pack.Title"])
        {
            Styles = PackStyles,
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static string PartText(string part) => part switch
    {
        "worksheet" => "Pack.Worksheet",
        "plan" => "Pack.Plan",
        "sign-in" => "Pack.SignIn",
        "quiz" => "Pack.Quiz",
        _ => "Pack.Key",
    };

    public sealed record ModulesModel(Guid Id, string Cohort, IReadOnlyList<CourseChoice> Courses);

    public sealed record CourseChoice(string Title, string Language, IReadOnlyList<ModuleChoice> Modules)
    {
        internal static CourseChoice Of(Guid cohort, CourseOutline outline) => new(
            outline.Title, outline.Language, [.. outline.Modules.Select(m => new ModuleChoice(m.Title, string.Create(CultureInfo.InvariantCulture, $"/cohorts/{cohort}/pack/{outline.Slug}/{m.Id}"), m.Activities.Sum(a => a.Minutes)))]);
    }

    public sealed record ModuleChoice(string Title, string Href, int Minutes);

    public sealed record SheetsModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required string Course { get; init; }

        public required string Language { get; init; }

        public required string Module { get; init; }

        public required string Href { get; init; }

        public required IReadOnlyList<QuizChoice> Quizzes { get; init; }

        public required IReadOnlyList<MeetingChoice> Meetings { get; init; }

        public required IReadOnlyList<PartChoice> Parts { get; init; }

        public required IReadOnlyList<string> Versions { get; init; }

        public required Chosen Chosen { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }
    }

    /// <summary>What is chosen in the form, as it is sent.</summary>
    public sealed record Chosen(IReadOnlyCollection<string> Parts, string Quiz, string Versions, string Meeting, string Edition);

    public sealed record PartChoice(string Value, string Title, bool IsChosen);

    public sealed record QuizChoice(string Id, string Title, string EntryHref);

    public sealed record MeetingChoice(string Id, string Title, DateOnly On);
}
