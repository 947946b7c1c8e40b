using System.Globalization;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Tables;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Care;

/// <summary>
/// The list of re-checks to take along, a row for each lesson, as <c>csv</c> or <c>xlsx</c>; all courses, the oldest day first. For editors. Refusals: 404 no such format, 422 <c>months</c> is no
/// whole number from 1 to 36.
/// </summary>
public static class ExportRechecks
{
    public static void MapExportRechecks(this IEndpointRouteBuilder routes) =>
        routes.MapGet(CareAddresses.Rechecks + "/lessons.{format}", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ExportRechecks)}");

    internal static async Task<IResult> Get(
        string format, string? months, HttpContext http, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (!TableAnswer.Formats.Contains(format))
        {
            return NotThere("Export.NoSuchTable");
        }

        if (RecheckRule.Asked(months) is not { } rule)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Recheck.NoSuchMonths", RecheckRule.Fewest, RecheckRule.Most);
        }

        var now = clock.GetUtcNow();
        var rows = (await revisions.InForceAsync(db, cancellation))
            .SelectMany(c => CheckedLesson.Of(c.Shown, rule, now).Select(l => (Course: c.Shown.Outline, Lesson: l)))
            .OrderBy(r => r.Lesson.Checked)
            .Select(r => (IReadOnlyList<object?>)
            [
                r.Course.Title, r.Lesson.Module, r.Lesson.Title, $"{r.Course.Slug}/{r.Lesson.Id}", r.Lesson.Checked, r.Lesson.DueOn, r.Lesson.IsDue ? 1 : 0, string.Join("; ", r.Lesson.Sources.Select(Named)),
            ]);
        var table = new ExportTable(
            texts["Recheck.Title"],
            [
                texts["Export.Course"], texts["Recheck.Module"], texts["Search.Kind.Lesson"], "id", texts["Recheck.Checked"], texts["Recheck.DueDay"], texts["Recheck.IsDue"], texts["Sources.Title"],
            ],
            rows);
        return TableAnswer.Answer(http, table, $"{TableAnswer.SafeName(texts["Recheck.Title"])}-{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", format, cancellation);
    }

    private static string Named(Citation source) => source.Place is { Length: > 0 } place ? $"{source.Title}, {place}" : source.Title;
}
