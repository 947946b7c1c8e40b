using System.Globalization;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Whoever has earned a certificate hears of it, with the address anybody can check it at; and later what became of it: revoked, valid again, corrected, renewed, a question declined, and once, as soon as it may be renewed, that it ends soon. Nobody's reasons are in it, since an address may be somebody else's: they stand on her page.
/// </summary>
public sealed class TellCertificate(LearningDb db, PostMessage post, RenewalWay renewal, TimeProvider clock)
    : IListen<IssueCredential.CredentialIssued>, IListen<ChangeCredential.CredentialChanged>, IListen<AnswerRequest.RequestDeclined>
{
    private const int AtOnce = 500;
    private const string Ends = "Ends";

    /// <summary>And the course has no test to renew it with.</summary>
    private const string EndsAsk = "EndsAsk";

    public async Task HearAsync(IssueCredential.CredentialIssued what, CancellationToken cancellation)
    {
        var id = Written(what.CredentialId);
        await TellAsync(what.CredentialId, what.LearnerId, nameof(CredentialDeed.Issued), $"certificate {id}", $"/credentials/{id}", cancellation);
    }

    public async Task HearAsync(ChangeCredential.CredentialChanged what, CancellationToken cancellation)
    {
        var id = Written(what.CredentialId);
        await TellAsync(what.CredentialId, what.LearnerId, $"{what.Deed}", $"certificate {id} {what.Deed} {what.At.ToUnixTimeMilliseconds()}", $"/my/certificates/{id}", cancellation);
    }

    public async Task HearAsync(AnswerRequest.RequestDeclined what, CancellationToken cancellation)
    {
        var id = Written(what.CredentialId);
        await TellAsync(what.CredentialId, what.LearnerId, "Declined", $"certificate {id} declined {Written(what.RequestId)}", $"/my/certificates/{id}", cancellation);
    }

    /// <summary>Those that may be renewed from now on, by day where their holders are.</summary>
    /// <returns>How many were told.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var told = 0;
        for (var after = Guid.Empty; ;)
        {
            var (last, count) = await db.WriteAsync(() => TellSomeAsync(after, cancellation), cancellation);
            db.ChangeTracker.Clear();
            told += count;
            if (last is null)
            {
                return told;
            }

            after = last.Value;
        }
    }

    private async Task<(Guid? Last, int Count)> TellSomeAsync(Guid after, CancellationToken cancellation)
    {
        var (now, people) = (clock.GetUtcNow(), db.Learners);
        var soon = now.AddDays(Validity.RenewableDays);
        var some = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.ValidUntil > now && c.ValidUntil <= soon && c.HolderName != "" && c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).Take(AtOnce)
            .Select(c => new { Credential = c, TimeZone = people.Where(l => l.Id == c.LearnerId).Select(l => l.TimeZone).FirstOrDefault() }).ToListAsync(cancellation);
        var byTest = await renewal.ByTestAsync([.. some.Select(s => s.Credential.CourseId).Distinct()], cancellation);
        var letters =
            from one in some
            let credential = one.Credential
            where !credential.IsRevoked && !QuietHours.Hold(now, QuietHours.ZoneOf(one.TimeZone, null))
            let id = Written(credential.Id)
            select new Letter
            {
                Topic = Topic.Certificate,
                LearnerId = credential.LearnerId,
                Key = $"certificate {id} ends {credential.ValidUntil!.Value.ToUnixTimeMilliseconds()}",
                Words = new CertificateWords(credential.CourseTitle, byTest.Contains(credential.CourseId) ? Ends : EndsAsk),
                Href = $"/my/certificates/{id}",
            };
        var posted = await post.PostAsync([.. letters], cancellation);
        return (some.Count < AtOnce ? null : some[^1].Credential.Id, posted.Messages);
    }

    private async Task TellAsync(Guid credentialId, string learner, string deed, string key, string href, CancellationToken cancellation)
    {
        var credential = await db.Credentials.FindAsync([credentialId], cancellation) ?? throw new InvalidOperationException("There is no such certificate.");
        await post.PostAsync(new Letter { Topic = Topic.Certificate, LearnerId = learner, Key = key, Words = new CertificateWords(credential.CourseTitle, deed), Href = href }, cancellation);
    }

    private static string Written(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <param name="Course">Its title, or that of the pathway.</param>
    /// <param name="Deed">What became of it: a <see cref="CredentialDeed"/>, or Declined (a question of hers), Ends, or EndsAsk.</param>
    public sealed record CertificateWords(string Course, string Deed);
}
