using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Record;

/// <summary>What a learner did. The words are those of the record; Interop turns them into other standards' words.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verb>))]
public enum Verb
{
    /// <summary>She opened a lesson or a quiz.</summary>
    Opened,

    /// <summary>She read a lesson as far as a heading; that is where she resumes.</summary>
    Reached,

    /// <summary>She read a lesson to its end.</summary>
    Completed,

    /// <summary>She began an attempt at a quiz. The attempt has the id of this entry.</summary>
    Attempted,

    /// <summary>She answered a question of an attempt.</summary>
    Answered,

    /// <summary>She handed an attempt in.</summary>
    Submitted,

    /// <summary>She answered a question that had come back to her, outside any attempt.</summary>
    Reviewed,

    /// <summary>A facilitator noted whether she was at a meeting of her cohort. The activity is the meeting's id.</summary>
    Attended,
}

/// <summary>One line of the learning record: added, never edited. Its id was made where it happened, so sending it twice is harmless.</summary>
public sealed class Entry
{
    public const int LongestPlace = 200;

    private Entry()
    {
    }

    public Guid Id { get; private set; }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public Verb Verb { get; private set; }

    public Guid? AttemptId { get; private set; }

    public string? QuestionId { get; private set; }

    /// <summary>The response to a question as a JSON array of texts, or the heading reached.</summary>
    public string? Detail { get; private set; }

    /// <summary>How sure she was of the response, 1 to 3; null where she was not asked or did not say.</summary>
    public int? Certainty { get; private set; }

    /// <summary>Who kept it for her; null: she herself.</summary>
    public string? KeptBy { get; private set; }

    /// <summary>The revision that was in force.</summary>
    public Guid RevisionId { get; private set; }

    /// <summary>When it happened, by the clock of where it happened, in UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When the server had it, in UTC.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    internal bool Says(EntryDraft draft, string? detail) =>
        (Verb, ActivityId, AttemptId, QuestionId, Detail, Certainty) == (draft.Verb, draft.Activity, draft.Attempt, draft.Question, detail, draft.Response?.Certainty);

    internal static Entry From(EntryDraft draft, RecordContext context, string? detail) => new()
    {
        Id = draft.Id,
        LearnerId = context.Enrolment.LearnerId,
        CourseId = context.Enrolment.CourseId,
        ActivityId = draft.Activity,
        Verb = draft.Verb,
        AttemptId = draft.Attempt,
        QuestionId = draft.Question,
        Detail = detail,
        Certainty = draft.Response?.Certainty,
        KeptBy = draft.Paper?.KeptBy,
        RevisionId = context.Revision.Id,
        At = draft.At,
        ReceivedAt = context.Now,
    };

    /// <summary>What a facilitator noted at a meeting.</summary>
    internal static Entry Attended(string learnerId, string courseId, Guid revisionId, Guid meetingId, string presence, string keptBy, DateTimeOffset at, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = learnerId,
        CourseId = courseId,
        ActivityId = meetingId.ToString(),
        Verb = Verb.Attended,
        Detail = presence,
        KeptBy = keptBy,
        RevisionId = revisionId,
        At = at,
        ReceivedAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<Entry>
    {
        public void Configure(EntityTypeBuilder<Entry> builder)
        {
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.KeptBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(e => new { e.LearnerId, e.CourseId });
        }
    }
}

public static class RecordTables
{
    extension(LearningDb db)
    {
        public DbSet<Entry> Entries => db.Set<Entry>();
    }
}
