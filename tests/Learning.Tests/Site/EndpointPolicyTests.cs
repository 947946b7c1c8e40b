using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Site;

/// <summary>Every address says who may ask it, or stands here by name as one for everybody: a new one that says nothing fails until somebody has thought about it.</summary>
[NeedsDatabase]
public sealed partial class EndpointPolicyTests : IAsyncLifetime
{
    private static readonly string[] ForEverybody =
    [
        "* /health/live",
        "* /health/ready",
        "GET /",
        "GET /.well-known/did.json",
        "GET /.well-known/jwks.json",
        "GET /achievements/{id}",
        "GET /achievements/{id}/image.png",
        "GET /calendar/{token}.ics",
        "GET /check",
        "GET /cohorts/invitations/{token}",
        "GET /courses",
        "GET /courses/{slug}",
        "GET /courses/{slug}/enrolments",
        "GET /credentials/status/{number}",
        "GET /credentials/{id}",
        "GET /credentials/{id}.json",
        "GET /credentials/{id}.pdf",
        "GET /credentials/{id}.png",
        "GET /credentials/{id}.svg",
        "GET /did.json",
        "GET /join",
        "GET /join/{code}",
        "GET /mail/stop/{token}",
        "GET /media/{hash}/{name}",
        "GET /media/{hash}/{width}/{name}",
        "GET /not-allowed",
        "GET /pathways",
        "GET /pathways/{id}",
        "GET /pathways/{id}/image.png",
        "GET /record",
        "GET /register",
        "GET /search",
        "GET /search/suggestions",
        "GET /session",
        "GET /setup",
        "GET /sign-in",
        "GET /theme/{version}/{**path}",
        "POST /check",
        "POST /guest",
        "POST /language",
        "POST /learn/{slug}/{activity}",   // these three answer an ended session themselves, with what was filled in
        "POST /mail/stop/{token}",   // from a mail program, RFC 8058
        "POST /my/review",
        "POST /record",
        "POST /register",
        "POST /setup",
        "POST /sign-in",
        "POST /sign-in/again",
        "POST /sign-out",
    ];

    private readonly TestSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public void Every_endpoint_states_its_policy_or_is_known_to_be_for_everybody()
    {
        var open = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(m => $"{m} /{Constraint().Replace(e.RoutePattern.RawText!, "").Trim('/')}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(ForEverybody, open);
    }

    /// <summary>What belongs to those who facilitate, write or administer asks for its policy by name, not only for somebody who is signed in.</summary>
    [Theory]
    [InlineData("/cohorts", "Learning.Facilitate")]
    [InlineData("/grading", "Learning.Facilitate")]
    [InlineData("/allowances", "Learning.Facilitate")]
    [InlineData("/people", "Learning.Administer")]
    [InlineData("/corrections", "Learning.Author", "Learning.Publish")]
    [InlineData("/banks", "Learning.Author", "Learning.Publish")]
    [InlineData("/sources", "Learning.Author")]
    [InlineData("/rechecks", "Learning.Author")]
    [InlineData("/translations", "Learning.Author")]
    [InlineData("/texts", "Learning.Author")]
    public void What_is_for_some_asks_for_their_policy(string under, string policy, string? orMore = null)
    {
        var endpoints = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => $"/{e.RoutePattern.RawText!.Trim('/')}/".StartsWith($"{under}/", StringComparison.Ordinal) && !e.RoutePattern.RawText!.Contains("invitations/{token}", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, e => Assert.Contains(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), a => a.Policy == policy || (orMore is not null && a.Policy == orMore)));
    }

    /// <summary>Who writes does not publish, and a corrected key changes results.</summary>
    [Theory]
    [InlineData("Learning.CorrectKey")]
    [InlineData("Learning.PublishBank")]
    public void What_puts_something_in_force_asks_who_may(string name)
    {
        var endpoint = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == name);

        Assert.Equal("Learning.Publish", Assert.Single(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()).Policy);
    }

    /// <summary>Whoever looks after an organisation sees it; which those are is asked of each page.</summary>
    [Fact]
    public void Organisations_are_read_by_those_who_facilitate_and_changed_by_administrators()
    {
        var endpoints = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => $"/{e.RoutePattern.RawText!.Trim('/')}/".StartsWith("/organisations/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(7, endpoints.Length);
        Assert.All(endpoints, e => Assert.Contains(
            e.Metadata.GetOrderedMetadata<IAuthorizeData>(), a => a.Policy == (e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET") ? "Learning.Facilitate" : "Learning.Administer")));
    }

    [GeneratedRegex(@":[a-z]+(\(\d+\))?(?=})")]
    private static partial Regex Constraint();
}
