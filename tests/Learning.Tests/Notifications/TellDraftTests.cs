using Learning.Accounts;
using Learning.Data;
using Learning.Editing;
using Learning.Notifications;
using Learning.Tests.Authoring;
using Learning.Tests.Editing;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Notifications;

/// <summary>Who hears what of a draft, and how often.</summary>
[NeedsDatabase]
public sealed class TellDraftTests : IAsyncLifetime
{
    private readonly DraftSite _at = new();
    private Visitor _wanda = null!;
    private Visitor _edna = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Review => $"{_at.Address}/review";

    public async ValueTask InitializeAsync()
    {
        await _at.InitializeAsync();
        (_wanda, _edna) = (await _at.Writer(), await _at.Editor());
        await _at.Change("Some text.", "Some other text.", by: await _at.Site.LearnerId("wanda"));
    }

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task Who_may_decide_hears_that_a_draft_was_handed_in_once()
    {
        await HandIn(_wanda);
        await HandIn(_wanda);
        await _wanda.PostForm(Review, $"{Review}/handover", ("to", "writing"));
        await HandIn(_wanda);

        Assert.StartsWith("A draft waits to be read", Assert.Single(await Told("edna")).Subject, StringComparison.Ordinal);
        Assert.Contains("By: wanda", (await Told("edna"))[0].Text, StringComparison.Ordinal);
        Assert.Empty(await Told("wanda"));
    }

    [Fact]
    public async Task Who_hands_in_herself_is_not_told()
    {
        await HandIn(_edna);

        Assert.Empty(await Told("edna"));
    }

