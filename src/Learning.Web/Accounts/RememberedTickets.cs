using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Learning.Web.Accounts;

/// <summary>
/// Remembers what a sign-in cookie decrypts to, so that the twenty requests of a lesson decrypt it once. Nothing about its validity changes: the expiry is in the
/// ticket, and the security stamp is checked as ever.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, AuthenticationTicket> _tickets = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null || purpose is not null)
        {
            return format.Unprotect(protectedText, purpose);
        }

        if (!_tickets.TryGetValue(protectedText, out var ticket))
        {
            ticket = format.Unprotect(protectedText);
            if (ticket is null)
            {
                return null;
            }

            if (_tickets.Count >= Most)
            {
                _tickets.Clear();
            }

            _tickets[protectedText] = ticket;
        }

        // The handler writes into the properties; the principal it only reads or replaces.
        return new AuthenticationTicket(ticket.Principal, ticket.Properties.Clone(), ticket.AuthenticationScheme);
    }
}
