using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

/// <summary>Signing in again as a script in the page does it.</summary>
[NeedsDatabase]
public sealed class SignInAgainTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Secret = "a long enough secret";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task She_is_signed_in_and_gets_a_token_of_her_own()
    {
        await site.SignedInAs("back-again");
        var learner = await IdOf("back-again");
        var phone = site.Visitor();
        var before = await Session(phone);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("learner").ValueKind);

        var answer = await Again(phone, before, "back-again", Secret, learner);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var after = await Session(phone);
        Assert.Equal(learner, after.GetProperty("learner").GetString());
        var signOut = await phone.PostWithToken(after.GetProperty("token").GetString(), "/sign-out");
        Assert.Equal(HttpStatusCode.Found, signOut.StatusCode);
    }

    [Theory]
    [InlineData("right-person", "not her secret", HttpStatusCode.UnprocessableEntity, "SignIn.Wrong")]
    [InlineData("nobody-here", Secret, HttpStatusCode.UnprocessableEntity, "SignIn.Wrong")]
    [InlineData("wrong-person", Secret, HttpStatusCode.Conflict, "SignIn.SomebodyElse")]
    public async Task Nobody_else_is(string username, string secret, HttpStatusCode status, string code)
    {
        if (!await site.Db(db => db.Set<Learning.Accounts.Learner>().AnyAsync(l => l.Name == "right-person", Cancellation)))
        {
            await site.SignedInAs("right-person");
            await site.SignedInAs("wrong-person");
        }

        var phone = site.Visitor();
        var answer = await Again(phone, await Session(phone), username, secret, await IdOf("right-person"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await Session(phone)).GetProperty("learner").ValueKind);
    }

    [Fact]
    public async Task Wrong_secrets_lock_the_account_here_too()
    {
        await site.SignedInAs("locked-here");
        var phone = site.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await Again(phone, await Session(phone), "locked-here", "wrong wrong wrong", await IdOf("locked-here"));
        }

        var answer = await Again(phone, await Session(phone), "locked-here", Secret, await IdOf("locked-here"));

        Assert.Contains("SignIn.Locked", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_counts_where_the_page_is_anothers()
    {
        await site.SignedInAs("page-owner");
        await site.SignedInAs("tried-there");
        var phone = site.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await Again(phone, await Session(phone), "tried-there", "wrong wrong wrong", await IdOf("page-owner"));
        }

        var answer = await phone.PostForm("/sign-in", "/sign-in", ("username", "tried-there"), ("secret", Secret));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_script_with_an_old_token_is_told_so_in_its_own_words()
    {
        await site.SignedInAs("old-token");
        var answer = await Again(site.Visitor(), await Session(site.Visitor()), "old-token", Secret, await IdOf("old-token"));

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_nobody_is()
    {
        await site.SignedInAs("no-token");

        var answer = await site.Visitor().PostWithToken(null, "/sign-in/again", ("username", "no-token"), ("secret", Secret));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_of_the_session_has_the_form_and_a_way_out_for_guests()
    {
        var page = await site.Visitor().Page("/session");

        Assert.Contains("action=\"/sign-in/again\"", page, StringComparison.Ordinal);
        Assert.Contains("data-for=\"guest\"", page, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Again(Visitor visitor, JsonElement session, string username, string secret, string learner)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [session.GetProperty("tokenField").GetString()!] = session.GetProperty("token").GetString()!,
            ["username"] = username,
            ["secret"] = secret,
            ["learner"] = learner,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/again") { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await visitor.Http.SendAsync(request, Cancellation);
    }

    private static async Task<JsonElement> Session(Visitor visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/session");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await visitor.Http.SendAsync(request, Cancellation);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private Task<string> IdOf(string name) => site.Db(db => db.Set<Learning.Accounts.Learner>().Where(l => l.Name == name).Select(l => l.Id).SingleAsync(Cancellation));
}
