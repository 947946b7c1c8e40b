using System.Globalization;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Teaching.Care;

/// <summary>
/// The lessons of the courses in force by the day on which somebody last held them against their sources, those that are due first (<see cref="RecheckRule"/>); the course with the oldest day
/// first. For editors. Refusal: 422 <c>months</c> is no whole number from 1 to 36; the page then shows what is due by the usual limit.
/// </summary>
public static class ShowRechecks
{
    public static void MapShowRechecks(this IEndpointRouteBuilder routes) =>
        routes.MapGet(CareAddresses.Rechecks, Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowRechecks)}");

    internal static async Task<IResult> Get(string? months, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = RecheckRule.Asked(months);
        var (rule, now) = (asked ?? new(RecheckRule.Usual), clock.GetUtcNow());
        var courses = (await revisions.InForceAsync(db, cancellation))
            .Select(c => (c.Shown, Lessons: CheckedLesson.Of(c.Shown, rule, now)))
            .Where(c => c.Lessons.Count > 0)
            .OrderBy(c => c.Lessons[0].Checked)
            .Select(c => CheckedCourse.Of(c.Shown, c.Lessons))
            .ToList();
        var problem = asked is null ? texts["Recheck.BadMonths", RecheckRule.Fewest, RecheckRule.Most, rule.Months] : null;
        var model = new RechecksModel(
            asked is null ? months! : rule.Months.ToString(CultureInfo.InvariantCulture), rule.Months, RecheckRule.Fewest, RecheckRule.Most, problem, courses.Sum(c => c.Due), courses.Sum(c => c.Lessons.Count), courses);
        return new View("Teaching/ShowRechecks", model, texts["Recheck.Title"]) { Status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    public sealed record RechecksModel(string Typed, int Months, int Fewest, int Most, string? Problem, int Due, int Total, IReadOnlyList<CheckedCourse> Courses);

    public sealed record CheckedCourse(string Title, string Language, int Due, IReadOnlyList<LessonRow> Lessons)
    {
        internal static CheckedCourse Of(Revision revision, IReadOnlyList<CheckedLesson> lessons) => new(
            revision.Outline.Title,
            revision.Language,
            lessons.Count(l => l.IsDue),
            [.. lessons.Select(l => new LessonRow(
                CareAddresses.Text(revision.Outline.Slug, l.Id), l.Title, l.Module, l.Checked, l.DueOn, l.IsDue, [.. l.Sources.Select(s => new SourceOfLesson(CareAddresses.Source(s.Key), s.Title, s.Place))]))]);
    }

    public sealed record LessonRow(string Href, string Title, string Module, DateOnly Checked, DateOnly DueOn, bool IsDue, IReadOnlyList<SourceOfLesson> Sources);

    public sealed record SourceOfLesson(string Href, string Title, string? Place);
}