    [Fact]
    public async Task The_writer_hears_what_was_decided_and_handing_in_again_is_told_again()
    {
        await HandIn(_wanda);
        await Decide("no", "Cite Article 5.");
        await Decide("no", "Cite Article 5.");

        var asked = Assert.Single(await Told("wanda"));
        Assert.StartsWith("Changes are asked for", asked.Subject, StringComparison.Ordinal);
        Assert.Contains("Cite Article 5.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(Review, asked.Href);

        await HandIn(_wanda);
        Assert.Equal(2, (await Told("edna")).Count);
        await Decide("yes", "");
        Assert.EndsWith("was approved", (await Told("wanda"))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_in_a_short_while_are_one_message_and_nobody_hears_of_her_own()
    {
        await Comment(_edna, "Which text?");
        await Comment(_edna, "And which article?");
        Assert.Empty(await ToldOfComments("wanda"));   // she may be saying more

        _at.Site.Clock.Ahead = TimeSpan.FromMinutes(6);
        Assert.StartsWith("Comments on the draft", Assert.Single(await ToldOfComments("wanda")).Subject, StringComparison.Ordinal);
        Assert.Single(await ToldOfComments("wanda"));
        Assert.Empty(await Told("edna"));

        await Comment(_wanda, "Article 5.");
        _at.Site.Clock.Ahead = TimeSpan.FromMinutes(12);
        Assert.Single(await ToldOfComments("edna"));
        Assert.Single(await Told("wanda"));
    }

    [Fact]
    public async Task Who_goes_on_commenting_is_heard_after_half_an_hour()
    {
        foreach (var minutes in Enumerable.Range(0, 8).Select(i => i * 4))
        {
            _at.Site.Clock.Ahead = TimeSpan.FromMinutes(minutes);
            await Comment(_edna, $"Word {minutes}.");
            Assert.Empty(await ToldOfComments("wanda"));
        }

        _at.Site.Clock.Ahead = TimeSpan.FromMinutes(31);
        Assert.Single(await ToldOfComments("wanda"));
    }

    [Fact]
    public async Task What_was_said_last_is_heard_although_the_draft_is_published_meanwhile()
    {
        await Comment(_edna, "One more thing for next time.");
        await _at.Publish(_edna);
        _at.Site.Clock.Ahead += TimeSpan.FromMinutes(10);

        Assert.Contains(await ToldOfComments("wanda"), message => message.Href!.EndsWith("/review", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_writer_hears_that_it_was_published_with_the_note()
    {
        await _at.Publish(_edna);
        await _at.Publish(_edna, ("version", "1"));

        var told = Assert.Single(await Told("wanda"));
        Assert.Contains("revision 2", told.Text, StringComparison.Ordinal);
        Assert.Contains("Mended.", told.Text, StringComparison.Ordinal);
        Assert.Empty(await Told("edna"));
    }

    [Fact]
    public async Task What_could_not_be_published_at_its_time_is_told_with_the_reason_also_to_whoever_chose_the_time()
    {
        var time = _at.Site.Clock.GetUtcNow().AddHours(3).UtcDateTime;
        await _at.Publish(_edna, ("when", "later"), ("day", $"{time:yyyy-MM-dd}"), ("time", $"{time:HH:mm}"), ("zone", "UTC"));
        Assert.EndsWith("has a time to be published", Assert.Single(await Told("wanda")).Subject, StringComparison.Ordinal);
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Lesson, "Some text.", "Imported meanwhile.").Draft());
        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);

        await _at.Round();
        await _at.Round();

        Assert.EndsWith("could not be published", Assert.Single(await Told("edna")).Subject, StringComparison.Ordinal);
        Assert.Equal(2, (await Told("wanda")).Count);
        Assert.Equal(DraftState.Writing, (await _at.Row()).State);
        Assert.DoesNotContain("Publication.Trouble", (await Told("edna"))[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "4 December 2026, 00:30 (Asia/Tokyo)")]
    [InlineData("America/La_Paz", "3 December 2026, 11:30 (America/La_Paz)")]
    [InlineData(null, "3 December 2026, 16:30 (Europe/Paris)")]
    public async Task The_time_is_told_by_the_clock_of_whoever_reads_it_or_else_by_that_of_whoever_chose_it(string? zone, string told)
    {
        await LivesIn("wanda", zone);
        await Schedule();

        Assert.Contains(told, Assert.Single(await Told("wanda")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_called_off_is_told_once_with_the_time_it_had()
    {
        await Schedule();
        await _edna.PostForm($"{_at.Address}/publication", $"{_at.Address}/publication/cancellation");
        await _edna.PostForm($"{_at.Address}/publication", $"{_at.Address}/publication/cancellation");

        var told = await Told("wanda");
        Assert.Equal(2, told.Count);
        Assert.EndsWith("will not be published at its time", told[1].Subject, StringComparison.Ordinal);
        Assert.Contains("3 December 2026, 16:30 (Europe/Paris)", told[1].Text, StringComparison.Ordinal);
        Assert.Contains("By: edna", told[1].Text, StringComparison.Ordinal);
        Assert.Empty(await Told("edna"));
    }

    [Fact]
    public async Task Who_chose_the_time_hears_that_somebody_changed_the_draft_and_it_waits_no_more()
    {
        await Schedule();
        await _at.Change("Some other text.", "Yet another text.", by: await _at.Site.LearnerId("wanda"));
        await _at.Change("Yet another text.", "The last text.", by: await _at.Site.LearnerId("wanda"));

        var told = Assert.Single(await Told("edna"));
        Assert.Contains("It was changed after its time had been set", told.Text, StringComparison.Ordinal);
        Assert.Equal(_at.Address, told.Href);
    }

    [Fact]
    public async Task A_draft_that_is_discarded_while_it_waits_is_told()
    {
        await Schedule();
        await _edna.PostForm(_at.Address, $"{_at.Address}/discard");

        var told = (await Told("wanda"))[^1];
        Assert.Contains("The draft was discarded.", told.Text, StringComparison.Ordinal);
        Assert.Equal("/drafts", told.Href);
    }

    [Fact]
    public async Task Who_may_not_write_any_more_hears_nothing()
    {
        await LosesRole("wanda", Roles.Writer);

        await Comment(_edna, "Which text?");
        _at.Site.Clock.Ahead = TimeSpan.FromMinutes(6);
        await _at.Publish(_edna);

        Assert.Empty(await ToldOfComments("wanda"));
    }

    [Fact]
    public async Task Where_a_host_cannot_say_who_may_write_nobody_is_left_out() =>
        Assert.Equal(["a", "b"], await _at.Site.Db(db => new DraftAudience(db, new NoAccountBook()).StillAsync(["b", "a", "", "a"], Cancellation)));

    [Fact]
    public async Task What_becomes_of_the_course_is_told_to_its_writers()
    {
        await _at.Publish(_edna);
        await _edna.PostForm("/courses/rights/revisions/1/rollback", "/courses/rights/revisions/1/rollback", ("current", $"{(await _at.InForce()).Id}"), ("note", "The first was right."));
        await Withdraw("finish");
        await Withdraw("finish");
        await Withdraw("stop");
        await _edna.PostForm("/courses/rights/revisions", "/courses/rights/return");

        Assert.Equal(
            ["Published: The right to social security", "Put back to an earlier revision: The right to social security", "Withdrawn: The right to social security", "Withdrawn: The right to social security", "Back in the catalogue: The right to social security"],
            (await Told("wanda")).Select(m => m.Subject));
        Assert.Contains("The first was right.", (await Told("wanda"))[1].Text, StringComparison.Ordinal);
        Assert.Contains("can finish", (await Told("wanda"))[2].Text, StringComparison.Ordinal);
        Assert.Contains("cannot go on", (await Told("wanda"))[3].Text, StringComparison.Ordinal);
        Assert.Empty(await Told("edna"));
    }

    [Theory]
    [InlineData("fr", "Un brouillon attend")]
    [InlineData("es", "Un borrador espera")]
    [InlineData("ar", "مسودة تنتظر")]
    public async Task It_is_told_in_her_language(string language, string begins)
    {
        var id = await _at.Site.LearnerId("edna");
        await _at.Site.Db(db => db.Learners.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Language, language), Cancellation));

        await HandIn(_wanda);

        Assert.StartsWith(begins, Assert.Single(await Told("edna")).Subject, StringComparison.Ordinal);
    }

    /// <summary>For 3 December 2026 at half past four in Paris.</summary>
    private Task<HttpResponseMessage> Schedule()
    {
        var now = _at.Site.Clock.GetUtcNow();
        _at.Site.Clock.Ahead += new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero) - now;
        return _at.Publish(_edna, ("when", "later"), ("day", "2026-12-03"), ("time", "16:30"), ("zone", "Europe/Paris"));
    }

    private async Task LivesIn(string name, string? zone)
    {
        var id = await _at.Site.LearnerId(name);
        await _at.Site.Db(db => db.Learners.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.TimeZone, zone), Cancellation));
    }

    private async Task LosesRole(string name, string role) => await _at.Site.With<UserManager<Account>, IdentityResult>(async accounts => await accounts.RemoveFromRoleAsync((await accounts.FindByNameAsync(name))!, role));

    private Task<HttpResponseMessage> Withdraw(string learners) => _edna.PostForm("/courses/rights/withdrawal", "/courses/rights/withdrawal", ("learners", learners));

    private Task<HttpResponseMessage> HandIn(Visitor who) => who.PostForm(Review, $"{Review}/handover", ("to", "review"));

    private async Task Decide(string approves, string text) =>
        await _edna.PostForm(Review, $"{Review}/verdicts", ("version", $"{(await _at.Row()).Version}"), ("approves", approves), ("text", text));

    private Task<HttpResponseMessage> Comment(Visitor who, string text) =>
        who.PostForm(Review, $"{Review}/comments", ("id", $"{Guid.CreateVersion7()}"), ("path", SmallCourse.Lesson), ("quote", ""), ("text", text));

    private async Task<List<Message>> ToldOfComments(string name)
    {
        await _at.Site.With<TellComments, int>(round => round.RunOnceAsync(Cancellation));
        return await Told(name);
    }

    private async Task<List<Message>> Told(string name)
    {
        var id = await _at.Site.LearnerId(name);
        return await _at.Site.Db(async db => (await db.Messages.AsNoTracking().Where(m => m.LearnerId == id && m.Topic == Topic.Draft).ToListAsync(Cancellation)).OrderBy(m => m.SentAt).ToList());
    }
}
