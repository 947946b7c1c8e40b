using Learning.Credentials.Holding;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials;

/// <summary>All of a certificate that its page shows and that may change, and what never changes by its number.</summary>
/// <param name="ValidUntil">In milliseconds since 1970; null: for ever. So are the other times.</param>
/// <param name="Place">The last in the lists of what was revoked.</param>
/// <param name="IsWithdrawn">Its course is not to be had any more.</param>
internal sealed record CredentialGlance(string LearnerId, string HolderName, string? Pseudonym, bool IsHidden, string Title, long? ValidUntil, long? RenewedAt, long? RevokedAt, int Place, bool IsWithdrawn)
{
    /// <summary>What its holder is called for everybody.</summary>
    public ShownHolder Holder => Pseudonym is null ? new(HolderName, false) : new(Pseudonym, true);
}

/// <summary>The questions that the check of a certificate asks: in SQL of our own, or compiled once for this container.</summary>
public sealed class CredentialQueries
{
    private readonly Func<LearningDb, Guid, CancellationToken, Task<Credential?>> _credential = EF.CompileAsyncQuery(
        (LearningDb db, Guid id, CancellationToken cancellation) => db.Set<Credential>().AsNoTracking().Include(c => c.Statuses).SingleOrDefault(c => c.Id == id));

    private string? _glance;

    /// <summary>With its statuses; null where there is none.</summary>
    public Task<Credential?> FindAsync(LearningDb db, Guid id, CancellationToken cancellation) => _credential(db, id, cancellation);

    /// <summary>Null where there is none.</summary>
    internal async Task<CredentialGlance?> GlanceAsync(LearningDb db, Guid id, CancellationToken cancellation)
    {
        _glance ??= $"""
            SELECT c."LearnerId", c."HolderName", c."Pseudonym", c."IsHidden", c."CourseTitle", {db.MillisecondsOf("c.\"ValidUntil\"")}, {db.MillisecondsOf("c.\"RenewedAt\"")}, {db.MillisecondsOf("s.\"RevokedAt\"")}, s."Place", k."WithdrawnAt" IS NOT NULL
            FROM "Credential" c
            JOIN "CredentialStatuses" s ON s."CredentialId" = c."Id"
            LEFT JOIN "Course" k ON k."Id" = c."CourseId"
            WHERE c."Id" = @0
            ORDER BY s."Place" DESC
            LIMIT 1
            """;
        await using var command = await db.CommandAsync(_glance, cancellation, id);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBoolean(3), row.GetString(4), Time(5), Time(6), Time(7), row.GetInt32(8), row.GetBoolean(9))
            : null;

        long? Time(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
    }
}
