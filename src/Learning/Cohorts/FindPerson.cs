using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>Somebody by exactly her name or her mail address. Nobody is found by a part of a name here: who is on this site is nobody's business.</summary>
internal static class FindPerson
{
    /// <summary>Her id, or the name of the text that says why not.</summary>
    public static async Task<(string? Id, string? Problem)> ByNameOrMailAsync(string who, LearningDb db, CancellationToken cancellation)
    {
        if (who.Length == 0)
        {
            return (null, "FindPerson.Missing");
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
}
