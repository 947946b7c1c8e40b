using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Tells people something, in the transaction of its cause: a message in the inbox of each, and a mail in the outbox where she has an address, is no guest and did not ask for no mail on that topic. The same key
/// is told once.
/// </summary>
public sealed class PostMessage(LearningDb db, WriteLetter write, MailAddresses addresses, LearningOptions options, InterfaceTexts texts, SiteIdentity site, TimeProvider clock)
{
    /// <summary>Rows asked for in one question to the database.</summary>
    private const int AtOnce = 500;

    /// <param name="Messages">Told in the inbox.</param>
    /// <param name="Mails">Of these, by mail too.</param>
    public sealed record Posted(int Messages, int Mails);

    public Task<Posted> PostAsync(Letter letter, CancellationToken cancellation) => PostAsync([letter], cancellation);

    /// <summary>Within a transaction of the caller's. Whoever this site does not know gets a message in English and no mail.</summary>
    public async Task<Posted> PostAsync(IReadOnlyList<Letter> letters, CancellationToken cancellation)
    {
        var (messages, mails) = (0, 0);
        foreach (var some in options.Offers(Capability.Notifications) ? letters.Chunk(AtOnce) : [])
        {
            var posted = await PostSomeAsync(some, cancellation);
            (messages, mails) = (messages + posted.Messages, mails + posted.Mails);
        }

        return new(messages, mails);
    }

    private async Task<Posted> PostSomeAsync(Letter[] letters, CancellationToken cancellation)
    {
        var keys = letters.Select(l => l.Key).ToList();
        var learners = letters.Select(l => l.LearnerId).Distinct().ToList();
        var among = learners is [var one] && !db.IsAgain ? db.Messages.Where(m => m.LearnerId == one) : db.Messages;
        var known = (await among.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        known.UnionWith(db.Messages.Local.Select(m => m.Key));   // of this transaction, perhaps not saved yet
        var people = await RecipientsAsync([.. learners], cancellation);
        var now = clock.GetUtcNow();
        var (messages, mails) = (0, 0);
        foreach (var letter in letters.Where(l => known.Add(l.Key)))
        {
            var person = people.GetValueOrDefault(letter.LearnerId) ?? Recipient.Unknown;
            var written = write.Write(letter.Topic, letter.Words, person.Name, person.Language);
            var message = Message.To(letter.LearnerId, letter.Topic, person.Language, written.Subject, written.Text, letter.Href, letter.CohortId, letter.SentBy, letter.Key, now);
            db.Add(message);
            messages++;
            if (options.Mail is not null && person.Email is { } email && !person.Stopped.Contains(letter.Topic))
            {
                var why = InterfaceCulture.In(person.Language, () => texts["Mail.Why", site.Name]);
                var bodies = write.Frame(letter.Topic, written, person.Language, addresses.Of(letter.Href), why, addresses.Stop(letter.LearnerId, letter.Topic));
                db.Add(Mail.Queue(message.Id, letter.LearnerId, letter.CohortId, letter.Topic, email, person.Name, person.Language, written.Subject, bodies.Text, bodies.Html, letter.Key, now));
                mails++;
            }
        }

        return new(messages, mails);
    }

    /// <summary>How many of these would get a mail on a topic.</summary>
    public async Task<int> ReachedByMailAsync(IReadOnlyList<string> learners, Topic topic, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var some in options.Mail is null ? [] : learners.Chunk(AtOnce))
        {
            count += (await RecipientsAsync(some, cancellation)).Values.Count(r => r.Email is not null && !r.Stopped.Contains(topic));
        }

        return count;
    }

    private async Task<Dictionary<string, Recipient>> RecipientsAsync(string[] ids, CancellationToken cancellation)
    {
        var stopped = (await db.MailWishes.AsNoTracking().Where(w => ids.Contains(w.LearnerId)).Select(w => new { w.LearnerId, w.Topic }).ToListAsync(cancellation)).ToLookup(w => w.LearnerId, w => w.Topic);
        var learners = await db.Learners.AsNoTracking().Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, l.Name, l.Email, l.IsGuest, l.Language }).ToListAsync(cancellation);
        foreach (var own in db.Learners.Local.Where(l => ids.Contains(l.Id) && learners.All(k => k.Id != l.Id)))
        {
            learners.Add(new { own.Id, own.Name, own.Email, own.IsGuest, own.Language });   // met in this very transaction
        }

        return learners.ToDictionary(l => l.Id, l => new Recipient(l.Name, l.IsGuest || string.IsNullOrWhiteSpace(l.Email) ? null : l.Email, l.Language, [.. stopped[l.Id]]), StringComparer.Ordinal);
    }

    private sealed record Recipient(string Name, string? Email, string Language, HashSet<Topic> Stopped)
    {
        public static readonly Recipient Unknown = new("", null, "en", []);
    }
}
