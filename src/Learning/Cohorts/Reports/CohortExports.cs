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
/// The tables of a cohort, in the order of names. Each is one question, which begins with the members; rows come from the database one by one while they are written.
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

    /// <summary>A row for each time somebody was or was not there, a learner's together.</summary>
    private const string AttendanceSql = """
        SELECT m."LearnerId", l."Name", a."MeetingId", a."Presence"
        FROM "Members" m JOIN "Learner" l ON l."Id" = m."LearnerId" LEFT JOIN "Attendances" a ON a."LearnerId" = m."LearnerId" AND a."MeetingId" IN (SELECT t."Id" FROM "Meetings" t WHERE t."CohortId" = @0)
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL ORDER BY l."Name", m."Id"
        """;

    private readonly string _certificatesSql = $"""
        SELECT m."LearnerId", l."Name", c."CourseTitle", {db.MillisecondsOf("c.\"IssuedAt\"")}, c."Id"
        FROM "Members" m CROSS JOIN "CohortCourses" k CROSS JOIN "Credential" c CROSS JOIN "Learner" l
        WHERE m."CohortId" = @0 AND m."WithdrawnAt" IS NULL AND k."CohortId" = @0 AND c."LearnerId" = m."LearnerId" AND c."CourseId" = k."CourseId" AND l."Id" = m."LearnerId"
        AND (SELECT s."RevokedAt" FROM "CredentialStatuses" s WHERE s."CredentialId" = c."Id" ORDER BY s."Place" DESC LIMIT 1) IS NULL
        ORDER BY l."Name", l."Id", c."IssuedAt"
        """;

    /// <summary>Members whose user names are read together.</summary>
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
        var words = Enum.GetValues<Presence>().ToDictionary(p => p, p => texts[$"Export.Presence.{p}"]);
        return WithUserNames(
            texts["Export.attendance"],
            [texts["Cohort.Column.Name"], .. meetings.Select(m => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(m.StartsAt, zone):yyyy-MM-dd} {m.Title}")), texts["Export.TimesPresent"]],
            from => RowsAsync(from, CancellationToken.None));

        async IAsyncEnumerable<(string, IReadOnlyList<object?>)> RowsAsync(LearningDb from, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var places = meetings.Select((m, i) => (m.Id, i)).ToDictionary(m => m.Id, m => m.i);
            await using var command = await from.CommandAsync(AttendanceSql, cancellation, cohort.Id);
            await using var read = await command.ExecuteReaderAsync(cancellation);
            (string Learner, string Name, Presence?[] Taken)? open = null;
            while (await read.ReadAsync(cancellation))
            {
                var learner = read.GetString(0);
                if (open?.Learner != learner)
                {
                    if (open is { } before)
                    {
                        yield return (before.Learner, Row(before.Name, before.Taken));
                    }

                    open = (learner, read.GetString(1), new Presence?[meetings.Count]);
                }

                if (!await read.IsDBNullAsync(2, cancellation) && places.TryGetValue(read.GetGuid(2), out var place))
                {
                    open.Value.Taken[place] = Enum.Parse<Presence>(read.GetString(3));
                }
            }

            if (open is { } last)
            {
                yield return (last.Learner, Row(last.Name, last.Taken));
            }
        }

        IReadOnlyList<object?> Row(string name, Presence?[] taken) => [name, .. taken.Select(p => p is { } known ? words[known] : null), taken.Count(p => p == Presence.Present)];
    }

    private ExportTable Certificates(Cohort cohort, TimeZoneInfo zone, string site)
    {
        return WithUserNames(texts["Export.certificates"], [texts["Cohort.Column.Name"], texts["Export.Course"], texts["Export.IssuedOn"], texts["Export.Address"]], from => RowsAsync(from, CancellationToken.None));

        async IAsyncEnumerable<(string, IReadOnlyList<object?>)> RowsAsync(LearningDb from, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await using var command = await from.CommandAsync(_certificatesSql, cancellation, cohort.Id);
            await using var read = await command.ExecuteReaderAsync(cancellation);
            while (await read.ReadAsync(cancellation))
            {
                yield return (read.GetString(0), [read.GetString(1), read.GetString(2), Day(DateTimeOffset.FromUnixTimeMilliseconds(read.GetInt64(3)), zone), $"{site}/credentials/{read.GetGuid(4)}"]);
            }
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
