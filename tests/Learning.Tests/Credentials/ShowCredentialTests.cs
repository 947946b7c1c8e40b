using System.Net;

namespace Learning.Tests.Credentials;

[NeedsDatabase]
public sealed class ShowCredentialTests(CredentialSite site) : IClassFixture<CredentialSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anyone_with_the_address_sees_what_the_certificate_states()
    {
        var credential = await site.GivenCredentialAsync("Amina <b>Okonkwo</b>");

        var page = await site.Client.GetStringAsync($"/credentials/{credential.Id}", Cancellation);

        Assert.Contains("Amina &lt;b&gt;Okonkwo&lt;/b&gt;;The right to social security;6;", page, StringComparison.Ordinal);
        Assert.Contains($";87;3;http://localhost/credentials/{credential.Id};/credentials/{credential.Id}.pdf;false;Learning;en", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://learn.example.org", "https://learn.example.org")]
    [InlineData("https://example.org/learn/", "https://example.org/learn")]
    public async Task Its_address_is_where_the_world_finds_the_site_if_the_host_says_so(string given, string stated)
    {
        await using var proxied = new CredentialSite { PublicAddress = new Uri(given) };
        await proxied.InitializeAsync();
        var credential = await proxied.GivenCredentialAsync("Amina");

        Assert.Contains($";{stated}/credentials/{credential.Id};", await proxied.Client.GetStringAsync($"/credentials/{credential.Id}", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_test_nothing_is_said_of_one()
    {
        var credential = await site.GivenCredentialAsync("Amina", testPercent: null);

        Assert.Contains(";;3;http", await site.Client.GetStringAsync($"/credentials/{credential.Id}", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_learner_herself_is_the_holder()
    {
        var credential = await site.GivenCredentialAsync("Amina");

        Assert.Contains(";true;", await PageForAsync(credential.LearnerId, credential.Id), StringComparison.Ordinal);
        Assert.Contains(";false;", await PageForAsync("somebody-else", credential.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_certificate_is_not_there()
    {
        var answer = await site.Client.GetAsync($"/credentials/{Guid.NewGuid()}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no certificate at this address", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_engines_are_asked_to_stay_away()
    {
        var credential = await site.GivenCredentialAsync("Amina");

        var answer = await site.Client.GetAsync($"/credentials/{credential.Id}", Cancellation);

        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    private async Task<string> PageForAsync(string learnerId, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/credentials/{id}");
        request.Headers.Add(CredentialSite.SignedInAs, learnerId);
        var answer = await site.Client.SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
