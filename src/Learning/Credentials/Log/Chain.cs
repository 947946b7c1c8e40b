using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Credentials.Badges;
using Learning.Credentials.Proofs;

namespace Learning.Credentials.Log;

/// <summary>What is hashed in the log of certificates, and how: SHA-256 over canonical JSON (RFC 8785), hexadecimal. Pure.</summary>
public static class Chain
{
    /// <summary>Before the first.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>What a certificate states, save its holder.</summary>
    public static string States(Credential credential) => Hash(new JsonObject
    {
        ["id"] = credential.Id.ToString("D"),
        ["course"] = credential.CourseId,
        ["pathway"] = credential.PathwayId,
        ["title"] = credential.CourseTitle,
        ["language"] = credential.Language,
        ["hours"] = credential.Hours.ToString("0.##", CultureInfo.InvariantCulture),
        ["level"] = credential.Level,
        ["competences"] = new JsonArray([.. credential.Competences.Select(c => JsonValue.Create(c))]),
        ["revision"] = credential.RevisionNumber,
        ["test"] = credential.TestPercent,
        ["issued"] = OpenBadge.Time(credential.IssuedAt),
        ["until"] = credential.ValidUntil is { } until ? OpenBadge.Time(until) : null,
        ["places"] = new JsonArray([.. credential.Statuses.OrderBy(s => s.Place == 0 ? int.MaxValue : s.Place).Select(Place)]),
    });

    /// <summary>Whether it holds, or since when and why not; in the order in which it had them, since the last has no number yet.</summary>
    private static JsonNode? Place(CredentialStatus status) => status.RevokedAt is { } at ? $"{status.Cause} {OpenBadge.Time(at)}" : "";

    internal static string Write(PersonalPart part) => JsonSerializer.Serialize(part);

    internal static PersonalPart? Read(string? personal)
    {
        try
        {
            return personal is null ? null : JsonSerializer.Deserialize<PersonalPart>(personal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string PersonalHash(string salt, string personal) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{personal}")));

    /// <param name="before">The hash of the entry before it.</param>
    public static string Hash(CredentialLogEntry entry, string before) => Hash(new JsonObject
    {
        ["number"] = entry.Number.ToString(CultureInfo.InvariantCulture),
        ["credential"] = entry.CredentialId.ToString("D"),
        ["deed"] = entry.Deed.ToString(),
        ["at"] = entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["states"] = entry.States,
        ["personal"] = entry.PersonalHash,
        ["before"] = before,
    });

    private static string Hash(JsonObject value) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(value)));
}
