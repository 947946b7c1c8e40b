using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Learning.Credentials.Badges;
using SkiaSharp;

namespace Learning.Tests.Credentials.Paper;

/// <summary>Cards to share, as anybody with the address gets them.</summary>
[NeedsDatabase]
public sealed class ServeCardTests(CredentialSite site) : IClassFixture<CredentialSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["Amina Okonkwo", "سلمى عبد الرحمن", "<b>Ana</b> & \"Co\" 👩🏽‍🏭", string.Join(' ', Enumerable.Repeat("Villavicencio", 22)), new string('W', 300), "a\uFFFEb\uFDD0c\u0001", "   ", ""];

    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("svg", "image/svg+xml")]
    public async Task It_is_a_picture_to_look_at_with_a_name_to_keep_it_by(string extension, string type)
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo");

        var answer = await site.Client.GetAsync($"/credentials/{credential.Id}.{extension}", Cancellation);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal(("inline", $"certificate-rights-{credential.CourseId}.{extension}"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(("no-store", "nosniff", "noindex"), (answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("X-Robots-Tag").Single()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_the_name_the_signed_badge_is_in_both_pictures(string name)
    {
        var credential = await site.GivenCredentialAsync(name);
        var alone = JsonNode.Parse(await site.Client.GetStringAsync($"/credentials/{credential.Id}.json", Cancellation));

        foreach (var extension in new[] { "png", "svg" })
        {
            var picture = await site.Client.GetByteArrayAsync($"/credentials/{credential.Id}.{extension}", Cancellation);

            Assert.InRange(picture.Length, 30_000, Baking.MostBytes);
            Assert.True(JsonNode.DeepEquals(alone, JsonNode.Parse(Baking.Read(picture))), extension);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_PNG_is_of_the_size_that_is_shared_and_turned_round_in_arabic(string language)
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo", language: language);

        using var picture = SKBitmap.Decode(await site.Client.GetByteArrayAsync($"/credentials/{credential.Id}.png", Cancellation));

        Assert.Equal((1200, 630), (picture.Width, picture.Height));
        var (cloth, other) = language == "ar" ? (1200 - 100, 100) : (100, 1200 - 100);
        Assert.Equal(Learning.Credentials.Paper.CertificateColours.Standard.Main, picture.GetPixel(cloth, 130));
        Assert.Equal(SKColors.White, picture.GetPixel(other, 130));
    }

    [Fact]
    public async Task The_SVG_says_in_words_what_it_shows_and_has_no_text_that_needs_a_font()
    {
        var credential = await site.GivenCredentialAsync("<b>Ana</b> سلمى \u0007\u202E");

        var answer = await site.Client.GetAsync($"/credentials/{credential.Id}.svg", Cancellation);
        var root = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).Root!;

        var svg = root.Name.Namespace;
        Assert.Equal("Certificate of completion · The right to social security · <b>Ana</b> سلمى", root.Element(svg + "title")!.Value);
        Assert.Equal($"Learning Issued on November 24, 2026 http://localhost/credentials/{credential.Id}", root.Element(svg + "desc")!.Value);
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.Equal([], root.Descendants().Where(e => e.Name.LocalName is "text" or "script" or "style" or "foreignObject"));
        Assert.Equal([], root.Descendants().Attributes().Where(a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.Equal("default-src 'none'; img-src data:; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Without_a_name_the_holder_is_named_in_words()
    {
        var credential = await site.GivenCredentialAsync(" \t\u200F ");

        Assert.Contains("<title id=\"card-title\">Certificate of completion · The right to social security · the holder of this certificate</title>", await site.Client.GetStringAsync($"/credentials/{credential.Id}.svg", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("svg")]
    public async Task An_unknown_one_is_not_there(string extension) =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync($"/credentials/{Guid.NewGuid()}.{extension}", Cancellation)).StatusCode);
}
