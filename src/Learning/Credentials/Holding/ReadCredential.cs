using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Holding;

/// <summary>A certificate as somebody may see it.</summary>
/// <param name="Credential">With its statuses.</param>
/// <param name="Holder">What its holder is called for whoever looks.</param>
/// <param name="IsHolder">She looks herself.</param>
/// <param name="IsStateOnly">Whether it holds is all that whoever looks may know: its holder shows the rest through links only.</param>
/// <param name="Link">The token of the link it was reached by; null: by none that leads anywhere.</param>
public sealed record SeenCredential(Credential Credential, ShownHolder Holder, bool IsHolder, bool IsStateOnly, string? Link)
{
    /// <summary>Behind the addresses of its files, so that they show the same as the page; "" where nothing is needed.</summary>
    public string Query => Link is not null ? $"?link={Link}" : "";
}

/// <summary>
/// Finds a certificate for whoever asks, as its holder lets it be seen: she sees it herself, <c>?link=</c> with a token of a link of hers shows what that link shows, and everybody else sees what she shows to all.
/// </summary>
public sealed class ReadCredential(LearningDb db, CredentialQueries queries)
{
    public async Task<SeenCredential?> FindAsync(Guid id, HttpRequest request, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await queries.FindAsync(db, id, cancellation) is not { } credential)
        {
            return null;
        }

        if (request.Query["link"] is [{ Length: CredentialLink.TokenLength } token]
            && await db.CredentialLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Token == token && l.CredentialId == id && l.WithdrawnAt == null, cancellation) is { } link)
        {
            return new(credential, link.ShowsName ? ShownHolder.ByName(credential) : ShownHolder.ToAll(credential), IsHolder: false, IsStateOnly: false, token);
        }

        var isHolder = user.LearnerIdOrNull == credential.LearnerId;
        return new(credential, ShownHolder.ToAll(credential), isHolder, credential.IsHidden && !isHolder, null);
    }
}
