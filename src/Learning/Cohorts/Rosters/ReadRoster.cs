using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Rosters;

/// <summary>
/// <c>POST /cohorts/{id}/roster</c>, the dry run of a list: reads the <c>file</c> and shows what would become of each row, and writes nothing. <c>POST /cohorts/{id}/roster/import</c> does
/// exactly what was shown, told by the <c>roster</c> that the page carries. Where the site has changed so that a row would be decided otherwise now, nothing is done and the dry run comes again. Confirming
/// twice is confirming once, and shows the same slips.
/// </summary>
public static class ReadRoster
{
    internal const int MostMegabytes = 4;

    private const long LargestFile = MostMegabytes * 1024 * 1024;

    public static void MapReadRoster(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cohorts/{id:guid}/roster", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithMetadata(new BodyLimit()).WithName($"Learning.{nameof(ReadRoster)}");
        routes.MapPost("/cohorts/{id:guid}/roster/import", PostImport).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithMetadata(new BodyLimit()).WithName($"Learning.{nameof(ImportRoster)}");
        routes.MapGet("/cohorts/{id:guid}/roster/import", (Guid id) => TypedResults.LocalRedirect($"~/cohorts/{id}/roster")).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect();
    }

    internal static async Task<IResult> Post(
        Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, ReadRosterKnown known, IAccountBook book, RosterTickets tickets, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        if (cohort.ArchivedAt is not null)
        {
            return Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var language = InterfaceTexts.Languages.Contains(form["language"].ToString()) ? form["language"].ToString() : "en";
        var file = form.Files.GetFile("file");
        if (file is null or { Length: 0 })
        {
            return ShowRoster.Page(cohort, language, RosterFault.Of(file is null ? "Roster.NoFile" : "Table.Empty"), texts);
        }

        if (file.Length > LargestFile)
        {
            return ShowRoster.Page(cohort, language, RosterFault.Of("Roster.TooLarge", $"{MostMegabytes}"), texts, StatusCodes.Status413PayloadTooLarge);
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var roster = RosterReader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        if (roster.Fault is { } fault)
        {
            return ShowRoster.Page(cohort, language, fault, texts);
        }

        var ticket = new RosterTicket
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CohortId = id,
            By = user.LearnerId,
            ReadAt = clock.GetUtcNow(),
            Language = language,
            Kind = roster.Kind,
            Ignored = roster.Ignored,
            Rows = WithAccounts(RosterPlan.Decide(roster.Rows, await known.ReadAsync(id, roster.Rows, cancellation)), book),
        };
        return Shown(cohort, ticket, isChanged: false, tickets, texts);
    }

    internal static async Task<IResult> PostImport(
        Guid id,
        HttpContext http,
        ClaimsPrincipal user,
        CohortAccess access,
        ReadRosterKnown known,
        IAccountBook book,
        RosterTickets tickets,
        ImportRoster import,
        LearningOptions options,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        if (cohort.ArchivedAt is not null)
        {
            return Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived");
        }

        if (tickets.Open((await http.Request.ReadFormAsync(cancellation))["roster"].ToString(), id, user.LearnerId) is not { } ticket)
        {
            return ShowRoster.Page(cohort, "en", RosterFault.Of("Roster.ReadAgain"), texts);
        }

        if (await import.IsDoneAsync(ticket, cancellation))
        {
            return ShowSlips.Page(http, cohort, ticket, await import.CountAsync(ticket, cancellation), options, texts);
        }

        var rows = ticket.Rows.Select(p => p.Row).ToArray();
        var now = RosterPlan.Decide(rows, await known.ReadAsync(id, rows, cancellation));
        if (!RosterPlan.StillHolds(ticket.Rows, now))
        {
            return Shown(cohort, ticket with { Id = Guid.CreateVersion7(clock.GetUtcNow()), ReadAt = clock.GetUtcNow(), Rows = WithAccounts(now, book) }, isChanged: true, tickets, texts);
        }

        var todo = ticket.Rows.Zip(now).Where(pair => pair.First.IsToDo && pair.Second.IsToDo).Select(pair => pair.First).ToArray();
        return ShowSlips.Page(http, cohort, ticket, await import.ImportAsync(ticket, todo, cancellation), options, texts);
    }

    /// <summary>Whole numbers are written as the language writes them.</summary>
    internal static string Say(RosterFault fault, InterfaceTexts texts) =>
        texts[fault.Code, [.. fault.Arguments.Select(a => int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && a == $"{number}" ? (object)number : a)]];

    private static PlannedRow[] WithAccounts(IReadOnlyList<PlannedRow> rows, IAccountBook book) =>
        [.. rows.Select(p => p.Outcome == RosterOutcome.MakeAccount ? p with { Account = book.Draft(p.UserName!, p.Row.Name.Length > 0 ? p.Row.Name : p.UserName!) } : p)];

    private static View Shown(Cohort cohort, RosterTicket ticket, bool isChanged, RosterTickets tickets, InterfaceTexts texts) =>
        tickets.Seal(ticket) is { } sealedTicket
            ? RosterPlanPage.Of(cohort, ticket, sealedTicket, isChanged, texts)
            : ShowRoster.Page(cohort, ticket.Language, RosterFault.Of("Roster.TooLarge", $"{MostMegabytes}"), texts, StatusCodes.Status413PayloadTooLarge);

    /// <summary>The file, or the page's own copy of what was in it, and the fields around it.</summary>
    private sealed class BodyLimit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => LargestFile + (64 * 1024);

        public IResult AnswerToTooMuch(HttpContext http) =>
            new Refusal(StatusCodes.Status413PayloadTooLarge, "Roster.TooLarge", $"{MostMegabytes}") { WayBack = new($"/cohorts/{http.Request.RouteValues["id"]}/roster", "Roster.Another") };
    }
}
