using System.Net;
using CsCheck;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Publishing;
using Learning.Editing.Reviewing;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

public sealed class ApprovalsTests
{
    private static readonly string[] People = ["a", "b", "c", "d"];

    private static readonly Gen<string[]> Some = Gen.Bool.Array[4].Select(chosen => People.Where((_, i) => chosen[i]).ToArray());

    [Fact]
    public void Nobody_publishes_by_her_own_approval_alone() => Gen.Select(Gen.Int[0, 4], Some, Some).Sample((needed, by, hands) =>
    {
        var approvals = new Approvals(needed, by, hands);

        Assert.Equal(needed == 0 || (by.Length >= needed && by.Except(hands).Any()), approvals.IsEnough);
    });

    [Fact]
    public void The_latest_word_on_a_version_holds_and_one_on_another_does_not()
    {
        var now = DateTimeOffset.UnixEpoch;
        Approvals.Verdict[] verdicts = [new("a", 3, true, now), new("a", 3, false, now.AddHours(1)), new("b", 2, true, now), new("c", 3, false, now), new("c", 3, true, now.AddHours(1))];

        Assert.Equal(["c"], Approvals.Of(3, verdicts));
        Assert.Equal(["b"], Approvals.Of(2, verdicts));
    }
}

[NeedsDatabase]
public sealed class ReviewDraftTests : IAsyncLifetime
{
    private readonly DraftSite _at = new() { Site = new() { Configure = options => options.ApprovalsNeeded = 1 } };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Review => $"{_at.Address}/review";

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task Without_approval_nothing_is_published_and_with_it_it_is()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", "1")), HttpStatusCode.Conflict, "has not been approved");

        await DecideAsync(edna, "yes");

