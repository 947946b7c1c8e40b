using Learning.Authoring;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials;

/// <summary>
/// A certificate: that somebody completed a course, or all courses of a pathway. It carries its own copy of all it states, so it stays true and checkable whatever
/// becomes of the course or the account. What it states changes only by acts that are logged (<see cref="Log.CredentialLogEntry"/>).
/// </summary>
public sealed class Credential
{
    public const int LongestPseudonym = 60;

    private Credential()
    {
    }

    /// <summary>Public: it stands in the address that anyone may check. Random enough not to be guessed.</summary>
    public Guid Id { get; private set; }

    /// <summary>"" where it is a pathway's.</summary>
    public string CourseId { get; private set; } = "";

    /// <summary>"" where it is a course's.</summary>
    public string PathwayId { get; private set; } = "";

    /// <summary>Of the course or the pathway.</summary>
    public string SubjectId => PathwayId.Length > 0 ? PathwayId : CourseId;

    public string LearnerId { get; private set; } = "";

    /// <summary>"" where its holder was forgotten.</summary>
    public string HolderName { get; private set; } = "";

    /// <summary>The holder's name in small letters, to be found by its beginning; the database writes it (<see cref="NameColumns"/>).</summary>
    public string? SoughtName { get; private set; }

    /// <summary>The same from its second word on, or the last four signs of a name of one word.</summary>
    public string? SoughtRest { get; private set; }

    /// <summary>Of the course or the pathway.</summary>
    public string CourseTitle { get; private set; } = "";

    /// <summary>The language she took the course in, where the course has it; else the course's own: en, fr, es, ar …</summary>
    public string Language { get; private set; } = "";

    public decimal Hours { get; private set; }

    /// <summary>As the author calls it; "" where nothing is said.</summary>
    public string Level { get; private set; } = "";

    /// <summary>What its holder is able to do: the objectives of the course, or the courses of the pathway.</summary>
    public List<string> Competences { get; private set; } = [];

    /// <summary>The revision number in force when it was completed; of a pathway its version.</summary>
    public int RevisionNumber { get; private set; }

    /// <summary>Per cent of the best attempt at the course's test, where it has one.</summary>
    public int? TestPercent { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Until when it is valid; null: for ever.</summary>
    public DateTimeOffset? ValidUntil { get; private set; }

    public DateTimeOffset? RenewedAt { get; private set; }

    /// <summary>Whether everybody who has its address sees what it states; else only through links of the holder's.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>What she is called instead of by her name wherever it is shown; null: by her name.</summary>
    public string? Pseudonym { get; private set; }

    /// <summary>The places it has had in the lists of what was revoked; the last one counts.</summary>
    public List<CredentialStatus> Statuses { get; private set; } = [];

    /// <summary>Null where it was not read. One that is not saved yet, and has no place, is the latest.</summary>
    public CredentialStatus? Status => Statuses.MaxBy(s => s.Place == 0 ? int.MaxValue : s.Place);

    public bool IsRevoked => Status?.RevokedAt is not null;

    /// <summary>Neither revoked nor over.</summary>
    public bool Holds(DateTimeOffset now) => !IsRevoked && !Validity.IsOver(ValidUntil, now);

    public static Credential Issue(
        string courseId, string learnerId, string holderName, CourseOutline outline, int revisionNumber, int? testPercent, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        CourseId = courseId,
        LearnerId = learnerId,
        HolderName = holderName,
        CourseTitle = outline.Title,
        Language = outline.Language,
        Hours = outline.Hours,
        Level = outline.Level,
        Competences = [.. outline.Objectives.Select(o => o.Text)],
        RevisionNumber = revisionNumber,
        TestPercent = testPercent,
        IssuedAt = now,
        ValidUntil = Validity.Until(now, outline.Certificate?.Months),
        Statuses = [new()],
    };

    /// <param name="courses">The certificates of its courses, in its order.</param>
    internal static Credential Issue(Pathways.Pathway pathway, string learnerId, string holderName, string language, IReadOnlyList<Credential> courses, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        PathwayId = pathway.Id,
        LearnerId = learnerId,
        HolderName = holderName,
        CourseTitle = pathway.TitleIn(language),
        Language = pathway.LanguageIn(language),
        Hours = courses.Sum(c => c.Hours),
        Competences = [.. courses.Select(c => c.CourseTitle)],
        RevisionNumber = pathway.Version,
        IssuedAt = now,
        ValidUntil = Validity.Until(now, pathway.Months),
        Statuses = [new()],
    };

    internal void Renew(DateTimeOffset now, DateTimeOffset? until) => (RenewedAt, ValidUntil) = (now, until);

    /// <summary>What was given out with another name holds no more.</summary>
    internal void Correct(string name, DateTimeOffset now)
    {
        HolderName = name;
        Status?.Revoke(RevocationCause.Replaced, "", now);
        Statuses.Add(new());
    }

    internal void Revoke(RevocationCause cause, string reason, DateTimeOffset now) => Status?.Revoke(cause, reason, now);

    /// <summary>In a new place: what a list has called revoked it does not take back.</summary>
    internal void Restore() => Statuses.Add(new());

    internal void Show(bool isHidden, string? pseudonym) => (IsHidden, Pseudonym) = (isHidden, pseudonym);

    internal void Forget()
    {
        (HolderName, Pseudonym, LearnerId) = ("", null, $"forgotten-{Guid.NewGuid():N}");   // nothing ties her certificates together any more
        Statuses.ForEach(status => status.Forget());
    }

    internal sealed class Table : IEntityTypeConfiguration<Credential>
    {
        public void Configure(EntityTypeBuilder<Credential> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.PathwayId).HasMaxLength(LearningDb.LongestId).HasDefaultValue("");
            builder.Property(c => c.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.HolderName).HasMaxLength(Accounts.Learner.LongestName);
            builder.Property(c => c.Level).HasDefaultValue("");
            builder.Property(c => c.IsHidden).HasDefaultValue(false);
            builder.Property(c => c.Pseudonym).HasMaxLength(LongestPseudonym);
            builder.Ignore(c => c.SubjectId);
            builder.Ignore(c => c.Status);
            builder.Ignore(c => c.IsRevoked);
            builder.HasMany(c => c.Statuses).WithOne().HasForeignKey(s => s.CredentialId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(c => new { c.LearnerId, c.CourseId, c.PathwayId }).IsUnique();
            builder.HasIndex(c => new { c.CourseId, c.PathwayId, c.IssuedAt, c.Id });
            builder.HasIndex(c => new { c.IssuedAt, c.Id });
            builder.HasIndex(c => new { c.ValidUntil, c.Id });
            builder.HasSoughtName(nameof(HolderName));
        }
    }
}

public static class CredentialTables
{
    extension(LearningDb db)
    {
        public DbSet<Credential> Credentials => db.Set<Credential>();
    }
}
