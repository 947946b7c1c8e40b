using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Data;

/// <summary>
/// All tables of the product. Each capability describes its own beside its entities (<see cref="IEntityTypeConfiguration{T}"/>) and names
/// them with an extension property; a derived context per database product holds the migrations.
/// </summary>
public abstract class LearningDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The longest id an author or a host may give: of a course, an activity, a question, a learner.</summary>
    public const int LongestId = 100;

    private SlowQueries? _slowQueries;
    private bool _isAsked;

    /// <summary>What the act under way counts.</summary>
    internal Tally Tally { get; } = new();

    /// <summary>
    /// The act under way runs again since another was first. An id that was not found among the rows of one learner may then be somebody else's, so it is asked for among all; the first time that is no question, and on a distributed
    /// database her rows alone are looked at (<see cref="Placement"/>).
    /// </summary>
    internal bool IsAgain { get; set; }

    /// <summary>When whoever writes with this context began to wait in line (<see cref="WriteGate.LineUpAsync"/>), by the clock of <see cref="System.Diagnostics.Stopwatch"/>; nought: she has not. Whoever sets it takes it back.</summary>
    internal long LinedUpAt { get; set; }

    /// <summary>Null where this context was made without a host. Kept, since a context of the pool lives long and every page asks.</summary>
    internal SlowQueries? SlowQueries
    {
        get
        {
            if (!_isAsked)
            {
                _slowQueries = this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<SlowQueries>();
                _isAsked = true;
            }

            return _slowQueries;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LearningDb).Assembly);
        Placement.NameLearners(modelBuilder);
        NameColumns.Compute(modelBuilder, this is PostgresLearningDb);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
}
