using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// The days by which the modules of a cohort are due: a field for each (<c>due.COURSE/MODULE</c>), empty for none, or spread evenly from the start (<c>every</c> so many days, 1..60). Everybody's standing is
/// decided anew, in the same transaction.
/// </summary>
public static class ChangeDates
{
    public static void MapChangeDates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/dates", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowDates");
        routes.MapPost("/cohorts/{id:guid}/dates", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ChangeDates)}");
    }

    internal static async Task<IResult> Get(Guid id, string? saved, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var due = (await db.CalendarAsync(id, cohort.TimeZone, cancellation)).Due;
        return await PageAsync(cohort, (course, module) => due.TryGetValue((course, module), out var on) ? CohortForm.Day(on) : "", "", [], saved is not null, db, revisions, texts, cancellation);
    }

    internal static async Task<IResult> Post(
        Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, KeepStandings standings, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var modules = (await ShowCohort.OutlinesAsync(db, revisions, id, cancellation)).SelectMany(o => o.Modules.Select(m => (Course: o.Id, Module: m.Id))).ToArray();
        var every = form["every"].ToString().Trim();
        var problems = new List<FieldProblem>();
        var dates = new Dictionary<(string Course, string Module), DateOnly>();
        if (form.ContainsKey("spread"))
        {
            if (int.TryParse(every, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 60)
            {
                dates = modules.Select((m, i) => (m, On: cohort.StartsOn.AddDays(days * (i + 1)))).ToDictionary(d => d.m, d => d.On);
            }
            else
            {
                problems.Add(new("every", texts["Cohort.NumberBetween", 1, 60]));
            }
        }
        else
        {
            foreach (var module in modules)
            {
                var typed = form[$"due.{module.Course}/{module.Module}"].ToString().Trim();
                if (typed.Length > 0 && CohortForm.DayProblem(typed) is { } problem)
                {
                    problems.Add(new($"due.{module.Course}/{module.Module}", texts[problem]));
                }
                else if (typed.Length > 0 && CohortForm.ReadDay(typed) < cohort.StartsOn)
                {
                    problems.Add(new($"due.{module.Course}/{module.Module}", texts["Dates.BeforeStart"]));
                }
                else if (typed.Length > 0)
                {
                    dates[module] = CohortForm.ReadDay(typed)!.Value;
                }
            }
        }

        if (problems.Count > 0)
        {
            return await PageAsync(cohort, (course, module) => form[$"due.{course}/{module}"].ToString(), every, problems, false, db, revisions, texts, cancellation);
        }

        await db.WriteAsync(
            Turn.Alone,
            async () =>
            {
                await db.DueDates.Where(d => d.CohortId == id).ExecuteDeleteAsync(cancellation);
                db.AddRange(dates.Select(d => new DueDate(id, d.Key.Course, d.Key.Module, d.Value)));
                db.Add(CohortLogEntry.Of(id, CohortDeed.Changed, user.LearnerId, clock.GetUtcNow(), detail: LogLine.Dates));
                await db.SaveChangesAsync(cancellation);
                await standings.KeepAllAsync(id, cancellation);
                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/dates?saved=yes");
    }

    private static async Task<View> PageAsync(
        Cohort cohort, Func<string, string, string> value, string every, IReadOnlyList<FieldProblem> problems, bool isSaved, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        var model = new DatesModel(
            cohort.Id,
            cohort.Name,
            cohort.StartsOn,
            cohort.TimeZone,
            [
                .. outlines.Select(o => new CourseDates(
                    o.Title,
                    o.Language,
                    [.. o.Modules.Select(m => new ModuleDate($"due.{o.Id}/{m.Id}", m.Title, value(o.Id, m.Id), problems.FirstOrDefault(p => p.Field == $"due.{o.Id}/{m.Id}")?.Text))])),
            ],
            every,
            isSaved,
            problems);
        return new View("Cohorts/ChangeDates", model, texts["Dates.Title"])
        {
            Shape = "form",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    public sealed record DatesModel(
        Guid Id, string Cohort, DateOnly StartsOn, string TimeZone, IReadOnlyList<CourseDates> Courses, string Every, bool IsSaved, IReadOnlyList<FieldProblem> Problems);

    public sealed record CourseDates(string Title, string Language, IReadOnlyList<ModuleDate> Modules);

    public sealed record ModuleDate(string Field, string Title, string Value, string? Problem);
}
