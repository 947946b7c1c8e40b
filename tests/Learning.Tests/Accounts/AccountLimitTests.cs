using System.Net;

namespace Learning.Tests.Accounts;

[NeedsDatabase]
public sealed class AccountLimitTests
{
    [Fact]
    public async Task Too_many_tries_from_one_address_are_refused_with_a_sentence_and_when_to_come_back()
    {
        await using var site = new TestSite();
        await site.InitializeAsync();
        var visitor = site.Visitor();
        var answer = await visitor.PostWithToken(null, "/sign-in");
        for (var tries = 1; answer.StatusCode != HttpStatusCode.TooManyRequests && tries < 1_000; tries++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);   // no token
            answer = await visitor.PostWithToken(null, "/sign-in");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("60", answer.Headers.RetryAfter?.ToString());
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(Visitor.Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/sign-in")).StatusCode);
    }
}
