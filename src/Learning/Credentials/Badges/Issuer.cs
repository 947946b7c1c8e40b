using System.Text.Json.Nodes;
using Learning.Credentials.Proofs;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Credentials.Badges;

/// <summary>A public key of the site: the name that stands behind # in its address, and its 32 bytes.</summary>
internal sealed record PublicKey(string Name, byte[] Bytes);

/// <summary>
/// The site as somebody who signs: <c>did:web</c> of its address (W3C CCG, did:web method, section 3), so that whoever can reach the site can find its keys. A path of the site is part of the name; a port is written %3A.
/// </summary>
/// <param name="Address">Where the world finds the site, without a slash at the end: https://learn.example.org.</param>
/// <param name="Name">As people know it.</param>
internal sealed record Issuer(string Address, string Name)
{
    public string Did
    {
        get
        {
            var address = new Uri(Address);
            var host = Uri.EscapeDataString(address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}");
            return string.Join(':', ["did:web", host, .. address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
        }
    }

    public string MethodOf(string key) => $"{Did}#{key}";

    /// <summary>What a verifier reads: every key that has ever signed and is still believed.</summary>
    public JsonObject Document(IReadOnlyList<PublicKey> keys) => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"),
        ["id"] = Did,
        ["verificationMethod"] = new JsonArray([.. keys.Select(key => (JsonNode)Method(key))]),
        ["assertionMethod"] = new JsonArray([.. keys.Select(key => (JsonNode)MethodOf(key.Name))]),
        ["service"] = new JsonArray(new JsonObject { ["id"] = $"{Did}#site", ["type"] = "LinkedDomains", ["serviceEndpoint"] = Address + "/" }),
    };

    /// <summary>A key by its address, for those who ask for it alone.</summary>
    public JsonObject Method(PublicKey key) => new()
    {
        ["id"] = MethodOf(key.Name),
        ["type"] = "Multikey",
        ["controller"] = Did,
        ["publicKeyMultibase"] = Multikey.OfPublic(key.Bytes),
    };

    /// <summary>The same keys as RFC 8037 writes them.</summary>
    public static JsonObject KeySet(IReadOnlyList<PublicKey> keys) => new()
    {
        ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject
        {
            ["kty"] = "OKP",
            ["crv"] = "Ed25519",
            ["x"] = WebEncoders.Base64UrlEncode(key.Bytes),
            ["kid"] = key.Name,
            ["use"] = "sig",
            ["alg"] = "EdDSA",
        })]),
    };
}
