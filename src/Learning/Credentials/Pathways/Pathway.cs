using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials.Pathways;

/// <summary>Courses that together give a certificate of their own.</summary>
public sealed class Pathway
{
    public const int LongestTitle = 120;
    public const int FewestCourses = 2;
    public const int MostCourses = 20;
    public const int MostMonths = 120;

    private Pathway()
    {
    }

    internal Pathway(string id, DateTimeOffset now) => (Id, MadeAt) = (id, now);

    /// <summary>Lower-case letters, digits and hyphens; for ever.</summary>
    public string Id { get; private set; } = "";

    /// <summary>A name in English first, then in French, Spanish and Arabic where it has one: "en:Title".</summary>
    public List<string> Titles { get; private set; } = [];

    /// <summary>Ids of courses, in the order in which they are best taken.</summary>
    public List<string> CourseIds { get; private set; } = [];

    /// <summary>How long its certificate is valid; null: for ever.</summary>
    public int? Months { get; private set; }

    /// <summary>From 1; with each change one more. It stands on certificates.</summary>
    public int Version { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Since when nobody gets it any more; null: it is to be had.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>In a language, else in the first it has.</summary>
    public string TitleIn(string language) =>
        (Titles.Find(t => t.StartsWith(language + ":", StringComparison.Ordinal)) ?? Titles.FirstOrDefault(":")) is var title ? title[(title.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";

    /// <summary>The language its title is in when asked for in one.</summary>
    public string LanguageIn(string language) =>
        Titles.Exists(t => t.StartsWith(language + ":", StringComparison.Ordinal)) ? language : Titles.FirstOrDefault("en:") is var first ? first[..first.IndexOf(':', StringComparison.Ordinal)] : "en";

    internal void Change(IEnumerable<(string Language, string Title)> titles, IEnumerable<string> courses, int? months)
    {
        Titles = [.. titles.Select(t => $"{t.Language}:{t.Title}")];
        CourseIds = [.. courses];
        Months = months;
        Version++;
    }

    internal void Close(DateTimeOffset? at) => ClosedAt = at;

    internal sealed class Table : IEntityTypeConfiguration<Pathway>
    {
        public void Configure(EntityTypeBuilder<Pathway> builder)
        {
            builder.ToTable("Pathways");
            builder.Property(p => p.Id).HasMaxLength(LearningDb.LongestId).ValueGeneratedNever();
        }
    }
}

public static class PathwayTables
{
    extension(LearningDb db)
    {
        public DbSet<Pathway> Pathways => db.Set<Pathway>();
    }
}
