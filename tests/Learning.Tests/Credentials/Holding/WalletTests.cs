using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Keeping;
using Learning.Credentials;
using Learning.Data;
using Learning.Tests.Credentials.Paper;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Holding;

/// <summary>What a holder decides about a certificate of hers, through the pages, and what others see then.</summary>
[NeedsDatabase]
public sealed class WalletTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task She_has_all_of_them_in_one_place_and_nobody_elses()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var (bodo, _) = await _site.Certified("bodo");

        var wallet = await amina.Page("/my/certificates");

        Assert.Contains($"/my/certificates/{certificate.Id}", wallet, StringComparison.Ordinal);
        Assert.Contains("Valid", wallet, StringComparison.Ordinal);
        Assert.DoesNotContain($"{certificate.Id}", await bodo.Page("/my/certificates"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bodo.Get($"/my/certificates/{certificate.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await _site.Visitor().Get("/my/certificates")).StatusCode);
    }

    [Fact]
    public async Task Hidden_it_tells_others_that_it_holds_and_nothing_else()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "");
        var (page, pdf, badge) = ($"/credentials/{certificate.Id}", $"/credentials/{certificate.Id}.pdf", $"/credentials/{certificate.Id}.json");

        var stranger = _site.Visitor();
        var seen = await stranger.Page(page);

        Assert.Contains("This certificate is valid.", seen, StringComparison.Ordinal);
        Assert.Contains("links of its holder", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("amina", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Rhythm", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Rhythm", await stranger.Page($"{page}?link=0123456789012345678901"), StringComparison.Ordinal);
        Assert.DoesNotContain("Rhythm", await stranger.Page($"{page}?as=name"), StringComparison.Ordinal);
        Assert.DoesNotContain("amina", await stranger.Page($"{page}?as=name&from=paper"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(pdf)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(badge)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await amina.Get(pdf)).StatusCode);
        Assert.Contains("Rhythm", await amina.Page(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Rhythm", await stranger.Page(page), StringComparison.Ordinal);   // what she saw is not kept for others
        await ShowAsync(amina, certificate, "all", "");
        Assert.Contains("Rhythm", await stranger.Page(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_she_chose_stands_instead_of_hers_and_says_that_it_is_one()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "all", " Rosa\u202E Luna ");
        var stranger = _site.Visitor();

        var page = await stranger.Page($"/credentials/{certificate.Id}");
        var badge = JsonNode.Parse(await stranger.Page($"/credentials/{certificate.Id}.json"))!;
        var pdf = Certificates.TextOf(await (await stranger.Get($"/credentials/{certificate.Id}.pdf")).Content.ReadAsByteArrayAsync(Cancellation));

        Assert.Contains("<bdi>Rosa Luna</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("A name chosen for this certificate", page, StringComparison.Ordinal);
        Assert.DoesNotContain("amina", page, StringComparison.Ordinal);
        Assert.Equal("ext:pseudonym", badge["credentialSubject"]!["identifier"]![0]!["identityType"]!.GetValue<string>());
        Assert.Equal("Rosa Luna", badge["credentialSubject"]!["identifier"]![0]!["identityHash"]!.GetValue<string>());
        Assert.Contains("RosaLuna(achosenname)", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_shows_what_it_is_made_to_show_until_it_is_withdrawn()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "Rosa");
        var mine = $"/my/certificates/{certificate.Id}";
        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm(mine, mine + "/links", ("label", "My employer"), ("name", "yes"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm(mine, mine + "/links", ("label", "The newspaper"))).StatusCode);
        var links = await _site.Db(db => db.CredentialLinks.AsNoTracking().OrderBy(l => l.MadeAt).ToListAsync(Cancellation));
        var stranger = _site.Visitor();

        var toEmployer = await stranger.Page($"/credentials/{certificate.Id}?link={links[0].Token}");
        var toNewspaper = await stranger.Page($"/credentials/{certificate.Id}?link={links[1].Token}");

        Assert.Contains("<bdi>amina</bdi>", toEmployer, StringComparison.Ordinal);
        Assert.Contains("<bdi>Rosa</bdi>", toNewspaper, StringComparison.Ordinal);
        Assert.Contains("amina", Certificates.TextOf(await (await stranger.Get($"/credentials/{certificate.Id}.pdf?link={links[0].Token}")).Content.ReadAsByteArrayAsync(Cancellation)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm(mine, $"{mine}/links/{links[0].Id}/withdrawal")).StatusCode);

        Assert.DoesNotContain("amina", await stranger.Page($"/credentials/{certificate.Id}?link={links[0].Token}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/credentials/{certificate.Id}.pdf?link={links[0].Token}")).StatusCode);
        Assert.Contains("<bdi>Rosa</bdi>", await stranger.Page($"/credentials/{certificate.Id}?link={links[1].Token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_one_certificate_shows_no_other()
    {
        var (amina, certificate) = await _site.Certified("amina");
        var (bodo, other) = await _site.Certified("bodo");
        await ShowAsync(bodo, other, "links", "");
        var mine = $"/my/certificates/{certificate.Id}";
        await amina.PostForm(mine, mine + "/links", ("label", "x"));
        var token = await _site.Db(db => db.CredentialLinks.Select(l => l.Token).SingleAsync(Cancellation));

        Assert.DoesNotContain("bodo", await _site.Visitor().Page($"/credentials/{other.Id}?link={token}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bodo.PostForm($"/my/certificates/{other.Id}", $"/my/certificates/{other.Id}/links/{Guid.NewGuid()}/withdrawal")).StatusCode);
    }

    [Fact]
    public async Task Whoever_pastes_a_link_where_certificates_are_checked_is_led_by_it()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "");
        var mine = $"/my/certificates/{certificate.Id}";
        await amina.PostForm(mine, mine + "/links", ("label", "x"));
        var token = await _site.Db(db => db.CredentialLinks.Select(l => l.Token).SingleAsync(Cancellation));

        var answer = await _site.Visitor().Get("/check?address=" + Uri.EscapeDataString($"http://localhost/credentials/{certificate.Id}?link={token}"));

        Assert.Equal($"/credentials/{certificate.Id}?link={token}", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Who_does_not_say_who_sees_it_changes_nothing()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "");
        var mine = $"/my/certificates/{certificate.Id}";

        var answer = await amina.PostForm(mine, mine + "/showing", ("pseudonym", "Rosa"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await _site.CertificateOf("amina")).IsHidden);
    }

    [Theory]
    [InlineData("", "Write whom the link is for")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890", "At most 60 characters.")]
    public async Task A_link_says_whom_it_is_for(string label, string problem)
    {
        var (amina, certificate) = await _site.Certified("amina");
        var mine = $"/my/certificates/{certificate.Id}";

        var answer = await amina.PostForm(mine, mine + "/links", ("label", label));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_them_come_in_one_file_that_can_be_judged_without_the_site()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "Rosa");
        var (_, gone) = await _site.Certified("bodo");
        await _site.With<ChangeCredential, bool>(change => change.RevokeAsync(gone.Id, RevocationCause.Mistake, "Wrong", "boss", Cancellation));

        var answer = await amina.Get("/my/certificates.zip");

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(["README.txt", $".pdf", ".json", "issuer/did.json", "issuer/status-1.json"], zip.Entries.Select(e => e.FullName.Contains("rhythm", StringComparison.Ordinal) ? Path.GetExtension(e.FullName) : e.FullName));
        var (badge, issuer, list) = (Read(".json"), Read("issuer/did.json"), Read("issuer/status-1.json"));
        var document = (JsonObject)JsonNode.Parse(issuer)!;
        var signed = JudgeBadge.ReadList(list, document)!;
        var judged = JudgeBadge.Judge(badge, document, (address, index) => address == signed.Address ? StatusList.IsSet(signed.Encoded, index) : null, _site.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal((Verdict.Genuine, "amina"), (judged.Verdict, judged.Claims!.Holder));

        byte[] Read(string name)
        {
            using var entry = zip.Entries.First(e => e.FullName.EndsWith(name, StringComparison.Ordinal)).Open();
            using var bytes = new MemoryStream();
            entry.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    [Fact]
    public async Task Once_she_is_forgotten_her_links_lead_to_a_certificate_without_a_name()
    {
        var (amina, certificate) = await _site.Certified("amina");
        await ShowAsync(amina, certificate, "links", "Rosa");
        var mine = $"/my/certificates/{certificate.Id}";
        await amina.PostForm(mine, mine + "/links", ("label", "My employer"), ("name", "yes"));
        var learner = await _site.LearnerId("amina");

        await _site.With<Learning.Accounts.EraseLearner, bool>(async erase =>
        {
            await erase.EraseAsync(learner, Cancellation);
            return true;
        });

        var page = await _site.Visitor().Page($"/credentials/{certificate.Id}");
        Assert.Contains("This certificate is valid.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rhythm", page, StringComparison.Ordinal);   // what she hid stays hidden
        Assert.DoesNotContain(await _site.Db(db => db.Credentials.Select(c => c.LearnerId).ToListAsync(Cancellation)), id => id == learner);
        Assert.Equal(0, await _site.Db(db => db.CredentialLinks.CountAsync(Cancellation)));
    }

    private static async Task ShowAsync(Visitor holder, Credential certificate, string showing, string pseudonym)
    {
        var mine = $"/my/certificates/{certificate.Id}";
        Assert.Equal(HttpStatusCode.Found, (await holder.PostForm(mine, mine + "/showing", ("showing", showing), ("pseudonym", pseudonym))).StatusCode);
    }
}
