using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Reports;

/// <summary>
/// A report of a cohort for a training committee, to print: how many joined, finished and have a certificate, in all and by region, organisation and sex as far as learners chose to tell. Made safe by
/// <see cref="SmallGroups"/>; of a cohort of fewer than five nothing is told. Two reports of different days can be compared: whoever gives out many should keep to the ends of months.
/// </summary>
public static class ShowReport
{
    public static void MapShowReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/report", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowReport)}");

    internal static async Task<IResult> Get(
        Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var told = await ReadAsync(db, id, cancellation);
        var all = told.Aggregate(GroupCounts.None, (sum, one) => sum + one.Counts);
        var isTooSmall = all.Joined < SmallGroups.Fewest;
        var organisation = cohort.OrganisationId is { } o ? await db.Organisations.Where(x => x.Id == o).Select(x => x.Name).SingleAsync(cancellation) : null;
        var model = new ReportModel
        {
            Id = id,
            Cohort = cohort.Name,
            Organisation = organisation,
            StartsOn = cohort.StartsOn,
            EndsOn = cohort.EndsOn,
            MadeAt = clock.GetUtcNow(),
            Courses = [.. (await ShowCohort.OutlinesAsync(db, revisions, id, cancellation)).Select(c => new ShowCohort.CourseLine(c.Title, c.Language))],
            IsTooSmall = isTooSmall,
            Fewest = SmallGroups.Fewest,
            Total = isTooSmall ? null : Row.Of("", new SafeGroup<string>("", all, ShowsOutcomes: true)),
            Tables = isTooSmall ? [] :
            [
                Table("region", told.Select(t => (t.Region, t.Counts)), texts, t => t),
                Table("organisation", told.Select(t => (t.Organisation, t.Counts)), texts, t => t),
                Table("sex", told.Select(t => (t.Sex?.ToString() ?? "", t.Counts)), texts, t => texts[$"Profile.Sex.{t}"]),
            ],
        };
        return new View("Cohorts/ShowReport", model, $"{cohort.Name} · {texts["Report.Title"]}");
    }

    /// <summary>Counted by the database; what is written alike but for capitals and spaces is one group, under the spelling most chose.</summary>
    private static async Task<IReadOnlyList<Told>> ReadAsync(LearningDb db, Guid cohortId, CancellationToken cancellation)
    {
        var (profiles, credentials, courses) = (db.LearnerProfiles, db.Credentials, db.CohortCourses);
        var rows = await (
            from member in db.Members.AsNoTracking()
            where member.CohortId == cohortId && member.WithdrawnAt == null
            join profile in profiles on member.LearnerId equals profile.LearnerId into known
            from profile in known.DefaultIfEmpty()
            select new
            {
                Region = profile == null ? "" : profile.Region,
                Organisation = profile == null ? "" : profile.Organisation,
                Sex = profile == null ? null : profile.Sex,
                Finished = member.FinishedAt != null ? 1 : 0,
                Certified = credentials.Any(c => c.LearnerId == member.LearnerId && c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null && courses.Any(cc => cc.CohortId == cohortId && cc.CourseId == c.CourseId)) ? 1 : 0,
                member.Percent,
            } into one
            group one by new { one.Region, one.Organisation, one.Sex } into same
            select new { same.Key, Joined = same.Count(), Finished = same.Sum(m => m.Finished), Certified = same.Sum(m => m.Certified), Percents = same.Sum(m => m.Percent) }).ToListAsync(cancellation);
        return [.. rows.Select(r => new Told(r.Key.Region, r.Key.Organisation, r.Key.Sex, new(r.Joined, r.Finished, r.Certified, r.Percents)))];
    }

    private static ReportTable Table(string by, IEnumerable<(string Told, GroupCounts Counts)> all, InterfaceTexts texts, Func<string, string> word)
    {
        var groups = all.GroupBy(g => Folded(g.Told), StringComparer.OrdinalIgnoreCase)
            .Select(g => (g.MaxBy(one => one.Counts.Joined).Told, g.Aggregate(GroupCounts.None, (sum, one) => sum + one.Counts)));
        var safe = SmallGroups.Protect(groups);
        var told = safe.Groups.Where(g => g.Of.Length > 0).Select(g => Row.Of(word(g.Of), g)).OrderBy(r => r.Name, StringComparer.CurrentCulture);
        var rest = safe.Groups.Where(g => g.Of.Length == 0).Select(g => Row.Of(texts["Report.NotTold"], g));
        return new(by, [.. told, .. rest], safe.Others is { } others ? Row.Of(texts["Report.Others"], others) : null);
    }

    private static string Folded(string told) => string.Join(' ', told.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();

    private sealed record Told(string Region, string Organisation, Sex? Sex, GroupCounts Counts);

    public sealed record ReportModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required string? Organisation { get; init; }

        public required DateOnly StartsOn { get; init; }

        public required DateOnly? EndsOn { get; init; }

        public required DateTimeOffset MadeAt { get; init; }

        public required IReadOnlyList<ShowCohort.CourseLine> Courses { get; init; }

        public required bool IsTooSmall { get; init; }

        public required int Fewest { get; init; }

        public required Row? Total { get; init; }

        public required IReadOnlyList<ReportTable> Tables { get; init; }
    }

    public sealed record ReportTable(string By, IReadOnlyList<Row> Rows, Row? Others);

    /// <summary>As it is printed; null: hidden.</summary>
    public sealed record Row(string Name, string Joined, string? Finished, string Percent, string? Certified)
    {
        internal static Row Of(string name, SafeGroup<string> group) => new(
            name,
            Number(group.Counts.Joined),
            group.ShowsOutcomes ? Number(group.Counts.Finished) : null,
            (group.Counts.AveragePercent / 100.0).ToString("P0", CultureInfo.CurrentCulture),
            group.ShowsOutcomes ? Number(group.Counts.Certified) : null);

        private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
    }
}
