using System.Text.Json.Nodes;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Paper;
using Learning.Credentials.Proofs;
using Learning.Tests.Authoring;

namespace Learning.Tests.Credentials.Badges;

/// <summary>A certificate as an Open Badge, held against a verifier that is not ours.</summary>
public sealed class OpenBadgeTests
{
    private static readonly DateTimeOffset _issued = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] _secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly PublicKey _key = new("key-1", Multikey.PublicOf(_secret));
    private static readonly Issuer _issuer = new("https://learn.example.org", "Workers Learning");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["Amina Okonkwo", "سلمى عبد الرحمن", "<b>Ana</b> & \"Co\" 👩🏽‍🏭", new string('n', 300), ""];

    private static Credential Certificate(string name = "Amina Okonkwo", int? percent = 87)
    {
        var outline = new SmallCourse().Draft().Outline with { Title = "The right to social security", Hours = 6.5m };
        return Credential.Issue("rights", "amina", name, outline, 3, percent, _issued);
    }

    private static JsonObject Signed(Credential certificate, int index = 94_567)
    {
        var id = $"https://learn.example.org/credentials/{certificate.Id}";
        var badge = OpenBadge.Of(certificate, ShownHolder.ToAll(certificate), _issuer, id, "https://learn.example.org/courses/rights", "Every lesson read, the final test passed.", new(ListAddress, index));
        return DataIntegrity.Sign(badge, _secret, _issuer.MethodOf("key-1"), _issued);
    }

    private const string ListAddress = "https://learn.example.org/credentials/status/1";

    private static Dictionary<string, JsonObject> World(params int[] revoked) => new(StringComparer.Ordinal)
    {
        [_issuer.Did] = _issuer.Document([_key]),
        [_issuer.MethodOf("key-1")] = Method(),
        [ListAddress] = DataIntegrity.Sign(StatusList.Of(_issuer, ListAddress, revoked, _issued), _secret, _issuer.MethodOf("key-1"), _issued),
    };

    private static JsonObject Method()
    {
        var method = _issuer.Method(_key);
        method["@context"] = "https://w3id.org/security/multikey/v1";
        return method;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_verifier_that_is_not_ours_finds_it_genuine(string name)
    {
        var (isVerified, errors) = await IndependentVerifier.Verify(Signed(Certificate(name)), World(), Cancellation);

        Assert.True(isVerified, errors);
    }

    /// <summary>Taken out of the picture again, as a wallet would.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Out_of_a_card_a_verifier_that_is_not_ours_finds_it_genuine(string name)
    {
        var holder = new CardHolder(name, "has completed the course", "Issued on November 24, 2026", "https://learn.example.org/credentials/1");
        var card = new CardContent("Workers Learning", "Certificate", "The right to social security", "en", holder);
        foreach (var picture in new[] { CertificateCard.Png(card, CertificateDesign.Standard), CertificateCard.SvgOf(card, CertificateDesign.Standard) })
        {
            var taken = JsonNode.Parse(Baking.Read(Baking.Bake(picture, Signed(Certificate(name)))))!.AsObject();

            var (isVerified, errors) = await IndependentVerifier.Verify(taken, World(), Cancellation);

            Assert.True(isVerified, errors);
        }
    }

    [Theory]
    [InlineData("credentialSubject/identifier/0/identityHash")]
    [InlineData("credentialSubject/achievement/name")]
    [InlineData("credentialSubject/result/1/value")]
    [InlineData("validFrom")]
    [InlineData("id")]
    public async Task One_that_was_altered_is_refused_by_both(string path)
    {
        var altered = Signed(Certificate());
        var steps = path.Split('/');
        JsonNode at = altered;
        foreach (var step in steps[..^1])
        {
            at = int.TryParse(step, out var place) ? at[place]! : at[step]!;
        }

        at[steps[^1]] = path == "validFrom" ? "2020-01-01T00:00:00Z" : path == "id" ? "https://learn.example.org/credentials/another" : "100";

        var (isVerified, _) = await IndependentVerifier.Verify(altered, World(), Cancellation);

        Assert.False(isVerified);
        Assert.Equal(ProofState.Broken, DataIntegrity.Check(altered, _key.Bytes));
    }

    [Fact]
    public async Task One_that_was_revoked_is_refused_by_both()
    {
        var (isVerified, errors) = await IndependentVerifier.Verify(Signed(Certificate()), World(94_567), Cancellation);
        var (isOther, others) = await IndependentVerifier.Verify(Signed(Certificate(), 94_566), World(94_567), Cancellation);

        Assert.Equal((false, "revoked"), (isVerified, errors));
        Assert.True(isOther, others);
        var list = World(94_567)[ListAddress]["credentialSubject"]!["encodedList"]!.GetValue<string>();
        Assert.Equal((true, false), (StatusList.IsSet(list, 94_567), StatusList.IsSet(list, 94_566)));
    }

    [Fact]
    public async Task Another_key_than_the_issuers_is_refused()
    {
        var world = World();
        world[_issuer.MethodOf("key-1")]["publicKeyMultibase"] = Multikey.OfPublic(Multikey.PublicOf(new byte[32]));

        Assert.False((await IndependentVerifier.Verify(Signed(Certificate()), world, Cancellation)).IsVerified);
    }

    [Theory]
    [InlineData("https://learn.example.org", "did:web:learn.example.org")]
    [InlineData("http://localhost:5080", "did:web:localhost%3A5080")]
    [InlineData("https://union.example/learning/site", "did:web:union.example:learning:site")]
    [InlineData("https://بوابة.example", "did:web:xn--mgbbbe6m.example")]
    public void The_name_of_the_site_is_its_address(string address, string did) => Assert.Equal(did, new Issuer(address, "").Did);

    [Fact]
    public void A_certificate_of_somebody_who_was_forgotten_names_nobody()
    {
        var named = Signed(Certificate(""))["credentialSubject"]!["identifier"]![0]!;

        Assert.Equal("identifier", named["identityType"]!.GetValue<string>());
        Assert.StartsWith("https://learn.example.org/credentials/", named["identityHash"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
