using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>Somebody by exactly her user name, her name or her mail address. Nobody is found by a part of a name here: who is on this site is nobody's business.</summary>
public sealed class FindPerson(LearningDb db, IAccountBook accounts, TimeProvider clock)
{
    /// <summary>Her id, or the name of the text that says why not. A user name comes first: it is one person's only.</summary>
    internal async Task<(string? Id, string? Problem)> ByNameOrMailAsync(string who, CancellationToken cancellation)
    {
        if (who.Length == 0)
        {
            return (null, "FindPerson.Missing");
        }

        if ((await accounts.FindAsync([who], cancellation)).Values.FirstOrDefault() is { } account)
        {
            await RememberAsync(account, who, cancellation);
            return (account, null);
        }

        var mail = who.ToLowerInvariant();
        var found = await db.Learners.AsNoTracking().Where(l => !l.IsGuest && (l.Name == who || l.Email == mail)).OrderBy(l => l.Id).Select(l => l.Id).Take(2).ToListAsync(cancellation);
        return found switch
        {
            [var one] => (one, null),
            [] => (null, "FindPerson.Nobody"),
            _ => (null, "FindPerson.Several"),
        };
    }

    /// <summary>Whoever has an account and has never acted here is known by her user name until she does.</summary>
    private Task RememberAsync(string id, string userName, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            if (!await db.Learners.AnyAsync(l => l.Id == id, cancellation))
            {
                db.Add(Learner.Known(id, userName, null, System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, clock.GetUtcNow()));
            }

            return true;
        },
        cancellation);
}
