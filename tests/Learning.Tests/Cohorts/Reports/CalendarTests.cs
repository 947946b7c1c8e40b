using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Cohorts.Reports;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts.Reports;

[NeedsDatabase]
public sealed partial class CalendarTests : IAsyncLifetime
{
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
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", "2026-12-09"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Her_calendar_has_the_day_that_holds_for_her_and_meetings()
    {
        var amina = await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var id = await _site.LearnerId("amina");
        var begins = new DateTimeOffset(2026, 12, 4, 18, 30, 0, TimeSpan.Zero);
        await PlanAsync("Meeting; one, two\nand \\ more", begins, isCancelled: false);
        await PlanAsync("Called off", begins, isCancelled: true);
        await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/concessions", ("kind", "Extension"), ("until", "2027-01-15"), ("reason", "night shift"));

        var events = await EventsAsync(await AddressAsync(amina, $"/my/cohorts/{_cohort}/calendar"));

        var due = events.Single(e => e.Summary == "Due: One");
        Assert.Equal((new DateTime(2027, 1, 15), false), (due.Start!.Value, due.Start.HasTime));
        Assert.Equal(new DateTime(2027, 1, 16), due.End!.Value);
        var meeting = events.Single(e => e.Summary == "Meeting; one, two\nand \\ more");
        Assert.Equal((begins, begins.AddMinutes(90), "Hall, 2nd floor"), (meeting.Start!.AsUtc, meeting.End!.AsUtc, meeting.Location));
        Assert.Equal("CANCELLED", events.Single(e => e.Summary == "Called off").Status);
        Assert.EndsWith($"/my/cohorts/{_cohort}", due.Url!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_she_has_done_is_not_due_any_more_and_an_excuse_takes_the_day_away()
    {
        var amina = await _site.Member("amina", _cohort);
        var address = await AddressAsync(amina, $"/my/cohorts/{_cohort}/calendar");
        Assert.Single(await EventsAsync(address));

        var id = await _site.LearnerId("amina");
        await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/concessions", ("kind", "Excuse"), ("reason", "ill"));

        Assert.Empty(await EventsAsync(address));
    }

    [Fact]
    public async Task A_facilitator_has_the_days_of_all_while_she_facilitates()
    {
        var address = await AddressAsync(_fay, $"/cohorts/{_cohort}/calendar");
        Assert.Equal(new DateTime(2026, 12, 9), (await EventsAsync(address)).Single().Start!.Value);

        var ada = await _site.SignedInAs("ada-runs-it", "Administrator");
        Assert.DoesNotContain("/calendar/", Regex.Match(await ada.Page($"/cohorts/{_cohort}/calendar"), "f-address").Value, StringComparison.Ordinal);
        await _site.Db(db => db.CohortFacilitators.Where(f => f.CohortId == _cohort).ExecuteDeleteAsync(Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get(address)).StatusCode);
    }

    [Fact]
    public async Task An_address_leads_nowhere_once_she_made_it_void_and_a_new_one_does()
    {
        var amina = await _site.Member("amina", _cohort);
        var page = $"/my/cohorts/{_cohort}/calendar";
        var address = await AddressAsync(amina, page);
        _site.Clock.Ahead = TimeSpan.FromSeconds(2);

        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm(page, page)).StatusCode);
        _site.Clock.Ahead = TimeSpan.FromSeconds(4);

        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get(address)).StatusCode);
        Assert.Single(await EventsAsync(await AddressAsync(amina, page)));
        Assert.Contains("calendar addresses void", await _fay.Page($"/cohorts/{_cohort}/log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/calendar/x.ics")]
    [InlineData("/calendar/CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    [InlineData("/calendar/%20.ics")]
    public async Task A_guessed_address_leads_nowhere(string address) => Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get(address)).StatusCode);

    [Fact]
    public async Task A_stranger_gets_no_address()
    {
        var stranger = await _site.SignedInAs("stranger");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/my/cohorts/{_cohort}/calendar")).StatusCode);
    }

    [Fact]
    public async Task It_speaks_her_language()
    {
        var amina = await _site.Member("amina", _cohort);
        var address = await AddressAsync(amina, $"/my/cohorts/{_cohort}/calendar");
        var id = await _site.LearnerId("amina");
        await _site.Db(db => db.Learners.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Language, "ar"), Cancellation));

        Assert.StartsWith("موعد", (await EventsAsync(address)).Single().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_folded_and_end_as_the_standard_asks()
    {
        var text = CalendarFile.Write("Élan", [new("a", new string('é', 200), "x", new("https://example.org/")) { Day = new(2026, 12, 1) }], DateTimeOffset.UnixEpoch);

        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("DTSTART;VALUE=DATE:20261201", text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:19700101T000000Z", text, StringComparison.Ordinal);
    }

    private Task<int> PlanAsync(string title, DateTimeOffset begins, bool isCancelled) => _site.Db(async db =>
    {
        var meeting = Meeting.Plan(_cohort, "rhythm", title, "Hall, 2nd floor", begins, 90, begins);
        if (isCancelled)
        {
            meeting.Cancel(begins);
        }

        db.Add(meeting);
        return await db.SaveChangesAsync(Cancellation);
    });

    private static async Task<string> AddressAsync(Visitor visitor, string page) => new Uri(WebUtility.HtmlDecode(Address().Match(await visitor.Page(page)).Groups[1].Value)).AbsolutePath;

    private async Task<List<CalendarEvent>> EventsAsync(string address)
    {
        var answer = await _site.Visitor().Get(address);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return [.. Calendar.Load(await answer.Content.ReadAsStringAsync(Cancellation))!.Events];
    }

    [GeneratedRegex("id=\"f-address\" type=\"text\" value=\"([^\"]+)\"")]
    private static partial Regex Address();
}
