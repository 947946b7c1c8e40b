using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>A course of a cohort; several are a pathway, in this order.</summary>
public sealed class CohortCourse
{
    private CohortCourse()
    {
    }

    internal CohortCourse(Guid cohortId, string courseId, int position) => (CohortId, CourseId, Position) = (cohortId, courseId, position);

    public Guid CohortId { get; private set; }

    public string CourseId { get; private set; } = "";

    public int Position { get; internal set; }

    internal sealed class Table : IEntityTypeConfiguration<CohortCourse>
    {
        public void Configure(EntityTypeBuilder<CohortCourse> builder)
        {
            builder.ToTable("CohortCourses");
            builder.HasKey(c => new { c.CohortId, c.CourseId });
            builder.Property(c => c.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(c => c.CourseId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The day by whose end a module is to be done by all of a cohort.</summary>
public sealed class DueDate
{
    private DueDate()
    {
    }

    internal DueDate(Guid cohortId, string courseId, string moduleId, DateOnly on) => (CohortId, CourseId, ModuleId, On) = (cohortId, courseId, moduleId, on);

    public Guid CohortId { get; private set; }

    public string CourseId { get; private set; } = "";

    public string ModuleId { get; private set; } = "";

    /// <summary>A day of the cohort's time zone.</summary>
    public DateOnly On { get; internal set; }

    internal sealed class Table : IEntityTypeConfiguration<DueDate>
    {
        public void Configure(EntityTypeBuilder<DueDate> builder)
        {
            builder.ToTable("DueDates");
            builder.HasKey(d => new { d.CohortId, d.CourseId, d.ModuleId });
            builder.Property(d => d.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.ModuleId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Somebody who takes a cohort through its courses.</summary>
public sealed class CohortFacilitator
{
    private CohortFacilitator()
    {
    }

    internal CohortFacilitator(Guid cohortId, string personId, DateTimeOffset now) => (CohortId, PersonId, Since) = (cohortId, personId, now);

    public Guid CohortId { get; private set; }

    public string PersonId { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<CohortFacilitator>
    {
        public void Configure(EntityTypeBuilder<CohortFacilitator> builder)
        {
            builder.ToTable("CohortFacilitators");
            builder.HasKey(f => new { f.CohortId, f.PersonId });
            builder.Property(f => f.PersonId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(f => f.PersonId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(f => f.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
