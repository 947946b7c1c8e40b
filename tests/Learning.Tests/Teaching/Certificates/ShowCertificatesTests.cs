using System.Text.RegularExpressions;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Data;
using Learning.Tests.Credentials;
using Learning.Tests.Plans;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Teaching.Certificates;

/// <summary>The list of certificates where there are more than one page shows, and more than are looked at for one.</summary>
[NeedsDatabase]
public sealed partial class ShowCertificatesTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _fay = await _site.SignedInAs("faye", Roles.Facilitator);
        Assert.Equal(0, await Generate.RunAsync(new(2_600, 70, Activities: 12, Seed: 3, Facilitator: "faye", Force: true), _site.Paths, TextWriter.Null, TextWriter.Null, Cancellation));
        await GeneratedPeople.CompleteAsync(_site.Services.GetRequiredService<LearningDatabase>(), Cancellation);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("?state=ends")]
    [InlineData("?state=expired")]
    [InlineData("?state=revoked")]
    [InlineData("?state=waiting")]
    [InlineData("?course=generated-course")]
    public async Task From_page_to_page_each_is_seen_once(string query)
    {
        var boss = await _site.Administrator();
        var now = DateTimeOffset.UtcNow;
        var all = await _site.Db(async db =>
        {
            var open = db.CredentialRequests.Where(r => r.State == RequestState.Open);
            return await (
                from c in db.Credentials
                let latest = c.Statuses.OrderByDescending(s => s.Place).First()
                where query == "?state=ends" ? c.ValidUntil >= now && c.ValidUntil <= now.AddDays(90) && latest.RevokedAt == null
                    : query == "?state=expired" ? c.ValidUntil < now && latest.RevokedAt == null
                    : query == "?state=revoked" ? latest.RevokedAt != null
                    : query != "?state=waiting" || open.Any(r => r.CredentialId == c.Id)
                select c.Id).ToListAsync(Cancellation);
        });

        var seen = await WalkAsync(boss, "/certificates" + query);

        Assert.NotEmpty(all);
        Assert.Equal(all.Order(), seen.Order());
    }

    [Fact]
    public async Task Those_of_a_facilitator_are_of_her_cohorts_or_of_people_in_none()
    {
        var (hers, others) = await _site.Db(async db =>
        {
            var members = db.Members.Where(m => m.WithdrawnAt == null).Select(m => m.LearnerId);
            return (
                await db.Credentials.Where(c => members.Contains(c.LearnerId)).Select(c => c.Id).ToListAsync(Cancellation),
                await db.Credentials.Where(c => !members.Contains(c.LearnerId)).Select(c => c.Id).ToListAsync(Cancellation));
        });

        Assert.Equal(hers.Order(), (await WalkAsync(_fay, "/certificates")).Order());
        Assert.Equal(others.Order(), (await WalkAsync(_fay, "/certificates?whose=none")).Order());
    }

    [Fact]
    public async Task A_family_name_is_found_by_its_beginning_whatever_its_capitals_and_the_page_says_when_there_are_others()
    {
        var (id, name) = await _site.Db(async db =>
        {
            var members = db.Members;
            return await db.Credentials.Where(c => !members.Any(m => m.LearnerId == c.LearnerId)).OrderBy(c => c.HolderName).Select(c => new ValueTuple<Guid, string>(c.Id, c.HolderName)).FirstAsync(Cancellation);
        });
        var family = name.Split(' ')[1];

        Assert.Contains($"/certificates/{id}", await _fay.Page($"/certificates?find={name.ToUpperInvariant()}"), StringComparison.Ordinal);
        Assert.Contains($"/certificates/{id}", await _fay.Page($"/certificates?find={family.ToLowerInvariant()}"), StringComparison.Ordinal);
        Assert.Contains("There may be others.", await _fay.Page("/certificates?find=mi"), StringComparison.Ordinal);
        Assert.DoesNotContain("There may be others.", await _fay.Page($"/certificates?find={name}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    [InlineData("-")]
    public async Task What_is_no_place_is_the_first_page(string after) =>
        Assert.Contains("/certificates/", await (await _site.Administrator()).Page($"/certificates?after={after}"), StringComparison.Ordinal);

    private static async Task<List<Guid>> WalkAsync(Visitor who, string address)
    {
        var seen = new List<Guid>();
        for (var next = address; next is not null;)
        {
            var page = await who.Page(next);
            seen.AddRange(One().Matches(page).Select(m => Guid.Parse(m.Groups[1].Value)));
            next = Next().Match(page) is { Success: true } link ? System.Net.WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        return seen;
    }

    [GeneratedRegex("<h2><a href=\"/certificates/([0-9a-f-]{36})\"")]
    private static partial Regex One();

    [GeneratedRegex("<a href=\"([^\"]*)\" rel=\"next\"")]
    private static partial Regex Next();
}
