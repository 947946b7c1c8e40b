using Learning.Data;
using Learning.Progress;

namespace Learning.Study;

/// <summary>Where a learner stands in a course: everything a page of study needs from the tables, in one row.</summary>
public sealed record Standing
{
    public required string CourseId { get; init; }

    public required Guid RevisionId { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>The course is not to be had any more; who is in it may go on, unless it is closed to them too, which is as if she were not in it.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>She has a place in a course that is closed to all.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Null when she is not enrolled.</summary>
    public required Guid? EnrolmentId { get; init; }

    public bool IsEnrolled => EnrolmentId is not null;

    public int Percent { get; init; }

    public int MinutesLeft { get; init; }

    public int DoneCount { get; init; }

    public int RequiredCount { get; init; }

    public string Done { get; init; } = "";

    public bool IsCompleted { get; init; }

    /// <summary>The activity that is shown was done before, and has to be seen again.</summary>
    public bool IsToSeeAgain { get; init; }

    public string? LastActivityId { get; init; }

    public string? LastPlace { get; init; }

    public bool HasStarted => LastActivityId is not null || Done.Length > 0;

    public HashSet<string> DoneIds => CourseOutcome.Ids(Done);
}

/// <summary>Asks where a learner stands: the one query of every page of study.</summary>
public static class StandingQuery
{
    private const string Sql = """
        SELECT c."Id", c."CurrentRevisionId", c."OpenForEnrolment", e."Id", o."EnrolmentId" IS NOT NULL,
               o."Percent", o."MinutesLeft", o."DoneCount", o."RequiredCount", o."Done", o."CompletedAt" IS NOT NULL, o."LastActivityId", o."LastPlace", c."WithdrawnAt" IS NOT NULL, c."IsClosed"
        FROM "Course" c
        LEFT JOIN "Enrolment" e ON e."LearnerId" = @1 AND e."CourseId" = c."Id" AND e."WithdrawnAt" IS NULL
        LEFT JOIN "CourseOutcome" o ON o."LearnerId" = @1 AND o."EnrolmentId" = e."Id"
        WHERE c."Slug" = @0
        """;

    extension(LearningDb db)
    {
        /// <summary>Null when there is no such course. The learner id is empty for somebody not signed in.</summary>
        public async Task<Standing?> StandingAsync(string slug, string learnerId, CancellationToken cancellation)
        {
            await using var command = await db.CommandAsync(Sql, cancellation, slug, learnerId);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            if (!await row.ReadAsync(cancellation))
            {
                return null;
            }

            var (isIn, isClosed) = (!row.IsDBNull(3), row.GetBoolean(14));
            var standing = new Standing
            {
                CourseId = row.GetString(0), RevisionId = row.GetGuid(1), IsOpen = row.GetBoolean(2), EnrolmentId = isIn && !isClosed ? row.GetGuid(3) : null, IsWithdrawn = row.GetBoolean(13), IsClosed = isIn && isClosed,
            };
            return isClosed || !row.GetBoolean(4) ? standing : standing with
            {
                Percent = row.GetInt32(5),
                MinutesLeft = row.GetInt32(6),
                DoneCount = row.GetInt32(7),
                RequiredCount = row.GetInt32(8),
                Done = row.GetString(9),
                IsCompleted = row.GetBoolean(10),
                LastActivityId = row.IsDBNull(11) ? null : row.GetString(11),
                LastPlace = row.IsDBNull(12) ? null : row.GetString(12),
            };
        }
    }
}
