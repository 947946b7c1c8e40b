using System.Net;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Data;
using Learning.Tests.Credentials;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

/// <summary>She deletes her account on the page of it.</summary>
[NeedsDatabase]
public sealed class EraseAccountTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task She_is_forgotten_and_signed_out_and_her_certificate_stays_checkable()
    {
        var (amina, certificate) = await _site.Certified("amina");

        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm("/account", "/account/erasure", ("erase_secret", "a long enough secret"))).StatusCode);

        Assert.Null(await _site.With<UserManager<Account>, Account?>(accounts => accounts.FindByNameAsync("amina")));
        Assert.Equal(HttpStatusCode.Found, (await amina.Get("/my")).StatusCode);
        var page = await _site.Visitor().Page($"/credentials/{certificate.Id}");
        Assert.Contains("This certificate is valid.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("amina", page, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Learners.CountAsync(l => l.Id == certificate.LearnerId, Cancellation)));
        await _site.SignedInAs("amina");   // the name is free again
    }

    [Fact]
    public async Task With_a_wrong_secret_nothing_happens()
    {
        var (amina, certificate) = await _site.Certified("amina");

        var answer = await amina.PostForm("/account", "/account/erasure", ("erase_secret", "a guess"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("amina", (await _site.CertificateOf("amina")).HolderName);
        Assert.Equal(certificate.LearnerId, await _site.LearnerId("amina"));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var boss = await _site.Administrator();

        var answer = await boss.PostForm("/account", "/account/erasure", ("erase_secret", "a long enough secret"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull(await _site.With<UserManager<Account>, Account?>(accounts => accounts.FindByNameAsync("boss")));
    }
}
