using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Notifications;
using Learning.Tests.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed partial class InviteByMailTests : IAsyncLifetime
{
    private readonly TestSite _site = new()
    {
        Configure = options =>
        {
            options.PublicAddress = MailSite.Address;
            options.Mail = new() { PickupFolder = Path.GetTempPath() };
        },
    };

    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string People => $"/cohorts/{_cohort}/people";

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("awa@example.org\nnot one", "This is no mail address: not one.")]
    [InlineData("", "Give at least one mail address.")]
    public async Task One_wrong_address_invites_nobody_keeps_what_was_typed_and_says_only_what_is_wrong(string typed, string problem)
    {
        var answer = await PostAsync(typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains(typed.Split('\n')[0], page, StringComparison.Ordinal);
        Assert.Contains(problem, page, StringComparison.Ordinal);
        Assert.DoesNotContain("had an invitation", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"return_url\" value=\"{People}\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Invitations.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Nobody_is_invited_twice_while_the_first_invitation_holds_and_the_page_says_so()
    {
        await InviteAsync("awa@example.org");
        var page = await InviteAsync("AWA@example.org\nbo@example.org");

        Assert.Contains("1 person is invited.", page, StringComparison.Ordinal);
        Assert.Contains("1 had an invitation already that is still open", page, StringComparison.Ordinal);
        Assert.Contains("All of these had an invitation that is still open.", await InviteAsync("bo@example.org"), StringComparison.Ordinal);
        Assert.Equal(["awa@example.org", "bo@example.org"], await _site.Db(db => db.Invitations.Select(i => i.Address).Order().ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Whoever_is_in_the_group_is_not_invited_into_it()
    {
        await _site.Member("amina", _cohort);
        await _site.Db(db => db.Learners.Where(l => l.Name == "amina").ExecuteUpdateAsync(set => set.SetProperty(l => l.Email, "Amina@example.org"), Cancellation));

        var page = await InviteAsync("amina@example.org");

        Assert.Contains("1 is in the group already, and was not written to.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is invited", page, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.Invitations.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_withdrawn_invitation_lets_nobody_in_and_its_mail_does_not_go_any_more()
    {
        await InviteAsync("awa@example.org");
        Assert.Equal(1, await Waiting());

        var page = await ChangeAsync("withdrawal");

        Assert.Contains("The invitation is withdrawn.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/withdrawal\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await Waiting());
        var one = await _site.Db(db => db.Invitations.SingleAsync(Cancellation));
        Assert.True(one.IsWithdrawn);
        Assert.False(one.IsOpenAt(_site.Clock.GetUtcNow()));
        Assert.Equal(1, await _site.Db(db => db.CohortLog.CountAsync(e => e.Deed == CohortDeed.InvitationWithdrawn, Cancellation)));
        Assert.Contains("1 person is invited.", await InviteAsync("awa@example.org"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_again_it_has_a_new_link_and_the_old_one_is_void()
    {
        await InviteAsync("Awa Diop <awa@example.org>");

        var page = await ChangeAsync("again");

        Assert.Contains("It is sent again, with a new link.", page, StringComparison.Ordinal);
        var all = await _site.Db(db => db.Invitations.OrderBy(i => i.InvitedAt).ThenBy(i => i.Id).ToListAsync(Cancellation));
        Assert.Equal([true, false], all.Select(i => i.IsWithdrawn));
        Assert.Equal(("Awa Diop", "fr"), (all[1].Name, all[1].Language));
        Assert.NotEqual(all[0].TokenHash, all[1].TokenHash);
        Assert.Equal(1, await Waiting());
    }

    [Fact]
    public async Task Invitations_of_another_facilitator_are_not_there()
    {
        var page = await InviteAsync("awa@example.org");
        var gus = await _site.SignedInAs("gustav", "Facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.PostForm("/my", Act().Match(page).Groups[1].Value + "withdrawal")).StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string addresses) => _fay.PostForm(People, $"/cohorts/{_cohort}/invitations", ("addresses", addresses), ("language", "fr"));

    /// <summary>The page that comes after it.</summary>
    private async Task<string> InviteAsync(string addresses) => await _fay.Page((await PostAsync(addresses)).Headers.Location!.ToString());

    private async Task<string> ChangeAsync(string act)
    {
        var to = Act().Match(await _fay.Page(People)).Groups[1].Value + act;
        return await _fay.Page((await _fay.PostForm(People, to)).Headers.Location!.ToString());
    }

    private Task<int> Waiting() => _site.Db(db => db.Mails.CountAsync(m => m.Topic == Topic.Invitation && m.State == MailState.Queued, Cancellation));

    [GeneratedRegex("action=\"(/cohorts/[^/]+/invitations/[^/]+/)again\"")]
    private static partial Regex Act();
}
