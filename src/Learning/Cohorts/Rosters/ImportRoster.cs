using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Rosters;

/// <summary>
/// Does what the dry run of a list has shown, a hundred people to a transaction: all at once would hold up everybody who answers a question meanwhile. A person is done whole, with account,
/// place, courses and invitation, or not at all. Where the process dies in between, what is done is done, and confirming once more, or reading the file again, does the rest: whoever is in is passed over.
/// </summary>
public sealed class ImportRoster(LearningDb db, JoinCohort join, InviteByMail invite, IAccountBook book, TimeProvider clock)
{
    private const int AtOnce = 100;

    /// <summary>What came of it: how many, and who has an account by this list.</summary>
    internal sealed record Imported(int PutIn, int Invited, IReadOnlyList<NewAccount> Accounts, int Missed);

    /// <param name="ticket">The list.</param>
    /// <param name="todo">The rows of it that are still to be done.</param>
    /// <param name="cancellation">Ends it between two hundreds.</param>
    internal async Task<Imported> ImportAsync(RosterTicket ticket, IReadOnlyList<PlannedRow> todo, CancellationToken cancellation)
    {
        foreach (var some in todo.Chunk(AtOnce))
        {
            var accounts = some.Where(p => p.Account is not null).Select(p => (Account: p.Account!, Sealed: book.Seal(p.Account!))).ToArray();
            await db.WriteAsync(
                Turn.Alone,
                async () =>
                {
                    await DoAsync(ticket, some, accounts, cancellation);
                    return true;
                },
                cancellation);
            db.ChangeTracker.Clear();
        }

        var done = await CountAsync(ticket, cancellation);
        await db.WriteAsync(
            async () =>
            {
                if (!await IsDoneAsync(ticket, cancellation))
                {
                    db.Add(CohortLogEntry.Of(ticket.CohortId, CohortDeed.Imported, ticket.By, clock.GetUtcNow(), detail: $"+{done.PutIn} · @{done.Invited}", id: ticket.Id));
                }

                return true;
            },
            cancellation);
        return done;
    }

    /// <summary>The line of the log is the last thing of an import.</summary>
    internal Task<bool> IsDoneAsync(RosterTicket ticket, CancellationToken cancellation) => db.CohortLog.AnyAsync(e => e.Id == ticket.Id, cancellation);

    /// <summary>As it stands now: what the list asked for and what is so. Asked again, it says the same.</summary>
    internal async Task<Imported> CountAsync(RosterTicket ticket, CancellationToken cancellation)
    {
        var members = (await db.Members.Where(m => m.CohortId == ticket.CohortId && m.WithdrawnAt == null).Select(m => m.LearnerId).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var asked = ticket.Rows.Where(p => p.IsToDo).ToArray();
        var into = asked.Where(p => p.Outcome != RosterOutcome.Invite).ToArray();
        var putIn = into.Count(p => members.Contains(p.Account?.Id ?? p.LearnerId!));
        return new(putIn, asked.Length - into.Length, [.. asked.Select(p => p.Account).OfType<NewAccount>().Where(a => members.Contains(a.Id))], into.Length - putIn);
    }

    private async Task DoAsync(RosterTicket ticket, PlannedRow[] some, IReadOnlyList<(NewAccount Account, string Sealed)> accounts, CancellationToken cancellation)
    {
        var cohort = await db.Cohorts.SingleAsync(c => c.Id == ticket.CohortId, cancellation);
        if (cohort.ArchivedAt is not null)
        {
            return;
        }

        // Only one writes at a time, so what is free here stays free: whoever took a user name since the plan was made keeps it, and that row is left.
        var taken = await book.FindAsync([.. accounts.Select(a => a.Account.UserName)], cancellation);
        var free = accounts.Where(a => !taken.TryGetValue(a.Account.UserName, out var owner) || owner == a.Account.Id).ToArray();
        if (free.Length > 0)
        {
            await book.MakeAsync(free, cancellation);
        }

        var made = free.Select(a => a.Account.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var plan in some.Where(p => p.Account is null || made.Contains(p.Account.Id)))
        {
            var row = plan.Row;
            var language = row.Language ?? ticket.Language;
            if (plan.Outcome == RosterOutcome.Invite)
            {
                await invite.InviteAsync(cohort, row.Mail, row.Name, language, ticket.By, cancellation);
                continue;
            }

            var id = plan.Account?.Id ?? plan.LearnerId!;
            if (!await db.Learners.AnyAsync(l => l.Id == id, cancellation))
            {
                db.Add(Learner.Known(id, plan.Account?.Name ?? (row.Name.Length > 0 ? row.Name : row.UserName), null, language, clock.GetUtcNow()));
            }

            await join.JoinAsync(cohort, id, JoinedBy.Roster, ticket.By, cancellation);
        }
    }
}
