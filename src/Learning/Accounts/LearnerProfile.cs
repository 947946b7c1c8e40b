using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Accounts;

[JsonConverter(typeof(JsonStringEnumConverter<Sex>))]
public enum Sex
{
    Woman,
    Man,
    Other,
}

/// <summary>
/// What somebody chose to tell about herself, for reports in which nobody is named. Everything is optional, and nobody has to have a row. Membership of a union is data of a special category
/// (Regulation (EU) 2016/679, Article 9), so nothing here is asked for that a report does not need.
/// </summary>
public sealed class LearnerProfile
{
    public const int LongestRegion = 80;
    public const int LongestOrganisation = 120;

    private LearnerProfile()
    {
    }

    internal LearnerProfile(string learnerId) => LearnerId = learnerId;

    public string LearnerId { get; private set; } = "";

    public string Region { get; private set; } = "";

    public string Organisation { get; private set; } = "";

    public Sex? Sex { get; private set; }

    public DateTimeOffset ToldAt { get; private set; }

    internal void Tell(string region, string organisation, Sex? sex, DateTimeOffset now) => (Region, Organisation, Sex, ToldAt) = (region, organisation, sex, now);

    internal sealed class Table : IEntityTypeConfiguration<LearnerProfile>
    {
        public void Configure(EntityTypeBuilder<LearnerProfile> builder)
        {
            builder.ToTable("LearnerProfiles");
            builder.HasKey(p => p.LearnerId);
            builder.Property(p => p.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(p => p.Region).HasMaxLength(LongestRegion);
            builder.Property(p => p.Organisation).HasMaxLength(LongestOrganisation);
        }
    }
}
