using System.Net;
using System.Text;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Publishing;
using Learning.Progress;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class PublishDraftTests : IAsyncLifetime
{
    private readonly DraftSite _at = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task A_draft_becomes_the_next_revision_with_its_note_and_all_its_files()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        await _at.Put("courses/rights/01-first/media/unused.svg", Encoding.UTF8.GetBytes(SmallCourse.Svg));
        var files = (await _at.Folder()).Files;

        var answer = await _at.Publish(edna, ("note", "A word was wrong.\nNow it is right."));

        Assert.Equal("/courses/rights/revisions?did=published", DraftSite.LedTo(answer));
        var revision = await _at.InForce();
        Assert.Equal((2, RevisionOrigin.Site, "A word was wrong.\nNow it is right.", await _at.Site.LearnerId("edna")), (revision.Number, revision.Origin, revision.Note, revision.PublishedBy));
        var kept = await _at.Site.With<CourseFiles, IReadOnlyList<Learning.Authoring.ContentFile>>(read => read.ReadAsync(revision.Id, Cancellation));
        Assert.Equal(files.Keys, kept.Select(f => f.Path));
        Assert.All(kept, f => Assert.Equal(files[f.Path].Bytes, f.Bytes));
        Assert.Equal(DraftState.Published, (await _at.Row()).State);
        Assert.False(await _at.Site.Db(db => db.Set<DraftBytes>().AnyAsync(Cancellation)));
        Assert.Contains("A word was wrong.", await edna.Page("/courses/rights/revisions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressed_twice_it_is_published_once()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        var version = $"{(await _at.Row()).Version}";

        await _at.Publish(edna);
        var again = await edna.PostForm("/my", $"{_at.Address}/publication", ("version", version), ("note", "Mended."), ("when", "now"));

        await DraftSite.AssertRefused(again, HttpStatusCode.Conflict, "was published already");
        Assert.Equal(2, (await _at.InForce()).Number);
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_does()
    {
        await _at.Change("Some text.", "Some other text.");

        var releases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _at.Site.With<PublishDraft, (PublishOutcome Outcome, int Number)>(publish => publish.PublishAsync(_at.Draft, null, $"e{i}", "Once.", isDue: false, Cancellation))));

        Assert.Equal((PublishOutcome.Published, 2), Assert.Single(releases, r => r.Outcome == PublishOutcome.Published));
        Assert.All(releases.Where(r => r.Outcome != PublishOutcome.Published), r => Assert.Equal(PublishOutcome.Closed, r.Outcome));
        Assert.Equal(2, await _at.Site.Db(db => db.Revisions.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task What_nobody_has_seen_is_not_published()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        var seen = $"{(await _at.Row()).Version}";
        await _at.Change("Some other text.", "Nobody has read this.");

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", seen)), HttpStatusCode.Conflict, "changed after you opened the page");

        Assert.Equal(1, (await _at.InForce()).Number);
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_is_not_published()
    {
        var edna = await _at.Editor();

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", "0")), HttpStatusCode.Conflict, "changes nothing");
        Assert.DoesNotContain("name=\"note\"", await edna.Page($"{_at.Address}/publication"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_to_be_mended_is_named_and_not_published()
    {
        var edna = await _at.Editor();
        await _at.Change("id: why", "id: why\nwhat: ever");

        var page = await edna.Page($"{_at.Address}/publication");

        Assert.Contains("courses/rights/01-first/01-why.md:3", page, StringComparison.Ordinal);
        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", $"{(await _at.Row()).Version}")), HttpStatusCode.Conflict, "something to be mended");
    }

    [Fact]
    public async Task The_id_of_the_course_cannot_be_another()
    {
        var edna = await _at.Editor();
        await _at.Change("id: rights", "id: wrongs", SmallCourse.Course);

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", $"{(await _at.Row()).Version}")), HttpStatusCode.Conflict, "the id of another course");
        Assert.Equal(1, await _at.Site.Db(db => db.Courses.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("", "Say what is new.")]
    [InlineData("long", "Write at most 2000 characters")]
    public async Task A_note_is_asked_for(string note, string sentence)
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");

        await DraftSite.AssertRefused(await _at.Publish(edna, ("note", note == "long" ? new string('x', 2001) : note)), HttpStatusCode.UnprocessableEntity, sentence);
    }

    [Fact]
    public async Task Who_writes_sees_what_it_would_do_and_does_not_publish()
    {
        var wanda = await _at.Writer();
        await _at.Change("Some text.", "Some other text.");

        var page = await wanda.Page($"{_at.Address}/publication");

        Assert.Contains("An editor who may publish puts it in force.", page, StringComparison.Ordinal);
        Assert.StartsWith("/not-allowed", DraftSite.LedTo(await wanda.PostForm("/my", $"{_at.Address}/publication", ("version", "1"), ("note", "x"))), StringComparison.Ordinal);
        Assert.Equal(1, (await _at.InForce()).Number);
    }

    [Fact]
    public async Task A_post_without_token_does_nothing()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");

        Assert.Equal(HttpStatusCode.BadRequest, (await edna.PostWithToken(null, $"{_at.Address}/publication", ("version", "1"), ("note", "x"))).StatusCode);
    }

    [Fact]
    public async Task The_page_says_whom_it_affects()
    {
        var edna = await _at.Editor();
        await _at.Practising("leah");
        await _at.Change("- ( ) Housing benefit", "- (x) Housing benefit", SmallCourse.Quiz);
        await _at.Change("- (x) Maternity benefit", "- ( ) Maternity benefit", SmallCourse.Quiz);

        var page = WebUtility.HtmlDecode(await edna.Page($"{_at.Address}/publication"));

        Assert.Contains("1 learner takes the course.", page, StringComparison.Ordinal);
        Assert.Contains("Of these have completed it: 0.", page, StringComparison.Ordinal);
        Assert.Contains("Attempts under way: 1.", page, StringComparison.Ordinal);
        Assert.Contains("Which one?", page, StringComparison.Ordinal);
        Assert.Contains("handed in with it: 0 attempts", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/corrections\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_to_be_seen_again_is_ticked_written_into_the_text_and_said_to_those_it_meets()
    {
        var edna = await _at.Editor();
        var leah = await _at.Site.SignedInAs("leah");
        await leah.PostForm("/courses/rights", "/courses/rights/enrolments");
        await leah.PostForm("/learn/rights/why", "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "completed"), ("course", "rights"), ("activity", "why"), ("next", "/my"));
        Assert.Equal("why", await Done());
        await _at.Change("Some text.", "Another figure.");
        _at.Site.Clock.Ahead = TimeSpan.FromDays(2);
        Assert.Contains("name=\"again\" value=\"why\"", await edna.Page($"{_at.Address}/publication"), StringComparison.Ordinal);

        await _at.Publish(edna, ("again", "why"));

        Assert.Equal(2, (await _at.InForce()).Number);
        Assert.Contains($"again: {_at.Site.Clock.GetUtcNow():yyyy-MM-dd}", await _at.InForceText(), StringComparison.Ordinal);
        Assert.Equal("", await Done());
        Assert.Contains("Changed since you did it, on", await leah.Page("/learn/rights/why"), StringComparison.Ordinal);

        Task<string> Done() => _at.Site.Db(db => db.CourseOutcomes.Where(o => o.CourseId == "rights").Select(o => o.Done).SingleAsync(Cancellation));
    }

    // At a time

    [Fact]
    public async Task At_its_time_it_is_published_once_on_however_many_nodes()
    {
        await ScheduleAsync(TimeSpan.FromHours(3));
        await _at.Round();
        Assert.Equal(1, (await _at.InForce()).Number);

        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _at.Round()));

        var revision = await _at.InForce();
        Assert.Equal((2, "Mended.", await _at.Site.LearnerId("edna")), (revision.Number, revision.Note, revision.PublishedBy));
        Assert.Equal(DraftState.Published, (await _at.Row()).State);
    }

    [Fact]
    public async Task An_import_before_its_time_is_not_written_over_and_the_draft_says_so()
    {
        var edna = await ScheduleAsync(TimeSpan.FromHours(3));
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Second, "The branches", "All branches").Draft());
        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);

        await _at.Round();

        Assert.Equal((2, RevisionOrigin.Files), ((await _at.InForce()).Number, (await _at.InForce()).Origin));
        Assert.Equal((DraftState.Writing, "Publication.Trouble.BaseMoved"), ((await _at.Row()).State, (await _at.Row()).Trouble));
        var page = await edna.Page($"{_at.Address}/publication");
        Assert.Contains("It was not published at its time: the course had been published otherwise meanwhile.", page, StringComparison.Ordinal);
        Assert.Contains($"{_at.Address}/base", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_changes_it_before_takes_its_time_away()
    {
        await ScheduleAsync(TimeSpan.FromHours(3));
        await _at.Change("Some other text.", "Yet another text.");
        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);

        await _at.Round();

        Assert.Equal(1, (await _at.InForce()).Number);
        Assert.Equal("Publication.Trouble.Changed", (await _at.Row()).Trouble);
    }

    [Fact]
    public async Task A_time_can_be_taken_back()
    {
        var edna = await ScheduleAsync(TimeSpan.FromHours(3));
        var answer = await edna.PostForm($"{_at.Address}/publication", $"{_at.Address}/publication/cancellation");
        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);

        await _at.Round();

        Assert.Equal($"{_at.Address}/publication?did=cancelled", DraftSite.LedTo(answer));
        Assert.Equal((1, DraftState.Writing), ((await _at.InForce()).Number, (await _at.Row()).State));
    }

    [Theory]
    [InlineData("2020-01-01", "10:00", "UTC", "That time has passed.")]
    [InlineData("2999-01-01", "10:00", "UTC", "within a year")]
    [InlineData("soon", "10:00", "UTC", "Give a day.")]
    [InlineData("2027-03-01", "noon", "UTC", "Give a time")]
    [InlineData("2027-03-01", "10:00", "Mars/Olympus", "Choose a time zone")]
    [InlineData("2027-03-28", "02:30", "Europe/Paris", "the clocks leave this time out")]
    public async Task A_time_that_cannot_be_is_refused_with_a_sentence(string day, string time, string zone, string sentence)
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");

        await DraftSite.AssertRefused(await _at.Publish(edna, ("when", "later"), ("day", day), ("time", time), ("zone", zone)), HttpStatusCode.UnprocessableEntity, sentence);
        Assert.Equal(DraftState.Writing, (await _at.Row()).State);
    }

    [Fact]
    public async Task The_time_is_read_by_the_clock_of_the_zone()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        var day = DateOnly.FromDateTime(_at.Site.Clock.GetUtcNow().UtcDateTime.AddDays(3));

        await _at.Publish(edna, ("when", "later"), ("day", $"{day:yyyy-MM-dd}"), ("time", "09:30"), ("zone", "Africa/Nairobi"));

        Assert.Equal(new DateTimeOffset(day, new(6, 30), TimeSpan.Zero), (await _at.Row()).ScheduledFor);
        var page = await edna.Page($"{_at.Address}/publication");
        Assert.Contains("09:30", page, StringComparison.Ordinal);
        Assert.Contains("06:30 UTC", page, StringComparison.Ordinal);
    }

    private async Task<Visitor> ScheduleAsync(TimeSpan from)
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        var at = _at.Site.Clock.GetUtcNow() + from;
        var answer = await _at.Publish(edna, ("when", "later"), ("day", $"{at:yyyy-MM-dd}"), ("time", $"{at:HH:mm}"), ("zone", "UTC"));
        Assert.Equal($"{_at.Address}/publication?did=scheduled", DraftSite.LedTo(answer));
        return edna;
    }
}
