using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Tables;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Rosters;

/// <summary>Where a facilitator gives a list of people: what it has to look like, a sample in her language, and the form for the file.</summary>
public static class ShowRoster
{
    public static void MapShowRoster(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/roster", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowRoster)}");
        routes.MapGet("/cohorts/{id:guid}/roster/sample", GetSample).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ServeRosterSample");
    }

    internal static async Task<IResult> Get(Guid id, ClaimsPrincipal user, CohortAccess access, InterfaceTexts texts, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is not { } cohort ? NotThere("Cohort.NotThere")
        : cohort.ArchivedAt is not null ? Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived")
        : Page(cohort, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, null, texts);

    internal static async Task<IResult> GetSample(Guid id, ClaimsPrincipal user, CohortAccess access, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is null)
        {
            return NotThere("Cohort.NotThere");
        }

        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var table = new ExportTable(
            "roster",
            [texts["Roster.Column.Name"], texts["Roster.Column.UserName"], texts["Roster.Column.Mail"], texts["Roster.Column.Language"]],
            [
                [texts["Roster.Sample.One"], "", "awa@example.org", language],
                [texts["Roster.Sample.Two"], "k.mensah", "", language],
                [texts["Roster.Sample.Three"], "", "", ""],
            ]);
        return TypedResults.Stream(stream => CsvFile.WriteAsync(table, stream, cancellation), "text/csv; charset=utf-8", "roster.csv");
    }

    /// <summary>The form, with what is wrong with a file that was given.</summary>
    internal static View Page(Cohort cohort, string language, RosterFault? fault, InterfaceTexts texts, int status = StatusCodes.Status422UnprocessableEntity)
    {
        var model = new RosterModel(
            cohort.Id, cohort.Name, RosterReader.MostRows, ReadRoster.MostMegabytes, RosterPlan.MostAccounts, InterfaceTexts.Languages, language,
            fault is null ? [] : [new("file", ReadRoster.Say(fault, texts))]);
        return new("Cohorts/ShowRoster", model, texts["Roster.Title"]) { Shape = "form", Status = fault is null ? StatusCodes.Status200OK : status };
    }

    public sealed record RosterModel(
        Guid Id, string Cohort, int MostRows, int MostMegabytes, int MostAccounts, IReadOnlyList<string> Languages, string Language, IReadOnlyList<FieldProblem> Problems);
}
