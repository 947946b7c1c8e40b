using System.Text;
using System.Text.Json.Nodes;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Proofs;
using Learning.Tests.Authoring;

namespace Learning.Tests.Credentials.Badges;

/// <summary>A file is judged with what is known of the issuer, and with nothing else.</summary>
public sealed class JudgeBadgeTests
{
    private static readonly DateTimeOffset _issued = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] _secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly Issuer _issuer = new("https://learn.example.org", "Workers Learning");
    private static readonly PublicKey _key = new("key-1", Multikey.PublicOf(_secret));
    private static readonly Credential _certificate =
        Credential.Issue("rights", "amina", "Amina Okonkwo", new SmallCourse().Draft().Outline with { Title = "The right to social security", Hours = 6 }, 3, 87, _issued);

    private static JsonObject Badge() => OpenBadge.Of(_certificate, ShownHolder.ToAll(_certificate), _issuer, _issuer.Credential(_certificate.Id), _issuer.Achievement("rights"), "All of it.", _issuer.Place(18));

    private static JsonObject Signed(JsonObject badge, string key = "key-1") => DataIntegrity.Sign(badge, _secret, _issuer.MethodOf(key), _issued);

    private static Judgement Judge(JsonNode badge, JsonObject? issuer = null, bool? isRevoked = false, int days = 1) =>
        JudgeBadge.Judge(Encoding.UTF8.GetBytes(badge.ToJsonString()), issuer ?? _issuer.Document([_key]), (list, index) => list == _issuer.List(1) && index == 17 ? isRevoked : null, _issued.AddDays(days));

    [Fact]
    public void One_that_the_site_signed_is_genuine_and_says_what_it_says()
    {
        var judged = Judge(Signed(Badge()));

        Assert.Equal(Verdict.Genuine, judged.Verdict);
        Assert.Equal(("Amina Okonkwo", "The right to social security", "Workers Learning", "6", "87", _issued), (judged.Claims!.Holder, judged.Claims.Course, judged.Claims.IssuerName, judged.Claims.Hours, judged.Claims.Test, judged.Claims.From));
    }

    [Fact]
    public void What_became_of_it_is_told()
    {
        var until = Badge();
        until["validUntil"] = OpenBadge.Time(_issued.AddDays(10));

        Assert.Equal(Verdict.Revoked, Judge(Signed(Badge()), isRevoked: true).Verdict);
        Assert.Equal(Verdict.StatusUnknown, Judge(Signed(Badge()), isRevoked: null).Verdict);
        Assert.Equal(Verdict.NotYet, Judge(Signed(Badge()), days: -1).Verdict);
        Assert.Equal(Verdict.Genuine, Judge(Signed(until)).Verdict);
        Assert.Equal(Verdict.Expired, Judge(Signed(until), days: 11).Verdict);
    }

    [Fact]
    public void What_was_changed_is_found()
    {
        var (name, added, context) = (Signed(Badge()), Signed(Badge()), Signed(Badge()));
        name["credentialSubject"]!["identifier"]![0]!["identityHash"] = "Ben Okonkwo";
        added["credentialSubject"]!["degree"] = "Doctor";
        ((JsonArray)context["@context"]!).Add("https://example.org/other-words");   // the suite allows it, we do not

        Assert.All([name, added, context], changed => Assert.Equal(Verdict.Altered, Judge(changed).Verdict));
    }

    [Fact]
    public void Who_signed_it_is_found()
    {
        var otherKey = _issuer.Document([new("key-1", Multikey.PublicOf(new byte[32]))]);
        var notBelieved = _issuer.Document([_key]);
        notBelieved["assertionMethod"] = new JsonArray();
        var stranger = new Issuer("https://elsewhere.example", "Elsewhere");

        Assert.Equal(Verdict.Altered, Judge(Signed(Badge()), otherKey).Verdict);
        Assert.Equal(Verdict.UnknownKey, Judge(Signed(Badge(), "key-2")).Verdict);
        Assert.Equal(Verdict.UnknownKey, Judge(Signed(Badge()), notBelieved).Verdict);
        Assert.Equal(Verdict.OtherIssuer, Judge(Signed(Badge()), stranger.Document([_key])).Verdict);
        Assert.Equal(Verdict.OtherIssuer, JudgeBadge.Judge(Encoding.UTF8.GetBytes(Signed(Badge()).ToJsonString()), null, (_, _) => false, _issued).Verdict);
    }

    [Fact]
    public void A_key_of_somebody_else_who_uses_the_issuers_name_is_not_believed()
    {
        var document = _issuer.Document([_key]);
        document["verificationMethod"]![0]!["controller"] = "did:web:elsewhere.example";

        Assert.Equal(Verdict.UnknownKey, Judge(Signed(Badge()), document).Verdict);
    }

    [Fact]
    public void What_is_signed_otherwise_or_not_at_all_is_said_to_be()
    {
        var other = Signed(Badge());
        other["proof"]!["cryptosuite"] = "eddsa-rdfc-2022";

        Assert.Equal(Verdict.NotSigned, Judge(Badge()).Verdict);
        Assert.Equal(Verdict.OtherProof, Judge(other).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"VerifiableCredential\"}")]
    [InlineData("{\"type\":[\"VerifiableCredential\"],\"proof\":{}}")]
    [InlineData("{\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"type\":[]}")]
    [InlineData("<html>")]
    public void What_is_no_badge_is_none(string text) =>
        Assert.Equal(new Judgement(Verdict.NotABadge, null), JudgeBadge.Judge(Encoding.UTF8.GetBytes(text), _issuer.Document([_key]), (_, _) => false, _issued));

    [Theory]
    [InlineData("{\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\",7,null],\"proof\":[],\"issuer\":7,\"credentialSubject\":[],\"validFrom\":{},\"credentialStatus\":\"x\"}")]
    [InlineData("{\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"proof\":\"x\",\"issuer\":{\"id\":[]},\"credentialSubject\":{\"identifier\":{},\"result\":7,\"achievement\":[]},\"id\":{}}")]
    public void What_is_oddly_made_is_judged_all_the_same(string text) =>
        Assert.NotEqual(Verdict.Genuine, JudgeBadge.Judge(Encoding.UTF8.GetBytes(text), _issuer.Document([_key]), (_, _) => false, _issued).Verdict);

    [Fact]
    public void A_very_long_name_is_cut_where_it_is_shown()
    {
        var badge = Badge();
        badge["credentialSubject"]!["identifier"]![0]!["identityHash"] = new string('n', 100_000);

        Assert.Equal((Verdict.Genuine, 401), (Judge(Signed(badge)).Verdict, Judge(Signed(badge)).Claims!.Holder.Length));
    }
}
