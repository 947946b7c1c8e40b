using System.Runtime.CompilerServices;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Tables;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Reports;

/// <summary>
/// The tables of a cohort, in the order of names. Members come from the database one by one while rows are written; whether they were at meetings is read for some hundred at a time.
/// </summary>
public sealed class CohortExports(LearningDb db, ReportsDb reports, RevisionCache revisions, IAccountBook accounts, InterfaceTexts texts, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Names = ["progress", "grades", "attendance", "certificates"];

    /// <summary>In SQL of our own: a hundred thousand results take longer to materialize than all the rest. A row for each result, a learner's together.</summary>
    private readonly string _gradesSql = $"""
        SELECT m."LearnerId", l."Name", r."CourseId", r."ActivityId", CASE WHEN r."BestMax" > 0 THEN r."BestNumerator" * 100 / (r."BestDenominator" * r."BestMax") END, r."Tries", {db.MillisecondsOf("r.\"PassedAt\"")}
        FROM "Members" m JOIN "Learner" l ON l."Id" = m."LearnerId" LEFT JOIN "ActivityResult" r ON r."LearnerId" = m."LearnerId" AND r."Tries" > 0
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL ORDER BY l."Name", m."Id"
        """;

    /// <summary>Members whose attendance is read together.</summary>
    private const int AtOnce = 400;

    internal async Task<ExportTable> TableAsync(string name, Cohort cohort, TimeZoneInfo zone, string site, CancellationToken cancellation)
    {
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        return name switch
        {
            "progress" => Progress(cohort, zone, outlines),
            "grades" => Grades(cohort, zone, outlines),
            "attendance" => await AttendanceAsync(cohort, zone, cancellation),
            _ => Certificates(cohort, zone, site),
        };
    }

    private ExportTable Progress(Cohort cohort, TimeZoneInfo zone, IReadOnlyList<CourseOutline> outlines)
    {
        var now = clock.GetUtcNow();
        var modules = outlines.SelectMany(o => o.Modules.Select(m => (Key: (o.Id, m.Id), Title: Titled(outlines, o, m.Title)))).ToArray();
        return WithUserNames(
            texts["Export.progress"],
            [
                texts["Cohort.Column.Name"], texts["Export.Joined"], texts["Export.Percent"], texts["Export.Done"], texts["Export.Required"], texts["Export.Last"], texts["Export.Finished"], texts["Export.Need"],
                .. modules.SelectMany(m => new[] { texts["Export.ModuleDone", m.Title], texts["Export.ModuleRequired", m.Title] }),
            ],
            from => Members(from, cohort.Id).Select(one => (one.Member.LearnerId, Row(one))));

        IReadOnlyList<object?> Row(Named one)
        {
            var stands = ModuleStanding.Read(one.Member.Modules).ToDictionary(m => (m.CourseId, m.ModuleId));
            var row = new List<object?>(8 + (2 * modules.Length))
            {
                one.Name, Day(one.Member.JoinedAt, zone), one.Member.Percent, one.Member.DoneCount, one.Member.RequiredCount, Day(one.Member.LastAt, zone), Day(one.Member.FinishedAt, zone),
                string.Join("; ", MemberRow.ReasonsOf(one.Member, outlines, cohort, now, texts).Select(r => r.Text)),
            };
            foreach (var module in modules)
            {
                var isKnown = stands.TryGetValue(module.Key, out var stand);
                row.Add(isKnown ? stand.Done : null);
                row.Add(isKnown ? stand.Required : null);
            }

            return row;
        }
    }

    private ExportTable Grades(Cohort cohort, TimeZoneInfo zone, IReadOnlyList<CourseOutline> outlines)
    {
        var quizzes = outlines.SelectMany(o => o.Activities.Where(a => a.IsQuiz && a.Kind != ActivityKind.Survey).Select(a => (Key: (o.Id, a.Id), Title: Titled(outlines, o, o.NameOf(a))))).ToArray();
        return WithUserNames(
            texts["Export.grades"],
            [texts["Cohort.Column.Name"], .. quizzes.SelectMany(q => new[] { texts["Export.Best", q.Title], texts["Export.Tries", q.Title], texts["Export.PassedOn", q.Title] })],
            from => RowsAsync(from, CancellationToken.None));

        async IAsyncEnumerable<(string, IReadOnlyList<object?>)> RowsAsync(LearningDb from, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var places = quizzes.Select((q, i) => (q.Key, Place: 1 + (3 * i))).ToDictionary(q => q.Key, q => q.Place);
            await using var command = await from.CommandAsync(_gradesSql, cancellation, cohort.Id);
            await using var read = await command.ExecuteReaderAsync(cancellation);
            (string Learner, object?[] Cells)? open = null;
            while (await read.ReadAsync(cancellation))
            {
                var learner = read.GetString(0);
                if (open?.Learner != learner)
                {
                    if (open is { } before)
                    {
                        yield return (before.Learner, before.Cells);
                    }

                    open = (learner, Untried(read.GetString(1)));
                }

                if (!await read.IsDBNullAsync(2, cancellation) && places.TryGetValue((read.GetString(2), read.GetString(3)), out var place))
                {
                    var cells = open.Value.Cells;
                    cells[place] = await read.IsDBNullAsync(4, cancellation) ? null : (object)(int)read.GetInt64(4);
                    cells[place + 1] = read.GetInt32(5);
                    cells[place + 2] = await read.IsDBNullAsync(6, cancellation) ? null : Day(DateTimeOffset.FromUnixTimeMilliseconds(read.GetInt64(6)), zone);
                }
            }

            if (open is { } last)
            {
                yield return (last.Learner, last.Cells);
            }
        }

        object?[] Untried(string name)
        {
            var cells = new object?[1 + (3 * quizzes.Length)];
            cells[0] = name;
            for (var i = 0; i < quizzes.Length; i++)
            {
                cells[2 + (3 * i)] = 0;
            }

            return cells;
        }
    }

    private async Task<ExportTable> AttendanceAsync(Cohort cohort, TimeZoneInfo zone, CancellationToken cancel)
    {
        var meetings = await reports.ReadAsync(
            from => from.Meetings.AsNoTracking().Where(m => m.CohortId == cohort.Id && m.CancelledAt == null).OrderBy(m => m.StartsAt).ThenBy(m => m.Id).Select(m => new { m.Id, m.Title, m.StartsAt }).ToListAsync(cancel),
            cancel);
        return WithUserNames(
            texts["Export.attendance"],
            [texts["Cohort.Column.Name"], .. meetings.Select(m => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(m.StartsAt, zone):yyyy-MM-dd} {m.Title}")), texts["Export.TimesPresent"]],
            from => RowsAsync(from, CancellationToken.None));

        async IAsyncEnumerable<(string, IReadOnlyList<object?>)> RowsAsync(LearningDb from, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var ids = meetings.Select(m => m.Id).ToArray();
            var words = Enum.GetValues<Presence>().ToDictionary(p => p, p => texts[$"Export.Presence.{p}"]);
            // Who they are first: PostgreSQL has one question at a time on a connection.
            var all = await Members(from, cohort.Id).Select(m => (m.Member.LearnerId, m.Name)).ToListAsync(cancellation);
            foreach (var some in all.Chunk(AtOnce))
            {
                var people = some.Select(m => m.LearnerId).ToArray();
                var taken = (await from.Attendances.AsNoTracking().Where(a => ids.Contains(a.MeetingId) && people.Contains(a.LearnerId)).Select(a => new { a.MeetingId, a.LearnerId, a.Presence }).ToListAsync(cancellation))
                    .ToDictionary(a => (a.LearnerId, a.MeetingId), a => a.Presence);
                foreach (var one in some)
                {
                    var hers = ids.Select(m => taken.TryGetValue((one.LearnerId, m), out var presence) ? presence : (Presence?)null).ToArray();
                    yield return (one.LearnerId, [one.Name, .. hers.Select(p => p is { } known ? words[known] : null), hers.Count(p => p == Presence.Present)]);
                }
            }
        }
    }

    private ExportTable Certificates(Cohort cohort, TimeZoneInfo zone, string site)
    {
        return WithUserNames(
            texts["Export.certificates"],
            [texts["Cohort.Column.Name"], texts["Export.Course"], texts["Export.IssuedOn"], texts["Export.Address"]],
            Rows);

        IAsyncEnumerable<(string, IReadOnlyList<object?>)> Rows(LearningDb place)
        {
            var (members, courses, learners) = (place.Members, place.CohortCourses, place.Learners);
            var issued =
                from credential in place.Credentials.AsNoTracking()
                where courses.Any(c => c.CohortId == cohort.Id && c.CourseId == credential.CourseId) && credential.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null
                join member in members on credential.LearnerId equals member.LearnerId
                where member.CohortId == cohort.Id && member.WithdrawnAt == null
                join learner in learners on credential.LearnerId equals learner.Id
                orderby learner.Name, learner.Id, credential.IssuedAt
                select new { LearnerId = learner.Id, learner.Name, credential.CourseTitle, credential.IssuedAt, credential.Id };
            return issued.AsAsyncEnumerable().Select(c => (c.LearnerId, (IReadOnlyList<object?>)[c.Name, c.CourseTitle, Day(c.IssuedAt, zone), $"{site}/credentials/{c.Id}"]));
        }
    }

    /// <summary>The table with user names behind the names, where the host has such: names may be alike. They are read for some hundred at a time.</summary>
    private ExportTable WithUserNames(string title, IReadOnlyList<string> columns, Func<LearningDb, IAsyncEnumerable<(string LearnerId, IReadOnlyList<object?> Cells)>> read)
    {
        var rows = reports.RowsAsync(read, CancellationToken.None);
        return accounts.KnowsUserNames
            ? new(title, [columns[0], texts["Export.UserName"], .. columns.Skip(1)], NamedAsync(CancellationToken.None))
            : new(title, columns, rows.Select(row => row.Cells));

        async IAsyncEnumerable<IReadOnlyList<object?>> NamedAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var some in rows.Chunk(AtOnce).WithCancellation(cancellation))
            {
                var userNames = await accounts.UserNamesAsync([.. some.Select(row => row.LearnerId).Distinct()], cancellation);
                foreach (var (learner, cells) in some)
                {
                    yield return [cells[0], userNames.GetValueOrDefault(learner), .. cells.Skip(1)];
                }
            }
        }
    }

    private static IAsyncEnumerable<Named> Members(LearningDb from, Guid cohortId)
    {
        var learners = from.Learners;
        return from.Members.AsNoTracking().Where(m => m.CohortId == cohortId && m.WithdrawnAt == null)
            .Join(learners, m => m.LearnerId, l => l.Id, (m, l) => new { Member = m, l.Name })
            .OrderBy(m => m.Name).ThenBy(m => m.Member.Id)
            .AsAsyncEnumerable().Select(m => new Named(m.Member, m.Name));
    }

    /// <summary>Where a cohort has several courses, which one it is of.</summary>
    private static string Titled(IReadOnlyList<CourseOutline> outlines, CourseOutline of, string title) => outlines.Count == 1 ? title : $"{of.Title} / {title}";

    private static object? Day(DateTimeOffset? at, TimeZoneInfo zone) => at is { } time ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime) : null;

    private sealed record Named(Member Member, string Name);
}
