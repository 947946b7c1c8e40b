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

namespace Learning.Cohorts;

/// <summary>
/// A cohort and how each learner stands, as it is stored: who needs help first, with the reason in words. 50 to a page; <c>?need=</c> shows some, <c>?left=</c> those who are no longer in it, <c>?name=</c> finds a part of a name,
/// <c>?sort=</c> is need, name, progress, last or joined. Nothing is worked out over the cohort but counts.
/// </summary>
public static class ShowCohort
{
    public const int OnPage = 50;

    private static readonly string[] Sorts = ["need", "name", "progress", "last", "joined"];

    public static void MapShowCohort(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCohort)}");

    internal static async Task<IResult> Get(
        Guid id, string? need, string? name, string? sort, string? page, string? left, HttpContext http, ClaimsPrincipal user, CohortAccess access, Namesakes namesakes, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var now = clock.GetUtcNow();
        var stalled = now.AddDays(-cohort.StalledAfterDays);
        var members = db.Members.AsNoTracking().Where(m => m.CohortId == id && m.WithdrawnAt == null);
        var counts = await members.GroupBy(Needs.At(now, stalled)).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (Need)g.Key, g => g.Count, cancellation);

        var gone = db.Members.AsNoTracking().Where(m => m.CohortId == id && m.WithdrawnAt != null);
        var goneCount = await gone.CountAsync(cancellation);
        var showsGone = left is not null;
        Need? wanted = !showsGone && Enum.TryParse<Need>(need, out var one) && Enum.IsDefined(one) ? one : null;
        var part = (name ?? "").Trim();
        var order = Array.Find(Sorts, s => s == sort) ?? "need";
        var shown = showsGone ? gone : wanted is { } only ? members.Where(Needs.Is(only, now, stalled)) : members;
        if (part.Length > 0)
        {
            var like = "%" + part.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
            var learners = db.Learners;
            shown = shown.Where(m => learners.Any(l => l.Id == m.LearnerId && EF.Functions.Like(l.Name, like)));
        }

        var total = showsGone && part.Length == 0 ? goneCount : part.Length > 0 ? await shown.CountAsync(cancellation) : wanted is { } w ? counts.GetValueOrDefault(w) : counts.Values.Sum();
        var pages = Pages.Of(total, OnPage, page);
        var rows = await Sorted(shown, order, db, now, stalled).Skip(pages.Skip).Take(OnPage).ToListAsync(cancellation);
        var people = rows.Select(m => m.LearnerId).ToList();
        var named = await db.Learners.AsNoTracking().Where(l => people.Contains(l.Id)).Select(l => new { l.Id, l.Name }).ToListAsync(cancellation);
        var names = await namesakes.TellApartAsync(named.Select(l => (l.Id, l.Name)), cancellation);
        var outlines = await OutlinesAsync(db, revisions, id, cancellation);
        var model = new CohortModel
        {
            Id = id,
            Name = cohort.Name,
            Organisation = cohort.OrganisationId is { } o ? await db.Organisations.Where(x => x.Id == o).Select(x => x.Name).SingleAsync(cancellation) : null,
            StartsOn = cohort.StartsOn,
            EndsOn = cohort.EndsOn,
            IsArchived = cohort.ArchivedAt is not null,
            IsNew = http.Request.Query.ContainsKey("new"),
            Courses = [.. outlines.Select(c => new CourseLine(c.Title, c.Language))],
            Filters = [.. Enum.GetValues<Need>().Select(n => new NeedFilter(n, counts.GetValueOrDefault(n), n == wanted, Address(id, n, part, order, "1")))],
            All = counts.Values.Sum(),
            AllHref = Address(id, null, part, order, "1"),
            Need = wanted,
            Left = goneCount,
            LeftHref = Address(id, null, part, order, "1", left: true),
            ShowsLeft = showsGone,
            Search = part,
            Sort = order,
            Sorts = [.. Sorts.Select(s => new SortLink(s, s == order, Address(id, wanted, part, s, "1", showsGone)))],
            Rows = [.. rows.Select(m => MemberRow.Of(m, names.GetValueOrDefault(m.LearnerId, ""), outlines, cohort, now, texts))],
            Pages = pages.With(n => Address(id, wanted, part, order, n, showsGone)),
            Shown = total,
        };
        return new View("Cohorts/ShowCohort", model, cohort.Name) { Shape = "wide" };
    }

    /// <summary>The courses of a cohort in their order, as they are in force.</summary>
    internal static async Task<IReadOnlyList<CourseOutline>> OutlinesAsync(LearningDb db, RevisionCache revisions, Guid cohortId, CancellationToken cancellation)
    {
        var courses = db.Courses;
        var outlines = new List<CourseOutline>();
        foreach (var revision in await db.CohortCourses.Where(c => c.CohortId == cohortId).OrderBy(c => c.Position).Join(courses, c => c.CourseId, c => c.Id, (_, c) => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            outlines.Add((await revisions.ForReaderAsync(db, revision, cancellation)).Outline);
        }

        return outlines;
    }

    private static IOrderedQueryable<Member> Sorted(IQueryable<Member> members, string order, LearningDb db, DateTimeOffset now, DateTimeOffset stalled)
    {
        var learners = db.Learners;
        return order switch
        {
            "name" => members.OrderBy(m => learners.Where(l => l.Id == m.LearnerId).Select(l => l.Name).FirstOrDefault()).ThenBy(m => m.Id),
            "progress" => members.OrderBy(m => m.Percent).ThenBy(m => m.LastAt).ThenBy(m => m.Id),
            "last" => members.OrderBy(m => m.LastAt).ThenBy(m => m.Id),
            "joined" => members.OrderByDescending(m => m.JoinedAt).ThenBy(m => m.Id),
            _ => members.OrderBy(Needs.At(now, stalled)).ThenBy(m => m.NextDueAt == null).ThenBy(m => m.NextDueAt).ThenBy(m => m.LastAt).ThenBy(m => m.Id),
        };
    }

    private static string Address(Guid id, Need? need, string name, string sort, string page, bool left = false)
    {
        var query = new List<string>();
        Add("need", need?.ToString() ?? "", "");
        Add("name", name, "");
        Add("left", left ? "yes" : "", "");
        Add("sort", sort, "need");
        Add("page", page, "1");
        return $"/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}{(query.Count == 0 ? "" : "?")}{string.Join('&', query)}";

        void Add(string key, string value, string usual)
        {
            if (value != usual)
            {
                query.Add($"{key}={Uri.EscapeDataString(value)}");
            }
        }
    }

    public sealed record CohortModel
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string? Organisation { get; init; }

        public required DateOnly StartsOn { get; init; }

        public required DateOnly? EndsOn { get; init; }

        public required bool IsArchived { get; init; }

        public required bool IsNew { get; init; }

        public required IReadOnlyList<CourseLine> Courses { get; init; }

        public required IReadOnlyList<NeedFilter> Filters { get; init; }

        public required int All { get; init; }

        public required string AllHref { get; init; }

        public required Need? Need { get; init; }

        /// <summary>Who was in it and is no longer.</summary>
        public required int Left { get; init; }

        public required string LeftHref { get; init; }

        public required bool ShowsLeft { get; init; }

        public required string Search { get; init; }

        public required string Sort { get; init; }

        public required IReadOnlyList<SortLink> Sorts { get; init; }

        public required IReadOnlyList<MemberRow> Rows { get; init; }

        public required PageLinks Pages { get; init; }

        /// <summary>How many are on all pages of this list.</summary>
        public required int Shown { get; init; }
    }

    public sealed record CourseLine(string Title, string Language);

    public sealed record NeedFilter(Need Need, int Count, bool IsChosen, string Href);

    public sealed record SortLink(string Sort, bool IsChosen, string Href);
}
