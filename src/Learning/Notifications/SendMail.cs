using Learning.Data;
using Learning.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Learning.Notifications;

/// <summary>
/// Sends what waits in the outbox, in its order, up to <see cref="Most"/> at a time. Each mail is claimed by itself, in a transaction that is over before anything is sent, so several workers never have
/// the same in hand; and what became of it is kept before the next is claimed. A mail that was in hand when its worker died is given up after a while: it may have been sent, and a second copy is worse than a
/// reason that a facilitator can read and act on.
/// </summary>
public sealed partial class SendMail(LearningDb db, IMailSender sender, LearningOptions options, TimeProvider clock, ILogger<SendMail> log)
{
    public const int Most = 500;

    /// <summary>No worker has a mail in hand for longer: see the limits in <see cref="MailOptions"/>.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(30);

    public const string Stuck = "The site stopped while this was being sent. Whether it arrived cannot be known, so it is not sent again by itself.";

    /// <summary>How many were handed over.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        if (options.Mail is null || sender is NoSender)
        {
            return 0;
        }

        await GiveUpStuckAsync(cancellation);
        var sent = 0;
        for (var handled = 0; handled < Most && !cancellation.IsCancellationRequested && await ClaimAsync(cancellation) is { } mail; handled++)
        {
            var result = await sender.SendAsync(mail, cancellation);
            await KeepAsync(mail, result);   // also where the site stops now
            Measures.MailsTried.Add(1, Measures.As(result.Outcome.ToString()));
            sent += result.Outcome == Handover.Accepted ? 1 : 0;
            if (result.ConcernsAll || result.Outcome == Handover.Unknown)
            {
                Waiting(log, result.Words);
                break;   // the others wait for the next run, and lose no try
            }
        }

        return sent;
    }

    private async Task GiveUpStuckAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var before = now - StuckAfter;
        if (!await db.Mails.AnyAsync(m => m.State == MailState.Sending && m.ChangedAt < before, cancellation))
        {
            return;
        }

        await db.WriteAsync(
            () => db.Mails.Where(m => m.State == MailState.Sending && m.ChangedAt < before).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MailState.GivenUp).SetProperty(m => m.Answer, Stuck).SetProperty(m => m.ChangedAt, now), cancellation),
            cancellation);
    }

    /// <summary>The next one, and nobody else's. Null: nothing waits that no other worker has in hand.</summary>
    private Task<Mail?> ClaimAsync(CancellationToken cancellation) => db.WriteAsync(
        Turn.RowByRow,
        async () =>
        {
            var now = clock.GetUtcNow();
            if (await NextAsync(now, cancellation) is not { } next)
            {
                return null;
            }

            next.Take(now);
            await db.Mails.Where(m => m.Id == next.Id).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Tries, next.Tries).SetProperty(m => m.ChangedAt, next.ChangedAt), cancellation);
            return next;
        },
        cancellation);

    /// <summary>Within a transaction that changes its state. On PostgreSQL workers claim beside each other: each passes over what another is about to claim.</summary>
    private async Task<Mail?> NextAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (db is not PostgresLearningDb)
        {
            return await db.Mails.AsNoTracking().Where(m => m.State == MailState.Queued && m.NextTryAt <= now).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellation);
        }

        var claimed = await db.Mails.FromSql(
            $"""SELECT * FROM "Mails" WHERE "State" = {nameof(MailState.Queued)} AND "NextTryAt" <= {now.ToUniversalTime()} ORDER BY "NextTryAt", "Id" LIMIT 1 FOR UPDATE SKIP LOCKED""")
            .AsNoTracking().ToListAsync(cancellation);
        return claimed.FirstOrDefault();
    }

    /// <summary>Its own claim only: a row that was given up meanwhile, or claimed anew, is not this worker's any more.</summary>
    private Task<int> KeepAsync(Mail mail, HandoverResult result)
    {
        var (claimedAt, now) = (mail.ChangedAt, clock.GetUtcNow());
        var (state, wait) = result.Outcome switch
        {
            Handover.Accepted => (MailState.Sent, null),
            Handover.Refused => (MailState.Refused, null),
            Handover.Unknown => (MailState.GivenUp, null),
            _ => RetrySchedule.After(mail.Tries) is { } after ? (MailState.Queued, after) : (MailState.GivenUp, (TimeSpan?)null),
        };
        mail.Change(state, Printable(result.Words), now, wait is { } time ? now + time : null);
        var (text, html) = state == MailState.Sent ? ("", "") : (mail.TextBody, mail.HtmlBody);   // the inbox keeps the words; a link that lets somebody in has done its work
        return db.WriteAsync(
            Turn.RowByRow,
            () => db.Mails.Where(m => m.Id == mail.Id && m.State == MailState.Sending && m.ChangedAt == claimedAt).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, mail.State)
                    .SetProperty(m => m.Answer, mail.Answer)
                    .SetProperty(m => m.ChangedAt, mail.ChangedAt)
                    .SetProperty(m => m.NextTryAt, mail.NextTryAt)
                    .SetProperty(m => m.TextBody, text)
                    .SetProperty(m => m.HtmlBody, html),
                CancellationToken.None),
            CancellationToken.None);
    }

    /// <summary>A server may say anything; people read it on a page.</summary>
    private static string Printable(string words) => string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail waits: {Words}")]
    private static partial void Waiting(ILogger log, string words);
}
