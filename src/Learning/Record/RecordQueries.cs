using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Microsoft.EntityFrameworkCore;

namespace Learning.Record;

/// <summary>The queries every entry asks, compiled once for this container.</summary>
public sealed class RecordQueries
{
    private const string OwnerAmongAll = """SELECT "LearnerId" FROM "Entry" WHERE "Id" = @0""";
    private const string Owner = $"""{OwnerAmongAll} AND "LearnerId" = @1""";

    private readonly Func<LearningDb, string, string, CancellationToken, Task<CourseFound?>> _course = EF.CompileAsyncQuery(
        (LearningDb db, string key, string learnerId, CancellationToken cancellation) => (
            from course in db.Set<Course>()
            where course.Slug == key || course.Id == key
            from enrolment in db.Set<Enrolment>().AsNoTracking().Where(e => e.LearnerId == learnerId && e.CourseId == course.Id).DefaultIfEmpty()
            select new CourseFound { CurrentRevisionId = course.CurrentRevisionId, Enrolment = enrolment, ClosedAt = course.IsClosed ? course.WithdrawnAt : null }).FirstOrDefault());

    private readonly Func<LearningDb, List<Guid>, string, IAsyncEnumerable<Guid>> _kept = EF.CompileAsyncQuery(
        (LearningDb db, List<Guid> ids, string learnerId) => db.Set<Entry>().Where(e => e.LearnerId == learnerId && ids.Contains(e.Id)).Select(e => e.Id));

    /// <summary>Whose entries these are, of those that the record has. Asked as one is (<see cref="OwnerAsync"/>).</summary>
    public async Task<Dictionary<Guid, string>> OwnersAsync(LearningDb db, List<Guid> ids, string learnerId, CancellationToken cancellation)
    {
        if (db.IsAgain)
        {
            return await db.Entries.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.LearnerId, cancellation);
        }

        var owners = new Dictionary<Guid, string>();
        await foreach (var id in _kept(db, ids, learnerId).WithCancellation(cancellation))
        {
            owners.Add(id, learnerId);
        }

        return owners;
    }

    /// <summary>Whose an entry is; null when the record does not have it. Asked of the learner's own entries, and of all when that was not enough (<see cref="LearningDb.IsAgain"/>).</summary>
    public static async Task<string?> OwnerAsync(LearningDb db, Guid entryId, string learnerId, CancellationToken cancellation)
    {
        await using var command = db.IsAgain ? await db.CommandAsync(OwnerAmongAll, cancellation, entryId) : await db.CommandAsync(Owner, cancellation, entryId, learnerId);
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public Task<CourseFound?> CourseAsync(LearningDb db, string slugOrId, string learnerId, CancellationToken cancellation) =>
        _course(db, slugOrId, learnerId, cancellation);

    public sealed record CourseFound
    {
        public required Guid CurrentRevisionId { get; init; }

        public Enrolment? Enrolment { get; init; }

        /// <summary>Since when nobody goes on in it; null: it is not closed.</summary>
        public DateTimeOffset? ClosedAt { get; init; }
    }
}
