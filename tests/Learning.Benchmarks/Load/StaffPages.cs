using System.Data.Common;
using System.Globalization;
using Learning.Web.Generating;

namespace Learning.Benchmarks.Load;

/// <summary>
/// Pages of staff on a site of 100,000 learners with a cohort of a thousand, one request after the other: by an administrator, whose they all are, and by somebody who facilitates the cohort. The first is told by itself, since what is kept for some
/// minutes is worked out then; after it twenty, or as many as come within ten seconds.
/// </summary>
internal static class StaffPages
{
    private const int Learners = 100_000;
    private const int Members = 1_000;
    private const int Looks = 20;
    private const int MostMilliseconds = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!args.Contains("postgres"))
        {
            await MeasureAsync(null);
        }

        if (!args.Contains("sqlite"))
        {
            using var postgres = LocalPostgres.Start();
            await MeasureAsync(postgres.Database("staff"));
        }

        return 0;
    }

    private static async Task MeasureAsync(string? connection)
    {
        using var site = await LoadSite.MakeAsync(connection, Learners, Members, people: 0, facilitators: 1);
        await site.AddTeacherAsync();
        await CrowdAsync(site);
        using var server = await site.StartAsync();
        await site.OpenPagesAsync(server.Port, "/my");
        Console.WriteLine();
        var (attempts, certificates) = (await site.CountAsync("Attempt"), await site.CountAsync("Credential"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {site.DatabaseName}, {Learners:N0} learners, {attempts:N0} attempts, {certificates:N0} certificates | administrator: first; p50 / p95 ms | facilitator: first; p50 / p95 ms |"));
        Console.WriteLine("|---|--:|--:|");
        var (quiz, cohort) = ($"{GeneratedCourse.Id}/quiz-06", $"/cohorts/{site.Cohort}");
        (string Name, string Address, bool IsForBoth)[] pages =
        [
            ("desk", "/desk", true),
            ("certificates", "/certificates", true),
            ("certificates that are over", "/certificates?state=expired", true),
            ("certificates that were revoked", "/certificates?state=revoked", true),
            ("certificates by the beginning of a name", "/certificates?find=mib", true),
            ("who may be allowed more", $"/allowances/{quiz}", true),
            ("the same, by the beginning of a name", $"/allowances/{quiz}?name=mib", true),
            ("analysis of all quizzes", "/analysis", true),
            ("analysis of one quiz", $"/analysis/{quiz}", true),
            ("corrected keys", "/corrections", false),
            ("one key, before it is corrected", $"/corrections/{GeneratedCourse.Id}/quiz-06-q1", false),
            ("what waits to be graded", "/grading", true),
            ("people", "/people", false),
            ("people by the beginning of a name", "/people?name=generated-1-01", false),
            ("people to add to a cohort", $"{cohort}/people?name=mib", true),
            ("charts of the cohort", $"{cohort}/charts", true),
            ("its report", $"{cohort}/report", true),
            ("its table of progress", $"{cohort}/export?what=progress&as=csv", true),
            ("its table of grades", $"{cohort}/export?what=grades&as=csv", true),
            ("its table of attendance", $"{cohort}/export?what=attendance&as=csv", true),
            ("its table of certificates", $"{cohort}/export?what=certificates&as=csv", true),
        ];
        foreach (var (name, address, isForBoth) in pages)
        {
            var boss = await TimeAsync(site.Facilitators[0], server.Port, address);
            Console.WriteLine($"| {name} | {boss} | {(isForBoth ? await TimeAsync(site.Teacher!, server.Port, address) : "")} |");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| resident: {server.ResidentMegabytes:0} MB | | |"));
    }

    /// <summary>What <c>generate</c> leaves out: everybody has an account, each tenth a guest's, and three in four a certificate, of which each hundredth was revoked and each tenth is over.</summary>
    private static async Task CrowdAsync(LoadSite site)
    {
        await using var connection = site.Paths.Database.Connect();
        await connection.OpenAsync();
        var (people, certified) = (await ReadAsync(connection, """SELECT "Id", "Name" FROM "Learner" WHERE "Id" LIKE 'generated%' """), (await ReadAsync(connection, """SELECT "LearnerId", "HolderName" FROM "Credential" """)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal));
        var (chance, now) = (new Random(1), DateTimeOffset.UtcNow);
        await using var transaction = await connection.BeginTransactionAsync();
        using var accounts = new BulkInsert(connection, "AspNetUsers", "Id", "UserName", "NormalizedUserName", "DisplayName", "IsGuest", "RegisteredAt", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount");
        using var credentials = new BulkInsert(connection, "Credential", "Id", "CourseId", "LearnerId", "HolderName", "CourseTitle", "Language", "Hours", "Level", "Competences", "RevisionNumber", "IssuedAt", "ValidUntil");
        using var statuses = new BulkInsert(connection, "CredentialStatuses", "CredentialId", "RevokedAt", "Cause");
        foreach (var into in new[] { accounts, credentials, statuses })
        {
            into.Within(transaction);
        }

        foreach (var (place, (id, name)) in people.Index())
        {
            var userName = place % 10 == 0 ? $"guest-{id}" : id;
            object registered = site.Paths.Connection is null ? now.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture) : now;
            accounts.Add(id, userName, userName.ToUpperInvariant(), name, place % 10 == 0, registered, false, false, false, true, 0);
            if (place % 4 != 0 && !certified.Contains(id))
            {
                var issued = now.AddMinutes(-chance.Next(500 * 24 * 60));
                var credential = BulkIds.New(issued, chance);
                credentials.Add(credential, GeneratedCourse.Id, id, name, "Generated course", "en", 20m, "", "[]", 1, issued, place % 10 == 1 ? issued.AddDays(300) : null);
                statuses.Add(credential, place % 100 == 2 ? now : null, place % 100 == 2 ? "Mistake" : null);
            }
        }

        accounts.Flush();
        credentials.Flush();
        statuses.Flush();
        await transaction.CommitAsync();
        await using var analyze = connection.CreateCommand();
        analyze.CommandText = "ANALYZE";
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task<List<(string Id, string Name)>> ReadAsync(DbConnection connection, string sql)
    {
        var rows = new List<(string, string)>();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            rows.Add((row.GetString(0), row.GetString(1)));
        }

        return rows;
    }

    private static async Task<string> TimeAsync(LoadPerson person, int port, string address)
    {
        using var connection = await LoadClient.Connection.OpenAsync(port);
        var first = await connection.TimeAsync(LoadClient.Get(port, address, person.Cookies));
        var times = new List<double>();
        while (times.Count < Looks && times.Sum() < MostMilliseconds)
        {
            times.Add(await connection.TimeAsync(LoadClient.Get(port, address, person.Cookies)));
        }

        var sorted = times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{first:0}; {LoadClient.At(sorted, 0.5):0.0} / {LoadClient.At(sorted, 0.95):0.0}{(connection.Refused > 0 ? $" ({connection.Refused} refused!)" : "")}");
    }
}
