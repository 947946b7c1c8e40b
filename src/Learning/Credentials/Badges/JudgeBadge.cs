using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Credentials.Proofs;

namespace Learning.Credentials.Badges;

/// <summary>What a file that is said to be a certificate turned out to be.</summary>
public enum Verdict
{
    /// <summary>The issuer signed exactly this, and it holds.</summary>
    Genuine,

    /// <summary>Genuine, but its time is over.</summary>
    Expired,

    /// <summary>Genuine, but its time has not come.</summary>
    NotYet,

    /// <summary>The issuer took it back.</summary>
    Revoked,

    /// <summary>Genuine as a text; whether it was taken back could not be found out.</summary>
    StatusUnknown,

    /// <summary>Something in it is not as it was signed.</summary>
    Altered,

    /// <summary>It was signed with a key that is not, or no longer, one of the issuer's.</summary>
    UnknownKey,

    /// <summary>Somebody else issued it, whose keys are not known here.</summary>
    OtherIssuer,

    /// <summary>It is signed in a way that cannot be judged here.</summary>
    OtherProof,

    NotSigned,

    /// <summary>It is no credential.</summary>
    NotABadge,
}

/// <summary>What a file says of itself: to be believed only as far as the verdict goes. Texts are cut at a length nobody needs.</summary>
public sealed record BadgeClaims
{
    public required string Id { get; init; }

    public required string Holder { get; init; }

    /// <summary>A name she chose, not the one the site knows her by.</summary>
    public bool IsPseudonym { get; init; }

    public required string Course { get; init; }

    public required string Issuer { get; init; }

    public required string IssuerName { get; init; }

    public required DateTimeOffset? From { get; init; }

    public required DateTimeOffset? Until { get; init; }

    public required string Hours { get; init; }

    public required string Test { get; init; }
}

/// <summary>A list of what an issuer revoked, as the issuer signed it.</summary>
/// <param name="At">When it was as it says; null: it does not say.</param>
public sealed record SignedList(string Address, string Encoded, DateTimeOffset? At);

/// <param name="Claims">Null where it is no credential.</param>
public sealed record Judgement(Verdict Verdict, BadgeClaims? Claims);

/// <summary>
/// Judges a credential with what is known of one issuer, and with nothing else: no address in it is ever asked, no context fetched. Anybody's file may be given. Pure.
/// </summary>
public static class JudgeBadge
{
    public const int MostBytes = 1024 * 1024;
    private const int LongestText = 400;

    private static readonly string[] _contexts = [OpenBadge.CredentialsContext, OpenBadge.BadgesContext];

    /// <param name="file">JSON in UTF-8.</param>
    /// <param name="issuer">The DID document of the issuer; null: none is known.</param>
    /// <param name="isRevoked">What the list at an address says of a place; null: it is not known.</param>
    public static Judgement Judge(ReadOnlyMemory<byte> file, JsonObject? issuer, Func<string, long, bool?> isRevoked, DateTimeOffset now)
    {
        if (Read(file) is not { } badge)
        {
            return new(Verdict.NotABadge, null);
        }

        var claims = ClaimsOf(badge);
        return new(Judge(badge, claims, issuer, isRevoked, now), claims);
    }

    private static Verdict Judge(JsonObject badge, BadgeClaims claims, JsonObject? issuer, Func<string, long, bool?> isRevoked, DateTimeOffset now)
    {
        if (badge["proof"] is null)
        {
            return Verdict.NotSigned;
        }

        if (issuer is null || claims.Issuer.Length == 0 || claims.Issuer != Text(issuer["id"]))
        {
            return Verdict.OtherIssuer;
        }

        if (Proof(badge, issuer) is { } fault)
        {
            return fault;
        }

        // The suite lets contexts be added behind those that were signed. They would change what the words mean to others, so we take none but ours.
        if (badge["@context"] is not JsonArray contexts || !contexts.Select(Text).SequenceEqual(_contexts))
        {
            return Verdict.Altered;
        }

        return Status(badge, isRevoked) switch
        {
            true => Verdict.Revoked,
            _ when claims.From is not { } from || from > now => Verdict.NotYet,
            _ when claims.Until < now => Verdict.Expired,
            null => Verdict.StatusUnknown,
            _ => Verdict.Genuine,
        };
    }

