using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Cohorts.Rosters;
using Learning.Theming;
using Learning.Web.Accounts;
using Learning.Web.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed partial class RosterTests : IAsyncLifetime
{
    private const string List = "Name,User name,E-mail,Language\nAmina,amina,,\nKofi,,kofi@example.org,fr\nLucía Pérez,,,es\nOsman,osman7,,\nBad,,not one,\n";

    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_dry_run_says_what_becomes_of_every_row_and_writes_nothing()
    {
        await _site.SignedInAs("amina");
        var before = await CountsAsync();

        var page = await PageAsync(await UploadAsync(List));

        Assert.Equal(before, await CountsAsync());
        Assert.Contains("put in", page, StringComparison.Ordinal);
        Assert.Contains("invited by mail", page, StringComparison.Ordinal);
        Assert.Contains("lucia.perez", page, StringComparison.Ordinal);
        Assert.Contains("“not one” is no mail address.", page, StringComparison.Ordinal);
        Assert.Contains("Do it for 4 people", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmed_it_is_done_and_whoever_got_an_account_signs_in_with_her_slip()
    {
        await _site.SignedInAs("amina");

        var answer = await ConfirmAsync(await PageAsync(await UploadAsync(List)));
        var slips = await PageAsync(answer);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(["Lucía Pérez", "Osman", "amina"], (await MembersAsync()).Order(StringComparer.Ordinal));
        Assert.Equal([("kofi@example.org", "fr")], (await _site.Db(db => db.Invitations.Select(i => new { i.Address, i.Language }).ToListAsync(Cancellation))).Select(i => (i.Address, i.Language)));
        Assert.Equal(["lucia.perez", "osman7"], Slips(slips).Select(s => s.UserName));
        foreach (var (userName, pin) in Slips(slips))
        {
            var learner = _site.Visitor();
            Assert.Equal(HttpStatusCode.Found, (await learner.PostForm("/sign-in", "/sign-in", ("username", userName), ("secret", pin))).StatusCode);
            Assert.Contains("Dockers", await learner.Page("/my"), StringComparison.Ordinal);
            Assert.Contains("The beat", await learner.Page("/learn/rhythm/beat"), StringComparison.Ordinal);
        }

        var log = await _site.Db(db => db.CohortLog.SingleAsync(e => e.Deed == CohortDeed.Imported, Cancellation));
        Assert.Equal("+3 · @1", log.Detail);
        Assert.All(Slips(slips), s => Assert.DoesNotContain(s.Pin, log.Detail, StringComparison.Ordinal));
        Assert.Equal(JoinedBy.Roster, (await _site.Standing(_cohort, "osman7")).JoinedBy);
    }

    [Fact]
    public async Task A_slip_speaks_the_language_of_its_person_and_names_the_group()
    {
        var slips = await PageAsync(await ConfirmAsync(await PageAsync(await UploadAsync("Name,Language\nZoé,fr\nOsman,\nSalma,ar\n"))));

        Assert.Equal(
            [("fr", "ltr", "Zoé", "Groupe", "Dockers"), ("en", "ltr", "Osman", "Group", "Dockers"), ("ar", "rtl", "Salma", "المجموعة", "Dockers")],
            SlipOfPerson().Matches(slips).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value, m.Groups[5].Value)));
        Assert.Contains(">Identifiant<", slips, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1+1")]
    [InlineData("-2")]
    [InlineData("@SUM(1)")]
    public async Task Nobody_is_called_as_a_formula_is_written(string name)
    {
        var page = await PageAsync(await UploadAsync($"Name,User name\n{name},\n"));

        Assert.Contains("looks like a formula", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"roster\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_called_empty()
    {
        var answer = await UploadAsync("");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("The file is empty.", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>The server of these tests has no limit on bodies: asked is what it would answer.</summary>
    [Fact]
    public void A_file_that_is_too_large_leads_back_to_where_another_is_chosen()
    {
        var endpoint = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "Learning.ReadRoster");
        var http = new DefaultHttpContext();
        http.Request.RouteValues["id"] = $"{_cohort}";

        var refusal = Assert.IsType<Refusal>(endpoint.Metadata.GetMetadata<IAnswerToTooMuch>()!.AnswerToTooMuch(http));

        Assert.Equal($"/cohorts/{_cohort}/roster", refusal.WayBack?.Href);
    }

    [Fact]
    public async Task Thousands_are_set_off_from_five_digits_on()
    {
        Assert.Contains("Up to 10,000 people", await _fay.Page($"/cohorts/{_cohort}/roster"), StringComparison.Ordinal);
        Assert.Contains("up to 4000 characters", await _fay.Page($"/cohorts/{_cohort}/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await _site.SignedInAs("amina");
        await ConfirmAsync(await PageAsync(await UploadAsync(List)));
        var before = await CountsAsync();

        var page = await PageAsync(await UploadAsync(List));

        Assert.Contains("There is nothing to do.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"roster\"", page, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Whoever_came_in_by_an_invitation_is_not_invited_again()
    {
        await ConfirmAsync(await PageAsync(await UploadAsync("Mail\nkofi@example.org\n")));
        var kofi = await _site.Member("kofi", _cohort);
        var id = await _site.LearnerId("kofi");
        await _site.Db(async db =>
        {
            (await db.Invitations.SingleAsync(Cancellation)).Use(id, _site.Clock.GetUtcNow());
            return await db.SaveChangesAsync(Cancellation);
        });

        Assert.Contains("There is nothing to do.", await PageAsync(await UploadAsync("Mail\nkofi@example.org\n")), StringComparison.Ordinal);
        Assert.NotNull(kofi);
    }

    [Fact]
    public async Task Confirmed_twice_and_at_once_it_is_done_once_with_the_same_slips()
    {
        var page = await PageAsync(await UploadAsync(List));

        var both = await Task.WhenAll(ConfirmAsync(page), ConfirmAsync(page));
        var third = await ConfirmAsync(page);

        var slips = Slips(await PageAsync(third));
        Assert.Equal(2 + 1, slips.Count);
        Assert.All(both, one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
        Assert.Equal(slips, Slips(await PageAsync(both[0])));
        Assert.Equal(slips, Slips(await PageAsync(both[1])));
        Assert.Equal((3, 1), await _site.Db(async db => (await db.Members.CountAsync(Cancellation), await db.CohortLog.CountAsync(e => e.Deed == CohortDeed.Imported, Cancellation))));
    }

    [Fact]
    public async Task What_was_cut_short_is_done_by_confirming_again()
    {
        var page = await PageAsync(await UploadAsync(List));
        var first = Slips(await PageAsync(await ConfirmAsync(page)));
        await _site.Db(async db =>
        {
            // As if the process had died before the last of it: one person and the line of the log are missing.
            await db.CohortLog.Where(e => e.Deed == CohortDeed.Imported).ExecuteDeleteAsync(Cancellation);
            return await db.Invitations.ExecuteDeleteAsync(Cancellation);
        });

        var again = Slips(await PageAsync(await ConfirmAsync(page)));

        Assert.Equal(first, again);
        Assert.Equal((3, 1), await _site.Db(async db => (await db.Members.CountAsync(Cancellation), await db.Invitations.CountAsync(Cancellation))));
    }

    [Fact]
    public async Task Where_the_site_has_changed_the_dry_run_comes_again_and_nothing_is_done()
    {
        var page = await PageAsync(await UploadAsync("Name\nLucía Pérez\n"));
        await _site.SignedInAs("lucia.perez");

        var answer = await ConfirmAsync(page);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(await MembersAsync());
        var again = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("lucia.perez2", again, StringComparison.Ordinal);
        Assert.Equal("lucia.perez2", Slips(await PageAsync(await ConfirmAsync(again))).Single().UserName);
    }

    [Fact]
    public async Task A_person_has_account_and_place_or_neither()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _site.With<ImportRoster, bool>(async import =>
        {
            // The second row belongs to nobody's cohort: the transaction with the account of the first fails as a whole.
            var account = await _site.With<IAccountBook, NewAccount>(book => Task.FromResult(book.Draft("awa.diop", "Awa Diop")));
            var rows = new[]
            {
                new PlannedRow(new(2, "Awa Diop", "", "", "en"), RosterOutcome.MakeAccount, UserName: "awa.diop", Account: account),
                new PlannedRow(new(3, "Nobody", "nobody", "", "en"), RosterOutcome.PutIn, LearnerId: null),
            };
            await import.ImportAsync(new() { Id = Guid.NewGuid(), CohortId = _cohort, By = "faye", ReadAt = default, Language = "en", Kind = default, Ignored = [], Rows = rows }, rows, Cancellation);
            return true;
        }));

        Assert.Equal((0, 0), (await AccountsAsync("awa.diop"), (await MembersAsync()).Count));
    }

    [Fact]
    public async Task What_the_page_carries_opens_for_her_alone_for_an_hour_and_in_this_group()
    {
        var page = await PageAsync(await UploadAsync(List));
        var other = await _fay.NewCohort("Others");
        var gus = await _site.SignedInAs("gustav", "Administrator");

        var answers = new List<HttpResponseMessage>
        {
            await gus.PostForm($"/cohorts/{_cohort}/roster", $"/cohorts/{_cohort}/roster/import", ("roster", Sealed(page))),
            await _fay.PostForm($"/cohorts/{other}/roster", $"/cohorts/{other}/roster/import", ("roster", Sealed(page))),
            await _fay.PostForm($"/cohorts/{_cohort}/roster", $"/cohorts/{_cohort}/roster/import", ("roster", "A" + Sealed(page)[1..])),
            await _fay.PostForm($"/cohorts/{_cohort}/roster", $"/cohorts/{_cohort}/roster/import"),
        };
        _site.Clock.Ahead = TimeSpan.FromMinutes(61);
        answers.Add(await ConfirmAsync(page));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        Assert.Empty(await MembersAsync());
    }

    [Fact]
    public async Task Somebody_elses_group_a_group_that_is_over_and_a_post_without_token_are_refused()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");
        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/roster")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/roster/sample")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await UploadAsync(List, gus, "/cohorts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.PostForm("/cohorts", $"/cohorts/{_cohort}/roster/import", ("roster", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _fay.PostWithToken(null, $"/cohorts/{_cohort}/roster/import", ("roster", "x"))).StatusCode);

        var page = await PageAsync(await UploadAsync(List));
        await _fay.PostForm($"/cohorts/{_cohort}/settings", $"/cohorts/{_cohort}/archive");
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(page)).StatusCode);
        Assert.Empty(await MembersAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_says_what_is_expected()
    {
        var none = await UploadAsync("");
        var heads = await UploadAsync("Awa,Diop\nKofi,Mensah\n");
        var large = await UploadAsync(new string('x', (4 * 1024 * 1024) + 1));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge), (none.StatusCode, heads.StatusCode, large.StatusCode));
        Assert.Contains("The first row does not name the columns", await heads.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("roster/sample", await heads.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task The_sample_can_be_read_in(string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/cohorts/{_cohort}/roster/sample", UriKind.Relative));
        request.Headers.Add("Accept-Language", language);
        var sample = await (await _fay.Http.SendAsync(request, Cancellation)).Content.ReadAsByteArrayAsync(Cancellation);

        var roster = RosterReader.Read(sample);

        Assert.Null(roster.Fault);
        Assert.Empty(roster.Ignored);
        Assert.Equal([true, true, true], roster.Rows.Select(r => r.Fault is null));
    }

    [Fact]
    public async Task Several_hundred_people_are_put_in_a_hundred_at_a_time()
    {
        await _site.Db(async db =>
        {
            db.AddRange(Enumerable.Range(0, 350).Select(i => Learner.Known($"id{i}", $"Person {i}", $"p{i}@example.org", "en", _site.Clock.GetUtcNow())));
            return await db.SaveChangesAsync(Cancellation);
        });

        await ConfirmAsync(await PageAsync(await UploadAsync("Mail\n" + string.Concat(Enumerable.Range(0, 350).Select(i => $"p{i}@example.org\n")))));

        Assert.Equal((350, 350), await _site.Db(async db => (await db.Members.CountAsync(m => m.RequiredCount > 0, Cancellation), await db.Set<Learning.Progress.CourseOutcome>().CountAsync(Cancellation))));
    }

    private async Task<HttpResponseMessage> UploadAsync(string text, Visitor? who = null, string? from = null)
    {
        who ??= _fay;
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        form.Add(file, "file", "list.csv");
        form.Add(new StringContent("en"), "language");
        form.Add(new StringContent(Visitor.Token(await who.Page(from ?? $"/cohorts/{_cohort}/roster"))!), "__RequestVerificationToken");
        return await who.Http.PostAsync(new Uri($"/cohorts/{_cohort}/roster", UriKind.Relative), form, Cancellation);
    }

    private Task<HttpResponseMessage> ConfirmAsync(string page) => _fay.PostForm($"/cohorts/{_cohort}/people", $"/cohorts/{_cohort}/roster/import", ("roster", Sealed(page)));

    private static async Task<string> PageAsync(HttpResponseMessage answer)
    {
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, html);
        return html;
    }

    private Task<List<string>> MembersAsync() => _site.Db(db => db.Members.Where(m => m.CohortId == _cohort).Join(db.Learners, m => m.LearnerId, l => l.Id, (_, l) => l.Name).ToListAsync(Cancellation));

    private Task<int> AccountsAsync(string userName) => _site.With<UserManager<Account>, int>(async users => await users.FindByNameAsync(userName) is null ? 0 : 1);

    private async Task<string> CountsAsync()
    {
        var library = await _site.Db(async db => $"{await db.Members.CountAsync(Cancellation)} {await db.Learners.CountAsync(Cancellation)} {await db.Invitations.CountAsync(Cancellation)} {await db.CohortLog.CountAsync(Cancellation)}");
        return $"{library} {await _site.With<SiteDb, int>(db => db.Users.CountAsync(Cancellation))}";
    }

    private static IReadOnlyList<(string UserName, string Pin)> Slips(string html) => [.. Slip().Matches(html).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    private static string Sealed(string html) => Hidden().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"roster\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<dd><bdi>([^<]+)</bdi></dd></div><div><dt>PIN</dt><dd dir=\"ltr\">([0-9]{6})</dd>")]
    private static partial Regex Slip();

    [GeneratedRegex("<li lang=\"(..)\" dir=\"(...)\">\\s*<h2><bdi>([^<]*)</bdi></h2>.*?<dt>([^<]*)</dt><dd><bdi>([^<]*)</bdi>", RegexOptions.Singleline)]
    private static partial Regex SlipOfPerson();
}
