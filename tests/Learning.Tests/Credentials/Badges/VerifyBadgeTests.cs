using System.Text.Json.Nodes;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Proofs;
using Learning.Tests.Authoring;
using Learning.Web.Commands;

namespace Learning.Tests.Credentials.Badges;

/// <summary>A certificate judged with the network off, from files alone.</summary>
public sealed class VerifyBadgeTests : IDisposable
{
    private static readonly DateTimeOffset _issued = new(2025, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] _secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly Issuer _issuer = new("https://learn.example.org", "Workers Learning");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verify");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, 2, "whether it was revoked is not known")]
    [InlineData(false, 0, "Genuine")]
    [InlineData(true, 1, "Revoked")]
    public void It_says_what_the_files_say(bool? isRevoked, int code, string sentence)
    {
        var (exit, output, _) = Run(Badge(), isRevoked is { } yes ? List(yes ? [4] : []) : null);

        Assert.Equal(code, exit);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.Contains("Amina Okonkwo completed “The right to social security” (6 hours, final test 87 per cent), issued by Workers Learning (did:web:learn.example.org) on 2025-11-24.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_is_judged_by_the_badge_in_it()
    {
        var card = new FileInfo(Path.Combine(_folder.FullName, "card.png"));
        File.WriteAllBytes(card.FullName, Baking.Bake(Paper.ReadDesignTests.Picture(10, 10), Badge()));
        var empty = new FileInfo(Path.Combine(_folder.FullName, "empty.png"));
        File.WriteAllBytes(empty.FullName, Paper.ReadDesignTests.Picture(10, 10));
        var issuer = Save("issuer.json", _issuer.Document([new("key-1", Multikey.PublicOf(_secret))]));
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(0, VerifyBadge.Run(card, issuer, Save("list.json", List([])), TimeProvider.System, output, errors));
        Assert.Contains("Genuine: the issuer signed exactly this.", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, VerifyBadge.Run(empty, issuer, null, TimeProvider.System, output, errors));
        Assert.Contains("There is no certificate in the picture", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_somebody_else_wrote_is_not_believed()
    {
        var forged = List([]);
        forged["credentialSubject"]!["encodedList"] = StatusList.Encode([1]);

        var (exit, _, errors) = Run(Badge(), forged);

        Assert.Equal(2, exit);
        Assert.Contains("is no list that this issuer signed", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_changed_is_found()
    {
        var badge = Badge();
        badge["credentialSubject"]!["result"]![1]!["value"] = "100";

        var (exit, output, _) = Run(badge, List([]));

        Assert.Equal(1, exit);
        Assert.Contains("Changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_not_there_or_nothing_of_the_kind_are_named()
    {
        using var errors = new StringWriter();
        Assert.Equal(1, VerifyBadge.Run(new(Path.Combine(_folder.FullName, "none.json")), Save("issuer.json", new JsonObject()), null, TimeProvider.System, TextWriter.Null, errors));
        Assert.Contains("none.json", errors.ToString(), StringComparison.Ordinal);

        var text = new FileInfo(Path.Combine(_folder.FullName, "text.json"));
        File.WriteAllText(text.FullName, "no JSON");
        Assert.Equal(1, VerifyBadge.Run(Save("badge.json", Badge()), text, null, TimeProvider.System, TextWriter.Null, errors));
        Assert.Contains("is no document of an issuer", errors.ToString(), StringComparison.Ordinal);
    }

    private static JsonObject Badge()
    {
        var certificate = Credential.Issue("rights", "amina", "Amina Okonkwo", new SmallCourse().Draft().Outline with { Title = "The right to social security", Hours = 6 }, 3, 87, _issued);
        return Signed(OpenBadge.Of(certificate, ShownHolder.ToAll(certificate), _issuer, _issuer.Credential(certificate.Id), _issuer.Achievement("rights"), "All of it.", _issuer.Place(5)));
    }

    private static JsonObject List(int[] revoked) => Signed(StatusList.Of(_issuer, _issuer.List(1), revoked, _issued));

    private static JsonObject Signed(JsonObject document) => DataIntegrity.Sign(document, _secret, _issuer.MethodOf("key-1"), _issued);

    private FileInfo Save(string name, JsonObject document)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, name));
        File.WriteAllText(file.FullName, document.ToJsonString());
        return file;
    }

    private (int Exit, string Output, string Errors) Run(JsonObject badge, JsonObject? list)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = VerifyBadge.Run(Save("badge.json", badge), Save("issuer.json", _issuer.Document([new("key-1", Multikey.PublicOf(_secret))])), list is null ? null : Save("list.json", list), TimeProvider.System, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