        Assert.Equal("/courses/rights/revisions?did=published", DraftSite.LedTo(await _at.Publish(edna)));
    }

    [Fact]
    public async Task Who_wrote_in_it_is_not_its_only_approver()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.", by: await _at.Site.LearnerId("edna"));
        await DecideAsync(edna, "yes");

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", "1")), HttpStatusCode.Conflict, "Somebody who did not write in it");
        Assert.Contains("somebody else has to approve it too", await edna.Page($"{_at.Address}/publication"), StringComparison.Ordinal);

        await DecideAsync(await _at.Editor("second"), "yes");
        Assert.Equal("/courses/rights/revisions?did=published", DraftSite.LedTo(await _at.Publish(edna)));
    }

    [Fact]
    public async Task An_approval_is_for_the_version_it_was_given_for()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        await DecideAsync(edna, "yes");
        await _at.Change("Some other text.", "Nobody has read this.");

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", "2")), HttpStatusCode.Conflict, "has not been approved");
        await DraftSite.AssertRefused(await edna.PostForm(Review, $"{Review}/verdicts", ("version", "1"), ("approves", "yes")), HttpStatusCode.Conflict, "Read what is new");
    }

    [Fact]
    public async Task Asking_for_changes_says_which_and_takes_it_back_to_writing()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        await edna.PostForm(Review, $"{Review}/handover", ("to", "review"));
        Assert.Equal(DraftState.InReview, (await _at.Row()).State);

        await DraftSite.AssertRefused(await edna.PostForm(Review, $"{Review}/verdicts", ("version", "1"), ("approves", "no")), HttpStatusCode.UnprocessableEntity, "Say what has to be changed");
        await edna.PostForm(Review, $"{Review}/verdicts", ("version", "1"), ("approves", "no"), ("text", "Cite Article 5."));

        Assert.Equal(DraftState.Writing, (await _at.Row()).State);
        Assert.Contains("Cite Article 5.", await edna.Page(Review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_writes_comments_and_does_not_decide()
    {
        var wanda = await _at.Writer();

        Assert.StartsWith("/not-allowed", DraftSite.LedTo(await wanda.PostForm(Review, $"{Review}/verdicts", ("version", "0"), ("approves", "yes"))), StringComparison.Ordinal);
        Assert.Equal($"{Review}?did=said", DraftSite.LedTo(await CommentAsync(wanda, "Some text.", "Which text?")));
    }

    [Fact]
    public async Task A_comment_quotes_its_passage_is_answered_and_settled()
    {
        var wanda = await _at.Writer();
        var edna = await _at.Editor();
        await CommentAsync(wanda, "Some text.", "<b>Which</b> text?");
        var comment = await _at.Site.Db(db => db.Set<DraftComment>().SingleAsync(Cancellation));
        await edna.PostForm(Review, $"{Review}/comments", ("answer_to", $"{comment.Id}"), ("text", "That of the Convention."));

        var page = await wanda.Page(Review);
        Assert.Contains("&lt;b&gt;Which&lt;/b&gt; text?", page, StringComparison.Ordinal);
        Assert.Contains("That of the Convention.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not in the file any more", page, StringComparison.Ordinal);
        await _at.Change("Some text.", "Other words.");
        Assert.Contains("not in the file any more", await wanda.Page(Review), StringComparison.Ordinal);

        await edna.PostForm(Review, $"{Review}/comments/{comment.Id}/resolution", ("resolved", "yes"));
        Assert.Contains("1 settled comment", await wanda.Page(Review), StringComparison.Ordinal);
        await edna.PostForm(Review, $"{Review}/comments/{comment.Id}/resolution", ("resolved", "no"));
        Assert.DoesNotContain("settled comment", await wanda.Page(Review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_sent_twice_is_kept_once()
    {
        var wanda = await _at.Writer();
        var id = $"{Guid.CreateVersion7()}";

        await wanda.PostForm(Review, $"{Review}/comments", ("id", id), ("text", "Once."));
        await wanda.PostForm(Review, $"{Review}/comments", ("id", id), ("text", "Once."));

        Assert.Equal(1, await _at.Site.Db(db => db.Set<DraftComment>().CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("", "", "x", "Say something")]
    [InlineData("", "long", "", "Say something")]
    [InlineData("", "x", "long", "Say something")]
    [InlineData("courses/another/course.md", "x", "", "no such file")]
    public async Task A_comment_within_its_limits_is_taken_and_no_other(string path, string text, string quote, string sentence)
    {
        var wanda = await _at.Writer();

        var answer = await wanda.PostForm(Review, $"{Review}/comments", ("path", path), ("text", text == "long" ? new string('x', 4001) : text), ("quote", quote == "long" ? new string('x', 501) : quote));

        await DraftSite.AssertRefused(answer, HttpStatusCode.UnprocessableEntity, sentence);
        Assert.False(await _at.Site.Db(db => db.Set<DraftComment>().AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task What_lacks_approvals_at_its_time_is_not_published()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Some other text.");
        await DecideAsync(edna, "yes");
        var at = _at.Site.Clock.GetUtcNow().AddHours(3);
        await _at.Publish(edna, ("when", "later"), ("day", $"{at:yyyy-MM-dd}"), ("time", $"{at:HH:mm}"), ("zone", "UTC"));
        await edna.PostForm(Review, $"{Review}/verdicts", ("version", "1"), ("approves", "no"), ("text", "Not yet."));
        _at.Site.Clock.Ahead = TimeSpan.FromHours(4);

        await _at.Round();

        Assert.Equal((1, DraftState.Writing), ((await _at.InForce()).Number, (await _at.Row()).State));
    }

    private async Task DecideAsync(Visitor who, string approves) =>
        Assert.Equal($"{Review}?did=approved", DraftSite.LedTo(await who.PostForm(Review, $"{Review}/verdicts", ("version", $"{(await _at.Row()).Version}"), ("approves", approves))));

    private Task<HttpResponseMessage> CommentAsync(Visitor who, string quote, string text) =>
        who.PostForm(Review, $"{Review}/comments", ("id", $"{Guid.CreateVersion7()}"), ("path", SmallCourse.Lesson), ("quote", quote), ("text", text));
}
