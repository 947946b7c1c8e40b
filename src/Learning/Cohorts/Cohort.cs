using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>What a facilitator says about a cohort. Days are days of the cohort's own time zone.</summary>
public sealed record CohortPlan
{
    public required string Name { get; init; }

    /// <summary>Null: it belongs to no organisation.</summary>
    public Guid? OrganisationId { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null: open.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>An IANA name, for example Africa/Dakar.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What whoever joins reads first: plain text.</summary>
    public string Welcome { get; init; } = "";

    /// <summary>Whether its code and link let anybody in who has them.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>After so many days without a step a learner counts as stalled, 3..60.</summary>
    public int StalledAfterDays { get; init; } = Cohort.UsualStalledAfterDays;

    /// <summary>Reminders to one learner in one week, 0..3; 0: none are sent.</summary>
    public int RemindersAWeek { get; init; } = 1;
}

/// <summary>Learners whom facilitators take through one course or several, in time.</summary>
public sealed class Cohort
{
    public const int LongestName = 120;
    public const int LongestWelcome = 4000;
    public const int LongestTimeZone = 64;
    public const int UsualStalledAfterDays = 14;

    private Cohort()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public Guid? OrganisationId { get; private set; }

    public DateOnly StartsOn { get; private set; }

    public DateOnly? EndsOn { get; private set; }

    public string TimeZone { get; private set; } = "UTC";

    public string Welcome { get; private set; } = "";

    /// <summary>Lets people in, while <see cref="IsOpen"/>.</summary>
    public string Code { get; private set; } = "";

    public bool IsOpen { get; private set; }

    public int StalledAfterDays { get; private set; } = UsualStalledAfterDays;

    public int RemindersAWeek { get; private set; } = 1;

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>It is over and out of the way: nothing is sent, nobody joins, everything can still be read.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    public bool TakesPeople => IsOpen && ArchivedAt is null;

    internal static Cohort Create(CohortPlan plan, string code, string by, DateTimeOffset now)
    {
        var cohort = new Cohort { Id = Guid.CreateVersion7(now), Code = code, CreatedBy = by, CreatedAt = now };
        cohort.Change(plan);
        return cohort;
    }

    internal void Change(CohortPlan plan)
    {
        Name = plan.Name;
        OrganisationId = plan.OrganisationId;
        StartsOn = plan.StartsOn;
        EndsOn = plan.EndsOn;
        TimeZone = plan.TimeZone;
        Welcome = plan.Welcome;
        IsOpen = plan.IsOpen;
        StalledAfterDays = plan.StalledAfterDays;
        RemindersAWeek = plan.RemindersAWeek;
    }

    internal void Recode(string code) => Code = code;

    internal void Archive(DateTimeOffset now) => ArchivedAt ??= now;

    internal void Reopen() => ArchivedAt = null;

    internal sealed class Table : IEntityTypeConfiguration<Cohort>
    {
        public void Configure(EntityTypeBuilder<Cohort> builder)
        {
            builder.ToTable("Cohorts");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Name).HasMaxLength(LongestName);
            builder.Property(c => c.TimeZone).HasMaxLength(LongestTimeZone);
            builder.Property(c => c.Welcome).HasMaxLength(LongestWelcome);
            builder.Property(c => c.Code).HasMaxLength(JoinCode.Length);
            builder.Property(c => c.CreatedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(c => c.Code).IsUnique();
            builder.HasIndex(c => c.OrganisationId);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public static class CohortTables
{
    extension(LearningDb db)
    {
        public DbSet<Organisation> Organisations => db.Set<Organisation>();

        public DbSet<Steward> Stewards => db.Set<Steward>();

        public DbSet<Cohort> Cohorts => db.Set<Cohort>();

        public DbSet<CohortCourse> CohortCourses => db.Set<CohortCourse>();

        public DbSet<DueDate> DueDates => db.Set<DueDate>();

        public DbSet<CohortFacilitator> CohortFacilitators => db.Set<CohortFacilitator>();

        public DbSet<Member> Members => db.Set<Member>();

        public DbSet<Concession> Concessions => db.Set<Concession>();

        public DbSet<FacilitatorNote> FacilitatorNotes => db.Set<FacilitatorNote>();

        public DbSet<CohortLogEntry> CohortLog => db.Set<CohortLogEntry>();

        public DbSet<Meeting> Meetings => db.Set<Meeting>();

        public DbSet<Attendance> Attendances => db.Set<Attendance>();

        public DbSet<Invitation> Invitations => db.Set<Invitation>();
    }
}
