using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Badges;

/// <summary>The page on which anybody checks what she was given.</summary>
[NeedsDatabase]
public sealed class CheckFileTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Credential _certificate = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        var draft = new Authoring.SmallCourse().Draft();
        await _site.Publish(draft);
        _certificate = Credential.Issue(draft.Outline.Id, "amina", "<b>Amina</b> سلمى", draft.Outline, 1, 87, _site.Clock.GetUtcNow());
        await _site.Db(db =>
        {
            db.Add(_certificate);
            return db.SaveChangesAsync(Cancellation);
        });
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_badge_of_the_site_is_found_genuine_and_its_words_do_nothing()
    {
        var page = await Text(await Send(await Badge()));

        Assert.Contains("This certificate is genuine.", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Amina&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains($"/credentials/{_certificate.Id}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_altered_or_revoked_is_said_to_be()
    {
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await Badge()).Replace("Amina", "Ben", StringComparison.Ordinal));
        Assert.Contains("This file was changed.", await Text(await Send(altered)), StringComparison.Ordinal);

        await _site.Db(db => db.Set<CredentialStatus>().ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, _site.Clock.GetUtcNow()), Cancellation));
        Assert.Contains("This certificate was revoked.", await Text(await Send(await Badge())), StringComparison.Ordinal);
        Assert.Contains("This certificate was revoked.", await _site.Visitor().Page($"/credentials/{_certificate.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("svg")]
    public async Task A_card_is_judged_by_the_badge_in_it(string extension)
    {
        var card = await Card(extension);
        Assert.Contains("This certificate is genuine.", await Text(await Send(card, $"card.{extension}")), StringComparison.Ordinal);

        var altered = JsonNode.Parse(Baking.Read(card))!.AsObject();
        altered["credentialSubject"]!["identifier"]![0]!["identityHash"] = "Ben";
        Assert.Contains("This file was changed.", await Text(await Send(Baking.Bake(card, altered))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_image_of_the_achievement_is_a_card_of_the_course_that_is_nobodys()
    {
        var badge = JsonNode.Parse(await Badge())!;
        var image = new Uri(badge["credentialSubject"]!["achievement"]!["image"]!["id"]!.GetValue<string>());

        var answer = await _site.Visitor().Get(image.PathAndQuery);
        var picture = await answer.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal((HttpStatusCode.OK, "image/png", true), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.Public));
        Assert.True(Baking.IsPicture(picture));
        Assert.Null(Baking.Read(picture));
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get("/achievements/none/image.png")).StatusCode);
    }

    [Fact]
    public async Task A_picture_without_a_badge_is_refused_in_words()
    {
        var answer = await Send(Paper.ReadDesignTests.Picture(10, 10), "card.png");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("There is no certificate in this picture.", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PDF_leads_to_the_page_it_has_to_be_the_same_as()
    {
        var pdf = await (await _site.Visitor().Get($"/credentials/{_certificate.Id}.pdf")).Content.ReadAsByteArrayAsync(Cancellation);

        var answer = await Send(pdf, "certificate.pdf");

        Assert.Equal((HttpStatusCode.Found, $"/credentials/{_certificate.Id}?from=paper"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("You came from a PDF.", await _site.Visitor().Page($"/credentials/{_certificate.Id}?from=paper"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_or_a_number_leads_to_the_certificate()
    {
        foreach (var given in new[] { $"https://learn.example.org/credentials/{_certificate.Id}", $" {_certificate.Id} ", $"see http://x/credentials/{_certificate.Id}.pdf" })
        {
            var answer = await _site.Visitor().Get($"/check?address={Uri.EscapeDataString(given)}");
            Assert.Equal((HttpStatusCode.Found, $"/credentials/{_certificate.Id}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Visitor().Get("/check?address=my+certificate")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Visitor().Get($"/check?address={new string('x', 3000)}")).StatusCode);
    }

    [Fact]
    public async Task What_is_nothing_of_the_kind_is_refused_in_words()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send("%PDF-1.7 nothing"u8.ToArray(), "a.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send([0x89, 0x50, 0x4e, 0x47])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send([])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(new byte[JudgeBadge.MostBytes + 1])).StatusCode);
    }

    private async Task<byte[]> Card(string extension) => await (await _site.Visitor().Get($"/credentials/{_certificate.Id}.{extension}")).Content.ReadAsByteArrayAsync(Cancellation);

    private async Task<byte[]> Badge() => await (await _site.Visitor().Get($"/credentials/{_certificate.Id}.json")).Content.ReadAsByteArrayAsync(Cancellation);

    private async Task<HttpResponseMessage> Send(byte[] file, string name = "badge.json")
    {
        var visitor = _site.Visitor();
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", name);
        form.Add(new StringContent(Visitor.Token(await visitor.Page("/check"))!), "__RequestVerificationToken");
        return await visitor.Http.PostAsync(new Uri("/check", UriKind.Relative), form, Cancellation);
    }

    private static Task<string> Text(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.ReadAsStringAsync(Cancellation);
    }
}
