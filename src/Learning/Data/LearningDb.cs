using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>
/// All tables of the product. Each capability describes its own beside its entities (<see cref="IEntityTypeConfiguration{T}"/>) and names
/// them with an extension property; a derived context per database product holds the migrations.
/// </summary>
public abstract class LearningDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The longest id an author or a host may give: of a course, an activity, a question, a learner.</summary>
    public const int LongestId = 100;

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LearningDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
}
