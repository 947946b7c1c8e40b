using System.Globalization;
using System.Security.Claims;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Accounts;

/// <summary>
/// A person who studies, as this library knows her: the host's id, the name she wants on her certificate, and whether she is a guest
/// (studying before she has registered). The host owns everything else about her.
/// </summary>
public sealed class Learner
{
    public const int LongestName = 120;
    public const int LongestEmail = 254;   // RFC 5321, 4.5.3.1.3
    public const int LongestLanguage = 8;
    public const int LongestTimeZone = 64;

    private Learner()
    {
    }

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>In small letters, to be found by its beginning; the database writes it (<see cref="NameColumns"/>).</summary>
    public string? SoughtName { get; private set; }

    /// <summary>The same from its second word on, or the last four signs of a name of one word.</summary>
    public string? SoughtRest { get; private set; }

    public bool IsGuest { get; private set; }

    /// <summary>Where mail reaches her; null: nowhere, and she reads her messages here.</summary>
    public string? Email { get; private set; }

    /// <summary>The language of the interface when she acted last: en, fr, es, ar.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>Where she is, an IANA name, as she chose; null: not known.</summary>
    public string? TimeZone { get; private set; }

    public DateTimeOffset FirstSeenAt { get; private set; }

    public static Learner From(ClaimsPrincipal user, DateTimeOffset now)
    {
        var learner = new Learner { Id = user.LearnerId, FirstSeenAt = now };
        learner.Update(user);
        return learner;
    }

    public void Update(ClaimsPrincipal user)
    {
        Name = user.NameToShow;
        IsGuest = user.IsGuest;
        Email = user.EmailOrNull;
        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    }

    public void LivesIn(string? timeZone) => TimeZone = timeZone;

    /// <summary>Somebody a list named, who has an account and has not acted yet.</summary>
    internal static Learner Known(string id, string name, string? email, string language, DateTimeOffset now) =>
        new() { Id = id, Name = name, Email = email, Language = language, FirstSeenAt = now };

    internal sealed class Table : IEntityTypeConfiguration<Learner>
    {
        public void Configure(EntityTypeBuilder<Learner> builder)
        {
            builder.Property(l => l.Id).HasMaxLength(LearningDb.LongestId);
            builder.Property(l => l.Name).HasMaxLength(LongestName);
            builder.Property(l => l.Email).HasMaxLength(LongestEmail);
            builder.Property(l => l.Language).HasMaxLength(LongestLanguage);
            builder.Property(l => l.TimeZone).HasMaxLength(LongestTimeZone);
            builder.HasIndex(l => l.Email);
            builder.HasSoughtName(nameof(Name));
        }
    }
}

public static class KnownLearners
{
    extension(LearningDb db)
    {
        public DbSet<Learner> Learners => db.Set<Learner>();

        public DbSet<LearnerProfile> LearnerProfiles => db.Set<LearnerProfile>();

        /// <summary>Remembers who somebody is at the moment she acts, so that pages about her do not have to ask the host.</summary>
        public async Task RememberLearnerAsync(ClaimsPrincipal user, DateTimeOffset now, CancellationToken cancellation)
        {
            var known = await db.Set<Learner>().FindAsync([user.LearnerId], cancellation);
            if (known is null)
            {
                db.Add(Learner.From(user, now));
            }
            else
            {
                known.Update(user);
            }
        }
    }
}
