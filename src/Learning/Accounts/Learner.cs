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

    private Learner()
    {
    }

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public bool IsGuest { get; private set; }

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
    }

    internal sealed class Table : IEntityTypeConfiguration<Learner>
    {
        public void Configure(EntityTypeBuilder<Learner> builder)
        {
            builder.Property(l => l.Id).HasMaxLength(LearningDb.LongestId);
            builder.Property(l => l.Name).HasMaxLength(LongestName);
        }
    }
}

public static class KnownLearners
{
    extension(LearningDb db)
    {
        public DbSet<Learner> Learners => db.Set<Learner>();

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
