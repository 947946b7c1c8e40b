using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Learning.Courses;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Credentials.Proofs;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Badges;

/// <summary>What programs get of a certificate and of the site that issued it; a verifier that is not ours, which asks nobody but this site, judges it.</summary>
[NeedsDatabase]
public sealed class ServeBadgeTests : IAsyncLifetime
{
    private readonly CredentialSite _site = new() { PublicAddress = new("https://learn.example.org") };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task A_verifier_that_is_not_ours_finds_it_genuine_with_what_the_site_serves(string language)
    {
        var credential = await _site.GivenCredentialAsync("سلمى Okonkwo", language: language);

        var (isVerified, errors) = await IndependentVerifier.Verify(await BadgeAsync(credential), await WorldAsync(), Cancellation);

        Assert.True(isVerified, errors);
    }

    [Fact]
    public async Task At_its_own_address_people_get_a_page_and_programs_the_badge()
    {
        var address = $"/credentials/{(await _site.GivenCredentialAsync("Amina")).Id}";

        var page = await Ask(address, "text/html,application/xhtml+xml,*/*;q=0.8");
        var badge = await Ask(address, "application/vc");
        var older = await Ask(address, "application/json;q=0.5,application/ld+json");

        Assert.Equal(("text/html", "application/vc", "application/ld+json"), (page.Content.Headers.ContentType?.MediaType, badge.Content.Headers.ContentType?.MediaType, older.Content.Headers.ContentType?.MediaType));
        Assert.Equal("https://learn.example.org" + address, (await JsonAsync(badge))["id"]!.GetValue<string>());
        Assert.All([page, badge, older], answer => Assert.Contains("Accept", answer.Headers.Vary));
        Assert.Equal("*", Assert.Single(badge.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("noindex", Assert.Single(badge.Headers.GetValues("X-Robots-Tag")));
    }

    [Fact]
    public async Task It_says_the_same_each_time_it_is_asked_for()
    {
        var credential = await _site.GivenCredentialAsync("Amina");

        Assert.True(JsonNode.DeepEquals(await BadgeAsync(credential), await BadgeAsync(credential)));
    }

    [Fact]
    public async Task After_a_new_key_what_the_old_one_signed_is_still_genuine()
    {
        var before = await BadgeAsync(await _site.GivenCredentialAsync("Amina"));
        await KeysAsync(keys => keys.RotateAsync(Cancellation));
        var after = await BadgeAsync(await _site.GivenCredentialAsync("Ben"));

        Assert.NotEqual(DataIntegrity.MethodOf(before), DataIntegrity.MethodOf(after));
        Assert.True((await IndependentVerifier.Verify(before, await WorldAsync(), Cancellation)).IsVerified);
        Assert.True((await IndependentVerifier.Verify(after, await WorldAsync(), Cancellation)).IsVerified);
    }

    [Fact]
    public async Task What_a_key_signed_that_is_not_believed_any_more_is_refused_and_is_signed_anew_by_another()
    {
        var credential = await _site.GivenCredentialAsync("Amina");
        var before = await BadgeAsync(credential);
        await KeysAsync(keys => keys.DistrustAsync("key-1", Cancellation));

        Assert.False((await IndependentVerifier.Verify(before, await WorldAsync(), Cancellation)).IsVerified);
        var (isVerified, errors) = await IndependentVerifier.Verify(await BadgeAsync(credential), await WorldAsync(), Cancellation);
        Assert.True(isVerified, errors);
        Assert.False(await KeysAsync(keys => keys.DistrustAsync("key-9", Cancellation)));
    }

    [Fact]
    public async Task One_that_was_revoked_is_in_the_list_and_refused()
    {
        var (revoked, other) = (await _site.GivenCredentialAsync("Amina"), await _site.GivenCredentialAsync("Ben"));
        await _site.UseDbAsync(db => db.Set<CredentialStatus>().Where(s => s.CredentialId == revoked.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)), Cancellation));

        Assert.Equal((false, "revoked"), await IndependentVerifier.Verify(await BadgeAsync(revoked), await WorldAsync(), Cancellation));
        Assert.True((await IndependentVerifier.Verify(await BadgeAsync(other), await WorldAsync(), Cancellation)).IsVerified);
    }

