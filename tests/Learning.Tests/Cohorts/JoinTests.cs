using System.Net;
using Learning.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed class JoinTests : IAsyncLifetime
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
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_code_lets_somebody_in_and_into_its_course_once_however_often_she_presses()
    {
        var amina = await _site.SignedInAs("amina");
        var code = await _site.CodeOf(_cohort);

        Assert.Equal($"/join/{code}", (await amina.Get($"/join?code={JoinCode.Show(code).ToLowerInvariant()}")).Headers.Location!.ToString());
        Assert.Contains("Dockers", await amina.Page($"/join/{code}"), StringComparison.Ordinal);
        await _site.Join(amina, _cohort);
        await _site.Join(amina, _cohort);

        var id = await _site.LearnerId("amina");
        Assert.Equal(1, await _site.Db(db => db.Members.CountAsync(m => m.LearnerId == id, Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.CohortLog.CountAsync(e => e.Deed == CohortDeed.Joined && e.LearnerId == id, Cancellation)));
        Assert.Contains("The beat", await amina.Page("/learn/rhythm/beat"), StringComparison.Ordinal);
        Assert.Contains("Dockers", await amina.Page("/my"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/join?code=", "Give the code.")]
    [InlineData("/join?code=ABCD-2345", "A code has 8 signs: the numbers 2 to 9 and letters, but no A, E, I, L, O, U or Y.")]
    public async Task What_is_wrong_with_a_typed_code_is_said(string path, string problem)
    {
        var answer = await _site.Visitor().Get(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void The_signs_that_are_said_to_be_in_no_code_are_exactly_those_that_are_not()
    {
        var inCodes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".Where(sign => JoinCode.Read(new string(sign, JoinCode.Length)) is not null);

        Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789".Except("AEILOUY"), inCodes);
    }

    [Fact]
    public async Task Whoever_is_in_is_told_so_and_not_that_she_can_join()
    {
        var amina = await _site.Member("amina", _cohort);

        var page = await amina.Page($"/join/{await _site.CodeOf(_cohort)}");

        Assert.Contains("You are in this group", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You can join this group", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_who_press_at_once_are_in_once_each()
    {
        var people = new List<Visitor>();
        for (var i = 0; i < 10; i++)
        {
            people.Add(await _site.SignedInAs($"person{i}"));
        }

        var code = await _site.CodeOf(_cohort);
        await Task.WhenAll(people.SelectMany(p => new[] { p, p }).Select(p => p.PostForm($"/join/{code}", $"/join/{code}")));

        Assert.Equal(10, await _site.Db(db => db.Members.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Whoever_has_no_account_is_led_to_one_and_back()
    {
        var code = await _site.CodeOf(_cohort);
        var page = await _site.Visitor().Page($"/join/{code}");

        Assert.Contains($"/register?returnUrl=%2Fjoin%2F{code}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"/join/{code}\"", page, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await _site.Visitor().PostForm($"/join/{code}", $"/join/{code}")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_a_closed_and_a_wrong_code_get_one_sentence()
    {
        var old = await _site.CodeOf(_cohort);
        await _fay.PostForm($"/cohorts/{_cohort}/people", $"/cohorts/{_cohort}/code");

        var answers = new List<string>();
        foreach (var code in new[] { old, JoinCode.New() })
        {
            var answer = await _site.Visitor().Get($"/join/{code}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            answers.Add((await answer.Content.ReadAsStringAsync(Cancellation)).Replace(code, "", StringComparison.Ordinal));
        }

        Assert.All(answers, a => Assert.Contains("No group can be joined by this code", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_guesses_is_stopped_and_right_codes_from_there_wait_too()
    {
        var guesser = _site.Visitor();
        for (var i = 0; i < GuessLimit.Most; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await guesser.Get($"/join/{JoinCode.New()}")).StatusCode);
        }

        var answer = await guesser.Get($"/join/{await _site.CodeOf(_cohort)}");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task Right_codes_are_never_counted()
    {
        var code = await _site.CodeOf(_cohort);
        for (var i = 0; i < GuessLimit.Most + 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await _site.Visitor().Get($"/join/{code}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_guest_registers_first()
    {
        var code = await _site.CodeOf(_cohort);
        var guest = _site.Visitor();
        await guest.PostForm("/courses/rhythm", "/study-as-guest", ("course", "rhythm"));

        await guest.PostForm($"/join/{code}", $"/join/{code}");

        Assert.Equal(0, await _site.Db(db => db.Members.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task An_invitation_lets_one_person_in_once()
    {
        var token = await InviteAsync("amina@example.org");
        var (amina, bo) = (await _site.SignedInAs("amina"), await _site.SignedInAs("bodo"));
        Assert.Contains("Dockers", await amina.Page($"/cohorts/invitations/{token}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await amina.PostForm($"/cohorts/invitations/{token}", $"/cohorts/invitations/{token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await bo.PostForm("/my", $"/cohorts/invitations/{token}")).StatusCode);

        Assert.Equal([await _site.LearnerId("amina")], await _site.Db(db => db.Members.Select(m => m.LearnerId).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task An_invitation_expires_and_a_guessed_one_is_none()
    {
        var token = await InviteAsync("amina@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get("/cohorts/invitations/0123456789abcdef0123456789abcdef01234567")).StatusCode);

        _site.Clock.Ahead = Invitation.Lasts + TimeSpan.FromMinutes(1);

        Assert.Equal(HttpStatusCode.Gone, (await _site.Visitor().Get($"/cohorts/invitations/{token}")).StatusCode);
    }

    [Fact]
    public async Task The_poster_has_a_square_to_scan_and_the_code()
    {
        var poster = await _fay.Page($"/cohorts/{_cohort}/poster");

        Assert.Contains("class=\"qr\"", poster, StringComparison.Ordinal);
        Assert.Contains(">Rhythm</bdi>", poster, StringComparison.Ordinal);
        Assert.Contains(JoinCode.Show(await _site.CodeOf(_cohort)), poster, StringComparison.Ordinal);
    }

    /// <summary>An invitation whose token is known: the one in the mail is in no table.</summary>
    [Fact]
    public async Task An_invitation_that_sixteen_accept_at_once_lets_one_of_them_in()
    {
        var token = await InviteAsync("amina@example.org");
        var people = new List<Visitor>();
        for (var i = 0; i < 16; i++)
        {
            people.Add(await _site.SignedInAs($"person{i}"));
        }

        var answers = await Task.WhenAll(people.Select(p => p.PostForm($"/cohorts/invitations/{token}", $"/cohorts/invitations/{token}")));

        Assert.Equal(1, await _site.Db(db => db.Members.CountAsync(Cancellation)));
        Assert.Equal(15, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
    }

    private async Task<string> InviteAsync(string address)
    {
        var token = $"{Guid.NewGuid():N}";
        var now = _site.Clock.GetUtcNow();
        await _site.Db(db =>
        {
            db.Add(Invitation.Invite(_cohort, address, "", "en", InviteByMail.Hash(token), "faye", now));
            return db.SaveChangesAsync(Cancellation);
        });
        return token;
    }
}
