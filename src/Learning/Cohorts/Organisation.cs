using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>What a body of workers is within another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrganisationKind>))]
public enum OrganisationKind
{
    Federation,
    Union,
    Branch,
}

/// <summary>A federation, a union or a branch. Whoever looks after one looks after all that is below it.</summary>
public sealed class Organisation
{
    public const int LongestName = 120;

    /// <summary>A federation of federations, its unions, their regions, branches and sections: more levels than anybody has.</summary>
    public const int MostLevels = 8;

    private const char Separator = '/';

    private Organisation()
    {
    }

    public Guid Id { get; private set; }

    public Guid? ParentId { get; private set; }

    public string Name { get; private set; } = "";

    public OrganisationKind Kind { get; private set; }

    /// <summary>The ids from the top down to this one, each followed by "/": all below it begin with it.</summary>
    public string Path { get; private set; } = "";

    public int Level => Path.Count(c => c == Separator);

    public bool IsWithin(Organisation other) => Path.StartsWith(other.Path, StringComparison.Ordinal);

    internal static Organisation Found(string name, OrganisationKind kind, Organisation? parent, DateTimeOffset now)
    {
        var organisation = new Organisation { Id = Guid.CreateVersion7(now), Name = name, Kind = kind };
        organisation.Under(parent);
        return organisation;
    }

    internal void Rename(string name, OrganisationKind kind) => (Name, Kind) = (name, kind);

    /// <summary>Its own place only; those below it follow by <see cref="Follow"/>.</summary>
    internal void Under(Organisation? parent)
    {
        ParentId = parent?.Id;
        Path = $"{parent?.Path}{Id:N}{Separator}";
    }

    /// <summary>An organisation above has moved from one path to another.</summary>
    internal void Follow(string from, string to) => Path = to + Path[from.Length..];

    internal sealed class Table : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder)
        {
            builder.ToTable("Organisations");
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.Name).HasMaxLength(LongestName);
            builder.Property(o => o.Path).HasMaxLength(MostLevels * 33);
            builder.HasIndex(o => o.Path).IsUnique();
            builder.HasIndex(o => new { o.ParentId, o.Name });
            builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Somebody looks after an organisation: she sees the cohorts of it and of all below it, and makes new ones there.</summary>
public sealed class Steward
{
    private Steward()
    {
    }

    internal Steward(Guid organisationId, string personId, DateTimeOffset now) => (OrganisationId, PersonId, Since) = (organisationId, personId, now);

    public Guid OrganisationId { get; private set; }

    public string PersonId { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<Steward>
    {
        public void Configure(EntityTypeBuilder<Steward> builder)
        {
            builder.ToTable("Stewards");
            builder.HasKey(s => new { s.OrganisationId, s.PersonId });
            builder.Property(s => s.PersonId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(s => s.PersonId);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