    /// <summary>The list of an issuer, where it signed it; null where it did not, or it is none.</summary>
    public static SignedList? ReadList(ReadOnlyMemory<byte> file, JsonObject issuer) =>
        Parse(file) is { } list && list["type"] is JsonArray types && types.Any(type => Text(type) == "BitstringStatusListCredential") && Text(list["issuer"]) is { } by && by == Text(issuer["id"]) && Proof(list, issuer) is null
        && list["credentialSubject"] is JsonObject subject && Text(subject["statusPurpose"]) == StatusList.Purpose && Text(subject["encodedList"]) is { } encoded && Text(list["id"]) is { } address
            ? new(address, encoded, Time(list["validFrom"]))
            : null;

    /// <summary>Null where the issuer signed it.</summary>
    private static Verdict? Proof(JsonObject document, JsonObject issuer)
    {
        var key = DataIntegrity.MethodOf(document) is { } method ? KeyOf(issuer, method) : null;
        return DataIntegrity.Check(document, key ?? new byte[Multikey.KeyBytes]) switch
        {
            ProofState.Unknown => Verdict.OtherProof,
            ProofState.Malformed => Verdict.Altered,
            ProofState.Missing => Verdict.NotSigned,
            _ when key is null => Verdict.UnknownKey,
            ProofState.Broken => Verdict.Altered,
            _ => null,
        };
    }

    /// <summary>The key behind an address, where the issuer says that it signs certificates.</summary>
    private static byte[]? KeyOf(JsonObject issuer, string method)
    {
        var isBelieved = issuer["assertionMethod"] is JsonArray believed && believed.Any(one => Text(one) == method);
        var found = isBelieved && issuer["verificationMethod"] is JsonArray methods ? methods.OfType<JsonObject>().FirstOrDefault(one => Text(one["id"]) == method) : null;
        return found is not null && Text(found["type"]) == "Multikey" && Text(found["controller"]) == Text(issuer["id"]) && Multikey.TryReadPublic(Text(found["publicKeyMultibase"]), out var key) ? key : null;
    }

    /// <summary>False where it has no status: then nobody can have revoked it.</summary>
    private static bool? Status(JsonObject badge, Func<string, long, bool?> isRevoked) => badge["credentialStatus"] switch
    {
        null => false,
        JsonObject entry when Text(entry["statusPurpose"]) == StatusList.Purpose && Text(entry["statusListCredential"]) is { } list
            && long.TryParse(Text(entry["statusListIndex"]), NumberStyles.None, CultureInfo.InvariantCulture, out var index) => isRevoked(list, index),
        _ => null,
    };

    private static JsonObject? Read(ReadOnlyMemory<byte> file) =>
        Parse(file) is { } document && document["type"] is JsonArray types
        && types.Select(Text).ToHashSet() is var names && names.Contains("VerifiableCredential") && (names.Contains("OpenBadgeCredential") || names.Contains("AchievementCredential")) ? document : null;

    private static JsonObject? Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            return file.Length <= MostBytes ? CanonicalJson.Parse(file) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BadgeClaims ClaimsOf(JsonObject badge)
    {
        var subject = badge["credentialSubject"] as JsonObject;
        var holder = (subject?["identifier"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => Text(one["identityType"]) is "name" or OpenBadge.Pseudonym);
        var id = Text(badge["id"]) ?? "";
        return new()
        {
            Id = Short(id),
            Holder = Short(Text(holder?["identityHash"])),
            IsPseudonym = Text(holder?["identityType"]) == OpenBadge.Pseudonym,
            Course = Short(Text((subject?["achievement"] as JsonObject)?["name"])),
            Issuer = Text(badge["issuer"]) ?? Text((badge["issuer"] as JsonObject)?["id"]) ?? "",
            IssuerName = Short(Text((badge["issuer"] as JsonObject)?["name"])),
            From = Time(badge["validFrom"]),
            Until = Time(badge["validUntil"]),
            Hours = Result("#hours"),
            Test = Result("#test"),
        };

        string Result(string place) => Short(Text((subject?["result"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => Text(one["resultDescription"]) == id + place)?["value"]));
    }

    private static string Short(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText] + "…";

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
