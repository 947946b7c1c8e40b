using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Learning.Credentials.Proofs;

namespace Learning.Tests.Credentials.Proofs;

/// <summary>The suite against the vectors of its specification, and against whatever may have been altered.</summary>
public sealed class DataIntegrityTests
{
    /// <summary>W3C, Data Integrity EdDSA Cryptosuites 1.0, appendix B.3: the key pair, the document, its hash and its proof.</summary>
    private const string PublicKey = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private const string SecretKey = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
    private const string Hash = "ac75a9fbdb9b5606c064a88bb59ab355900074f6def99d16a82dd071a7a6706659b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19";
    private const string Value = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4";
    private const string Method = "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    private static readonly DateTimeOffset _created = new(2023, 2, 24, 23, 36, 38, TimeSpan.Zero);
    private static readonly string[] _contexts = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"];

    private static byte[] Key => Multikey.TryReadPublic(PublicKey, out var key) ? key : throw new InvalidOperationException();

    private static byte[] Secret => Multikey.TryReadSecret(SecretKey, out var key) ? key : throw new InvalidOperationException();

    private static JsonObject Document() => new()
    {
        ["@context"] = new JsonArray([.. _contexts.Select(context => JsonValue.Create(context))]),
        ["id"] = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        ["type"] = new JsonArray("VerifiableCredential", "AlumniCredential"),
        ["name"] = "Alumni Credential",
        ["description"] = "A minimum viable example of an Alumni Credential.",
        ["issuer"] = "https://vc.example/issuers/5678",
        ["validFrom"] = "2023-01-01T00:00:00Z",
        ["credentialSubject"] = new JsonObject { ["id"] = "did:example:abcdefgh", ["alumniOf"] = "The School of Examples" },
    };

    private static JsonObject Signed() => DataIntegrity.Sign(Document(), Secret, Method, _created);

    [Fact]
    public void The_vector_of_the_specification_is_reproduced()
    {
        var signed = Signed();
        var options = (JsonObject)signed["proof"]!.DeepClone();
        options.Remove("proofValue");

        Assert.Equal(Hash, Convert.ToHexStringLower(DataIntegrity.HashOf(Document(), options)));
        Assert.Equal(Value, signed["proof"]!["proofValue"]!.GetValue<string>());
        Assert.Equal((ProofState.Holds, Method), (DataIntegrity.Check(signed, Key), DataIntegrity.MethodOf(signed)));
        Assert.Equal(PublicKey, Multikey.OfPublic(Multikey.PublicOf(Secret)));
        Assert.Equal(SecretKey, Multikey.OfSecret(Secret));
    }

    [Fact]
    public void Whatever_is_signed_holds_however_it_was_written_down() => AnyJson.Object.Where(document => !document.ContainsKey("proof") && !document.ContainsKey("@context")).Sample(document =>
    {
        var signed = DataIntegrity.Sign(document, Secret, Method, _created);
        var read = (JsonObject)CanonicalJson.Parse(Encoding.UTF8.GetBytes(signed.ToJsonString(new() { WriteIndented = true })))!;
        return DataIntegrity.Check(read, Key) == ProofState.Holds;
    });

    public static TheoryData<string> Fields => [.. Leaves(Signed(), "").Where(path => path.Length > 0).Distinct()];

    [Theory]
    [MemberData(nameof(Fields))]
    public void No_field_can_be_altered_or_left_out(string path)
    {
        var altered = Signed();
        Set(altered, path, JsonValue.Create("something else"));
        Assert.NotEqual(ProofState.Holds, DataIntegrity.Check(altered, Key));

        var without = Signed();
        Set(without, path, null);
        Assert.NotEqual(ProofState.Holds, DataIntegrity.Check(without, Key));
    }

    [Fact]
    public void No_byte_of_the_signature_can_be_altered()
    {
        Assert.True(Multikey.TryReadBase(Value, out var signature));
        foreach (var (place, bit) in Enumerable.Range(0, signature.Length).SelectMany(place => Enumerable.Range(0, 8).Select(bit => (place, bit))))
        {
            var altered = Signed();
            byte[] bytes = [.. signature];
            bytes[place] ^= (byte)(1 << bit);
            altered["proof"]!["proofValue"] = Multikey.Base(bytes);

            Assert.Equal(ProofState.Broken, DataIntegrity.Check(altered, Key));
        }
    }

    [Fact]
    public void Something_added_is_found()
    {
        var altered = Signed();
        altered["credentialSubject"]!["degree"] = "Doctor";

        Assert.Equal(ProofState.Broken, DataIntegrity.Check(altered, Key));
    }

    [Fact]
    public void Another_key_is_found() => Assert.Equal(ProofState.Broken, DataIntegrity.Check(Signed(), Multikey.PublicOf(Enumerable.Repeat((byte)7, 32).ToArray())));

    [Fact]
    public void A_context_may_be_added_behind_those_that_were_signed_and_nowhere_else()
    {
        var (behind, before) = (Signed(), Signed());
        ((JsonArray)behind["@context"]!).Add("https://example.org/more");
        ((JsonArray)before["@context"]!).Insert(0, "https://example.org/more");

        Assert.Equal(ProofState.Holds, DataIntegrity.Check(behind, Key));   // as the specification says; who reads it has to know which contexts he takes
        Assert.Equal(ProofState.Broken, DataIntegrity.Check(before, Key));
    }

    [Theory]
    [InlineData("type", "Ed25519Signature2020", ProofState.Unknown)]
    [InlineData("cryptosuite", "eddsa-rdfc-2022", ProofState.Unknown)]
    [InlineData("proofPurpose", "authentication", ProofState.Malformed)]
    [InlineData("proofValue", "", ProofState.Malformed)]
    [InlineData("proofValue", "u63t83Y53", ProofState.Malformed)]
    [InlineData("proofValue", "z0OIl", ProofState.Malformed)]
    [InlineData("proofValue", "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD", ProofState.Malformed)]
    public void What_cannot_be_judged_is_not_called_altered(string name, string value, object expected)
    {
        var document = Signed();
        document["proof"]![name] = value;

        Assert.Equal(expected, DataIntegrity.Check(document, Key));
    }

    [Fact]
    public void Without_a_proof_or_with_several_nothing_is_said()
    {
        var several = Signed();
        several["proof"] = new JsonArray(Signed()["proof"]!.DeepClone(), Signed()["proof"]!.DeepClone());

        Assert.Equal(ProofState.Missing, DataIntegrity.Check(Document(), Key));
        Assert.Equal(ProofState.Unknown, DataIntegrity.Check(several, Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("z6Mk")]
    [InlineData("6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")]
    [InlineData(SecretKey)]
    public void What_is_no_public_key_is_none(string? text) => Assert.False(Multikey.TryReadPublic(text, out _));

    [Fact]
    public void A_very_long_text_is_no_key_and_costs_nothing() => Assert.False(Multikey.TryReadBase("z" + new string('2', 100_000), out _));

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{path}/{i}")),
        _ => [path],
    };

    private static void Set(JsonObject document, string path, JsonNode? value)
    {
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        JsonNode at = document;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        }

        switch (at)
        {
            case JsonArray items when value is null:
                items.RemoveAt(int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonArray items:
                items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
                break;
            case JsonObject members when value is null:
                members.Remove(steps[^1]);
                break;
            case JsonObject members:
                members[steps[^1]] = value;
                break;
        }
    }
}
