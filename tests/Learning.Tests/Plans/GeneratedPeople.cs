using System.Data.Common;
using System.Globalization;
using Learning.Data;
using Learning.Web.Generating;

namespace Learning.Tests.Plans;

/// <summary>What <c>generate</c> leaves out: everybody has an account, each tenth a guest's, and nearly everybody a certificate; of those each hundredth was revoked, each tenth is over, and to each tenth something was asked, of which a tenth waits for an answer.</summary>
internal static class GeneratedPeople
{
    public static async Task CompleteAsync(LearningDatabase database, CancellationToken cancellation)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        var people = await ReadAsync(connection, """SELECT "Id", "Name" FROM "Learner" WHERE "Id" LIKE 'generated%' """, cancellation);
        var certified = (await ReadAsync(connection, """SELECT "LearnerId", "HolderName" FROM "Credential" """, cancellation)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var (chance, now) = (new Random(1), DateTimeOffset.UtcNow);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using var accounts = new BulkInsert(connection, "AspNetUsers", "Id", "UserName", "NormalizedUserName", "DisplayName", "IsGuest", "RegisteredAt", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount");
        using var credentials = new BulkInsert(connection, "Credential", "Id", "CourseId", "LearnerId", "HolderName", "CourseTitle", "Language", "Hours", "Level", "Competences", "RevisionNumber", "IssuedAt", "ValidUntil");
        using var statuses = new BulkInsert(connection, "CredentialStatuses", "CredentialId", "RevokedAt", "Cause");
        using var roles = new BulkInsert(connection, "AspNetUserRoles", "UserId", "RoleId");
        using var requests = new BulkInsert(connection, "CredentialRequests", "Id", "CredentialId", "Kind", "Name", "Text", "AskedAt", "State", "Answer");
        var learner = (await ReadAsync(connection, """SELECT "Id", "Name" FROM "AspNetRoles" WHERE "Name" = 'Learner' """, cancellation)).Single().Id;
        BulkInsert[] all = [accounts, roles, credentials, statuses, requests];
        foreach (var into in all)
        {
            into.Within(transaction);
        }

        foreach (var (place, (id, name)) in people.Index())
        {
            var userName = place % 10 == 0 ? $"guest-{id}" : id;
            object registered = database.IsPostgres ? now : now.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
            accounts.Add(id, userName, userName.ToUpperInvariant(), name, place % 10 == 0, registered, false, false, false, true, 0);
            roles.Add(id, learner);
            if (place % 20 != 0 && !certified.Contains(id))
            {
                var issued = now.AddMinutes(-chance.Next(500 * 24 * 60));
                var credential = BulkIds.New(issued, chance);
                credentials.Add(credential, GeneratedCourse.Id, id, name, "Generated course", "en", 20m, "", "[]", 1, issued, place % 10 == 1 ? issued.AddDays(300) : null);
                statuses.Add(credential, place % 100 == 2 ? now : null, place % 100 == 2 ? "Mistake" : null);
                if (place % 10 == 3)
                {
                    requests.Add(BulkIds.New(issued, chance), credential, "Correction", "Another", "", issued, place % 100 == 3 ? "Open" : "Declined", "");
                }
            }
        }

        foreach (var into in all)
        {
            into.Flush();
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task<List<(string Id, string Name)>> ReadAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        var rows = new List<(string, string)>();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rows.Add((row.GetString(0), row.GetString(1)));
        }

        return rows;
    }
}
