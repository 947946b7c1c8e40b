using Learning.Data;
using Learning.Enrolments;
using Microsoft.EntityFrameworkCore;

namespace Learning.Record;

/// <summary>What every entry asks of the tables.</summary>
public sealed class RecordQueries
{
    private string? _course;

    /// <summary>The course by its address or id, and the learner's place on it. Null when there is no such course.</summary>
    public async Task<CourseFound?> CourseAsync(LearningDb db, string slugOrId, string learnerId, CancellationToken cancellation)
    {
        var enrolments = Rows<Enrolment>.Of(db);
        _course ??= $"""
            SELECT c."CurrentRevisionId", CASE WHEN c."IsClosed" THEN {db.MillisecondsOf("c.\"WithdrawnAt\"")} END, {enrolments.Columns("e.")}
            FROM "Course" c
            LEFT JOIN "Enrolment" e ON e."LearnerId" = @1 AND e."CourseId" = c."Id"
            WHERE c."Slug" = @0 OR c."Id" = @0
            """;
        await using var command = await db.CommandAsync(_course, cancellation, slugOrId, learnerId);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new() { CurrentRevisionId = row.GetGuid(0), ClosedAt = row.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), Enrolment = row.IsDBNull(2) ? null : enrolments.Read(row, from: 2) }
            : null;
    }

    /// <summary>Whose entries these are, of those that the record has. Asked of the learner's own; of all where that was not enough (<see cref="LearningDb.IsAgain"/>).</summary>
    public static async Task<Dictionary<Guid, string>> OwnersAsync(LearningDb db, IReadOnlyList<Guid> ids, string learnerId, CancellationToken cancellation) =>
        await (db.IsAgain ? db.Entries : db.Entries.Where(e => e.LearnerId == learnerId)).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.LearnerId, cancellation);

    /// <summary>Takes out what the act under way has put in.</summary>
    public static async Task TakeOutAsync(LearningDb db, string learnerId, Guid entryId, CancellationToken cancellation)
    {
        await using var command = await db.CommandAsync("""DELETE FROM "Entry" WHERE "LearnerId" = @0 AND "Id" = @1""", cancellation, learnerId, entryId);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public sealed record CourseFound
    {
        public required Guid CurrentRevisionId { get; init; }

        public Enrolment? Enrolment { get; init; }

        /// <summary>Since when nobody goes on in it; null: it is not closed.</summary>
        public DateTimeOffset? ClosedAt { get; init; }
    }
}