    [Fact]
    public async Task Who_was_forgotten_is_not_named_in_it()
    {
        var credential = await _site.GivenCredentialAsync("Amina Okonkwo");
        await _site.UseDbAsync(db => db.Credentials.Where(c => c.Id == credential.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.HolderName, ""), Cancellation));

        var badge = await BadgeAsync(credential);

        Assert.DoesNotContain("Amina", badge.ToJsonString(), StringComparison.Ordinal);
        Assert.True((await IndependentVerifier.Verify(badge, await WorldAsync(), Cancellation)).IsVerified);
    }

    [Fact]
    public async Task The_keys_are_the_same_in_both_ways_they_are_written()
    {
        var document = await JsonAsync(await Ask("/.well-known/did.json", "*/*"));
        var keys = await JsonAsync(await Ask("/.well-known/jwks.json", "*/*"));

        Assert.Equal("did:web:learn.example.org", document["id"]!.GetValue<string>());
        var key = Assert.Single(keys["keys"]!.AsArray())!;
        Assert.True(Multikey.TryReadPublic(document["verificationMethod"]![0]!["publicKeyMultibase"]!.GetValue<string>(), out var bytes));
        Assert.Equal(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'), key["x"]!.GetValue<string>());
        Assert.DoesNotContain("\"d\"", keys.ToJsonString(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(document, await JsonAsync(await Ask("/did.json", "*/*"))));
    }

    [Fact]
    public async Task Many_who_ask_at_once_for_the_first_time_are_told_one_key()
    {
        var credential = await _site.GivenCredentialAsync("Amina");

        var badges = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => BadgeAsync(credential)));

        Assert.Single(badges.Select(DataIntegrity.MethodOf).Distinct());
        Assert.Single((await JsonAsync(await Ask("/.well-known/jwks.json", "*/*")))["keys"]!.AsArray());
    }

    [Fact]
    public async Task The_course_it_is_about_is_found_whatever_its_address_became()
    {
        var credential = await _site.GivenCredentialAsync("Amina");
        var slug = await _site.UseDbAsync(db => db.Courses.Where(c => c.Id == credential.CourseId).Select(c => c.Slug).SingleAsync(Cancellation));

        var answer = await Ask($"/achievements/{credential.CourseId}", "*/*");

        Assert.Equal((HttpStatusCode.Found, $"/courses/{slug}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/credentials/3f2b8c1e-9a4d-4e77-b1f0-6c0d2a9e5b18.json")]
    [InlineData("/credentials/status/2")]
    [InlineData("/credentials/status/0")]
    [InlineData("/credentials/status/99999999999")]
    [InlineData("/achievements/nothing")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await Ask(path, "*/*")).StatusCode);

    private Task<T> KeysAsync<T>(Func<IssuerKeys, Task<T>> act) => _site.WithAsync(act);

    private async Task<JsonObject> BadgeAsync(Credential credential) => await JsonAsync(await Ask($"/credentials/{credential.Id}.json", "*/*"));

    /// <summary>What the site serves to whoever verifies: its document, each of its keys, its list.</summary>
    private async Task<Dictionary<string, JsonObject>> WorldAsync()
    {
        var document = await JsonAsync(await Ask("/.well-known/did.json", "*/*"));
        var world = new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            [document["id"]!.GetValue<string>()] = document,
            ["https://learn.example.org/credentials/status/1"] = await JsonAsync(await Ask("/credentials/status/1", "*/*")),
        };
        foreach (var method in document["verificationMethod"]!.AsArray())
        {
            var alone = (JsonObject)method!.DeepClone();
            alone["@context"] = "https://w3id.org/security/multikey/v1";
            world[alone["id"]!.GetValue<string>()] = alone;
        }

        return world;
    }

    private async Task<HttpResponseMessage> Ask(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        return await _site.Client.SendAsync(request, Cancellation);
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }
}
