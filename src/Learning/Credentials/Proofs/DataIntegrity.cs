using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Learning.Credentials.Proofs;

/// <summary>What a proof turned out to be.</summary>
internal enum ProofState
{
    /// <summary>The key signed exactly this document.</summary>
    Holds,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is one that this site cannot judge: another suite, or more than one.</summary>
    Unknown,

    /// <summary>It is not written as it has to be.</summary>
    Malformed,

    /// <summary>The document, the proof or the key is another than when it was signed.</summary>
    Broken,
}

/// <summary>
/// Proofs on documents: W3C Data Integrity with the suite <c>eddsa-jcs-2022</c> (Data Integrity EdDSA Cryptosuites 1.0, section 3.3). This suite, since it needs no processing of JSON-LD: what is signed is what is written, no context is
/// ever fetched, and an altered word is found whether or not a context knows it. Pure.
/// </summary>
internal static class DataIntegrity
{
    public const string Suite = "eddsa-jcs-2022";
    public const string Type = "DataIntegrityProof";
    public const string Purpose = "assertionMethod";

    private const string Context = "@context";
    private const string Proof = "proof";
    private const string ProofValue = "proofValue";

    /// <summary>The document with a proof.</summary>
    /// <param name="document">Without one.</param>
    /// <param name="secret">32 bytes.</param>
    /// <param name="method">The address of the public key.</param>
    /// <param name="created">In UTC, to the second.</param>
    public static JsonObject Sign(JsonObject document, ReadOnlySpan<byte> secret, string method, DateTimeOffset created)
    {
        var proof = new JsonObject
        {
            ["type"] = Type,
            ["cryptosuite"] = Suite,
            ["created"] = created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["verificationMethod"] = method,
            ["proofPurpose"] = Purpose,
        };
        if (document[Context] is { } context)
        {
            proof[Context] = context.DeepClone();
        }

        var hash = HashOf(document, proof);
        var signature = new byte[Multikey.SignatureBytes];
        Ed25519.Sign([.. secret], 0, hash, 0, hash.Length, signature, 0);
        proof[ProofValue] = Multikey.Base(signature);
        var signed = (JsonObject)document.DeepClone();
        signed[Proof] = proof;
        return signed;
    }

    /// <summary>The address of the key that its proof names; null where there is none to judge.</summary>
    public static string? MethodOf(JsonObject document) => document[Proof] is JsonObject proof ? Text(proof, "verificationMethod") : null;

    /// <param name="key">32 bytes: the public key behind the address that the proof names.</param>
    public static ProofState Check(JsonObject document, ReadOnlySpan<byte> key)
    {
        if (document[Proof] is not { } written)
        {
            return ProofState.Missing;
        }

        if (written is not JsonObject proof || Text(proof, "type") != Type || Text(proof, "cryptosuite") != Suite)
        {
            return ProofState.Unknown;
        }

        if (Text(proof, "proofPurpose") != Purpose || !Multikey.TryReadBase(Text(proof, ProofValue), out var signature) || signature.Length != Multikey.SignatureBytes || key.Length != Multikey.KeyBytes)
        {
            return ProofState.Malformed;
        }

        var unsecured = (JsonObject)document.DeepClone();
        unsecured.Remove(Proof);
        var options = (JsonObject)proof.DeepClone();
        options.Remove(ProofValue);
        if (options[Context] is { } context)
        {
            if (!StartsWith(unsecured[Context], context))
            {
                return ProofState.Broken;
            }

            unsecured[Context] = context.DeepClone();
        }

        try
        {
            var hash = HashOf(unsecured, options);
            return Ed25519.Verify(signature, 0, key.ToArray(), 0, hash, 0, hash.Length) ? ProofState.Holds : ProofState.Broken;
        }
        catch (JsonException)
        {
            return ProofState.Malformed;
        }
    }

    /// <summary>The hash of the proof's options, then that of the document: 64 bytes.</summary>
    internal static byte[] HashOf(JsonObject unsecured, JsonObject options) =>
        [.. SHA256.HashData(CanonicalJson.Write(options)), .. SHA256.HashData(CanonicalJson.Write(unsecured))];

    private static bool StartsWith(JsonNode? all, JsonNode first)
    {
        var (there, wanted) = (Items(all), Items(first));
        return wanted.Count <= there.Count && wanted.Zip(there).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
    }

    private static IReadOnlyList<JsonNode?> Items(JsonNode? node) => node is JsonArray array ? [.. array] : [node];

    private static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
