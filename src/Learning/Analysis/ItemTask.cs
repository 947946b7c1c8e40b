using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Analysis;

public enum TaskState
{
    Open,

    /// <summary>The question was mended, or its key.</summary>
    Resolved,

    /// <summary>The question is good as it is.</summary>
    Dismissed,
}

/// <summary>
/// Something for an editor to do about a question: what was found, and the numbers at that time. Stays open until somebody says what became of it. What to do follows from the finding
/// (<c>Analysis.Action.X</c>), so that its words are in the reader's language.
/// </summary>
public sealed class ItemTask
{
    public const int LongestReason = 500;
    public const int LongestAbout = 40;

    private ItemTask()
    {
    }

    public Guid Id { get; private set; }

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public string QuestionId { get; private set; } = "";

    public Finding Finding { get; private set; }

    /// <summary>Letters of the options it is about; null where it is the whole question.</summary>
    public string? About { get; private set; }

    /// <summary>The question as it stood then (<see cref="ItemVersion"/>).</summary>
    public string Version { get; private set; } = "";

    /// <summary>How many answers the numbers rest on.</summary>
    public int Answers { get; private set; }

    public double? Facility { get; private set; }

    public double? Discrimination { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public TaskState State { get; private set; }

    public string? ClosedBy { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? Reason { get; private set; }

    internal static ItemTask Open(string courseId, string activityId, AnalysedItem item, Found found, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CourseId = courseId,
        ActivityId = activityId,
        QuestionId = item.Item.Question.Id,
        Finding = found.Finding,
        About = found.About,
        Version = item.Item.Version,
        Answers = item.Figures.Scored,
        Facility = item.Figures.Facility,
        Discrimination = item.Figures.Discrimination,
        OpenedAt = now,
    };

    /// <exception cref="InvalidOperationException">It is closed already.</exception>
    public void Close(TaskState state, string by, string reason, DateTimeOffset now)
    {
        if (State != TaskState.Open || state == TaskState.Open)
        {
            throw new InvalidOperationException("A task is closed once.");
        }

        (State, ClosedBy, Reason, ClosedAt) = (state, by, reason, now);
    }

    /// <summary>
    /// Whether something that was found again opens a task: not while one is open, and not where somebody has decided about this very question. Once it asks something else, or its key
    /// changed, and enough people have answered since, it does.
    /// </summary>
    /// <param name="earlier">The tasks about this question and finding, open and closed.</param>
    /// <param name="version">The question as it stands.</param>
    /// <param name="handedInSince">How many learners have handed in their first attempt since a moment.</param>
    public static bool MayOpen(IReadOnlyCollection<ItemTask> earlier, string version, Func<DateTimeOffset, int> handedInSince) =>
        earlier.All(t => t.State != TaskState.Open && t.Version != version)
        && (earlier.Max(t => t.ClosedAt) is not { } closed || handedInSince(closed) >= SampleSize.ToJudge);

    internal sealed class Table : IEntityTypeConfiguration<ItemTask>
    {
        public void Configure(EntityTypeBuilder<ItemTask> builder)
        {
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(t => t.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.Property(t => t.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.Property(t => t.About).HasMaxLength(LongestAbout);
            builder.Property(t => t.Version).HasMaxLength(ItemVersion.Length);
            builder.Property(t => t.ClosedBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(t => t.Reason).HasMaxLength(LongestReason);
            builder.Property(t => t.State).IsConcurrencyToken();
            builder.HasIndex(t => new { t.CourseId, t.ActivityId, t.QuestionId });
            builder.HasIndex(t => new { t.CourseId, t.ActivityId, t.QuestionId, t.Finding }).IsUnique().HasFilter("\"State\" = 'Open'");
        }
    }
}

/// <summary>What a quiz came to when it was last analysed, for the list of all quizzes: working all of them out for one page would take too long.</summary>
public sealed class QuizMeasure
{
    private QuizMeasure()
    {
    }

    internal QuizMeasure(string courseId, string activityId) => (CourseId, ActivityId) = (courseId, activityId);

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    /// <summary>What it rests on (<see cref="QuizAnalysis"/>): nothing has to be done while that is the same.</summary>
    public string Basis { get; private set; } = "";

    public int Attempts { get; private set; }

    public double? Alpha { get; private set; }

    public DateTimeOffset MeasuredAt { get; private set; }

    internal void Measure(QuizAnalysis analysis, DateTimeOffset now) =>
        (Basis, Attempts, Alpha, MeasuredAt) = (analysis.Basis, analysis.Figures.Attempts, analysis.Figures.Reliability?.Alpha, now);

    internal sealed class Table : IEntityTypeConfiguration<QuizMeasure>
    {
        public void Configure(EntityTypeBuilder<QuizMeasure> builder)
        {
            builder.HasKey(m => new { m.CourseId, m.ActivityId });
            builder.Property(m => m.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.Basis).HasMaxLength(300);
        }
    }
}

public static class AnalysisTables
{
    extension(LearningDb db)
    {
        public DbSet<ItemTask> ItemTasks => db.Set<ItemTask>();

        public DbSet<QuizMeasure> QuizMeasures => db.Set<QuizMeasure>();
    }
}
