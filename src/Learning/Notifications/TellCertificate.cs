using System.Globalization;
using Learning.Credentials;
using Learning.Data;
using Learning.Events;

namespace Learning.Notifications;

/// <summary>Whoever has earned a certificate hears of it, with the address anybody can check it at.</summary>
public sealed class TellCertificate(LearningDb db, PostMessage post) : IListen<IssueCredential.CredentialIssued>
{
    public async Task HearAsync(IssueCredential.CredentialIssued what, CancellationToken cancellation)
    {
        var credential = await db.Credentials.FindAsync([what.CredentialId], cancellation) ?? throw new InvalidOperationException("There is no such certificate.");
        var id = what.CredentialId.ToString("D", CultureInfo.InvariantCulture);
        await post.PostAsync(
            new Letter
            {
                Topic = Topic.Certificate,
                LearnerId = what.LearnerId,
                Key = $"certificate {id}",
                Words = new CertificateWords(credential.CourseTitle),
                Href = $"/credentials/{id}",
            },
            cancellation);
    }

    public sealed record CertificateWords(string Course);
}
