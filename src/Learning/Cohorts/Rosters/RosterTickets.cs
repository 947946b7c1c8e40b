using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Learning.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace Learning.Cohorts.Rosters;

/// <summary>A list as it was read and decided, on its way to be confirmed.</summary>
internal sealed record RosterTicket
{
    /// <summary>Names this import: the same one confirmed twice is done once.</summary>
    public required Guid Id { get; init; }

    public required Guid CohortId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>For those of whom the list says no language.</summary>
    public required string Language { get; init; }

    public required TableKind Kind { get; init; }

    public required IReadOnlyList<string> Ignored { get; init; }

    public required IReadOnlyList<PlannedRow> Rows { get; init; }
}

/// <summary>
/// Keeps a list between its dry run and its confirmation: in the page itself, sealed, for an hour. So it works without script and on any node, nothing about people who are not yet here is stored, and
/// nobody can change what was shown. First secrets travel in it too: whoever confirms a second time, because the answer got lost, gets the same slips. It opens for whom it was made, in that cohort.
/// </summary>
public sealed class RosterTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>A form's value may have 4 MB.</summary>
    internal const int Longest = 3_900_000;

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Learning.Cohorts.Roster");

    /// <summary>Null: it does not fit into a page.</summary>
    internal string? Seal(RosterTicket ticket)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(brotli, ticket);
        }

        var sealedTicket = Base64Url.EncodeToString(_protector.Protect(packed.ToArray()));
        return sealedTicket.Length <= Longest ? sealedTicket : null;
    }

    /// <summary>Null: it is none of ours, or too old.</summary>
    internal RosterTicket? Open(string text, Guid cohortId, string by)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(_protector.Unprotect(Base64Url.DecodeFromChars(text))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<RosterTicket>(brotli) is { } ticket && ticket.CohortId == cohortId && ticket.By == by && clock.GetUtcNow() - ticket.ReadAt < Lasts ? ticket : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
