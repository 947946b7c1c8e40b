using System.Globalization;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Notifications;
using Learning.Tests.Assessment;
using Learning.Tests.Cohorts;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Learning.Tests.Notifications;

/// <summary>What makes the site write to somebody: each cause once, in its own time, and nobody at night.</summary>
[NeedsDatabase]
public sealed class CausesTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Configure = options => options.PublicAddress = MailSite.Address };
    private Visitor _fay = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Whoever_joins_is_welcomed_once_with_the_words_of_her_facilitators()
    {
        var cohort = await _fay.NewCohort("Dockers", ("welcome", "We meet on Mondays.\n\nBring your friends."));
        var amina = await _site.Member("amina", cohort);
        await Change(cohort, "amina", m => m.WithdrawnAt, _site.Clock.GetUtcNow());
        await _site.Join(amina, cohort);
        Assert.Null((await _site.Standing(cohort, "amina")).WithdrawnAt);

        var message = await Only(Topic.Welcome);
        Assert.Equal("Welcome to Dockers", message.Subject);
        Assert.Contains("We meet on Mondays.\n\nBring your friends.", message.Text, StringComparison.Ordinal);
        Assert.Equal((cohort, "/my"), (message.CohortId, message.Href));
    }

    [Fact]
    public async Task An_invitation_goes_to_an_address_with_a_link_that_the_database_does_not_show()
    {
        var cohort = await _fay.NewCohort("Dockers");
        await _fay.PostForm($"/cohorts/{cohort}/people", $"/cohorts/{cohort}/invitations", ("addresses", "Awa Diop <awa@example.org>"), ("language", "fr"));

        var waiting = await _site.MailTo("awa@example.org");
        Assert.Equal((null, null, "fr", Topic.Invitation), (waiting.LearnerId, waiting.MessageId, waiting.Language, waiting.Topic));
        Assert.DoesNotContain("invitations/", waiting.TextBody + waiting.HtmlBody, StringComparison.Ordinal);
        await _site.SendsMail();

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_site.Paths.Mail)), Cancellation);
        Assert.Equal("Invitation à rejoindre Dockers", mail.Subject);
        Assert.Contains("vous invite à rejoindre le groupe Dockers", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Vous recevez ce courriel parce qu’une personne de Learning a saisi votre adresse", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(mail.Headers["List-Unsubscribe"]);
        var link = mail.TextBody!.ReplaceLineEndings("\n").Split('\n').Single(line => line.StartsWith("https://learn.example.org/cohorts/invitations/", StringComparison.Ordinal));
        var awa = await _site.SignedInAs("awadiop");
        Assert.Contains("Dockers", await awa.Page(new Uri(link).AbsolutePath), StringComparison.Ordinal);
        Assert.Equal("", (await _site.MailTo("awa@example.org")).TextBody);

        // She comes in by it, and later wants to be forgotten: what went to her address goes too.
        await awa.PostForm(new Uri(link).AbsolutePath, new Uri(link).AbsolutePath);
        await _site.With<EraseLearner, bool>(async erase =>
        {
            await erase.EraseAsync(await _site.LearnerId("awadiop"), Cancellation);
            return true;
        });
        Assert.Equal(0, await _site.Db(db => db.Mails.CountAsync(m => m.Topic == Topic.Invitation, Cancellation)));
    }

    [Fact]
    public async Task An_invitation_whose_words_cannot_be_opened_any_more_is_refused_with_that_reason()
    {
        var now = _site.Clock.GetUtcNow();
        await _site.Db(db =>
        {
            db.Add(Mail.Queue(null, null, null, Topic.Invitation, "awa@example.org", "", "en", "Old", "sealed:of another site", "sealed:of another site", "invitation 1", now));
            return db.SaveChangesAsync(Cancellation);
        });

        await _site.SendsMail();

        Assert.Equal("Refused 1", await _site.MailsTo("awa@example.org"));
        Assert.Contains("other keys", (await _site.MailTo("awa@example.org")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_site_does_not_know_its_address_an_invitation_says_where_to_put_its_own()
    {
        _site.Services.GetRequiredService<LearningOptions>().PublicAddress = null;
        var cohort = await _fay.NewCohort("Dockers");
        await _fay.PostForm($"/cohorts/{cohort}/people", $"/cohorts/{cohort}/invitations", ("addresses", "awa@example.org"), ("language", "en"));
        await _site.SendsMail();

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_site.Paths.Mail)), Cancellation);
        Assert.Contains("Open the site Learning and add this to its address:\n/cohorts/invitations/", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_read_is_told_when_all_of_its_attempt_are()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, GradeEssayTests.Essay(), GradeEssayTests.Essay() with { Id = "second" }));
        var attempt = await (await _site.Enrolled("amina")).Take(("essay", "One"), ("second", "Two"));
        await _fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "0"));
        Assert.Empty(await All(Topic.Grade));

        await _fay.PostForm($"/grading/{attempt}/second", $"/attempts/{attempt}/grades/second", ("points.0", "2"), ("points.1", "0"));

        var message = await Only(Topic.Grade);
        Assert.Equal(await _site.LearnerId("amina"), message.LearnerId);
        Assert.Equal($"/learn/rhythm/quiz?attempt={attempt}", message.Href);
        Assert.DoesNotContain("2", message.Text, StringComparison.Ordinal);   // what it came to is for her alone
    }

    [Fact]
    public async Task A_certificate_is_told_with_its_address()
    {
        var amina = await _site.Enrolled("amina");
        await amina.Read();
        await amina.Take(("q1", "a"));

        var message = await Only(Topic.Certificate);
        Assert.Equal($"/credentials/{(await _site.Db(db => db.Credentials.SingleAsync(Cancellation))).Id}", message.Href);
        Assert.Contains("Congratulations", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stays_away_is_reminded_in_her_day_as_often_as_said()
    {
        var cohort = await Running("Dockers", ("reminders_a_week", "2"), ("stalled_after_days", "14"), ("time_zone", "Africa/Dakar"));
        await _site.Member("amina", cohort);
        await _site.Member("finished", cohort);
        await Change(cohort, "finished", m => m.FinishedAt, _site.Clock.GetUtcNow());
        GoTo(days: 15, hour: 3);
        Assert.Equal(0, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));   // night
        GoTo(days: 0, hour: 9);

        Assert.Equal(1, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));
        Assert.Equal(0, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 1, hour: 9);
        Assert.Equal(0, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 2, hour: 9);
        Assert.Equal(1, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 3, hour: 9);
        Assert.Equal(0, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));   // two in these seven days

        var reminders = await All(Topic.Reminder);
        Assert.Equal([await _site.LearnerId("amina")], reminders.Select(m => m.LearnerId).Distinct());
        Assert.Contains("You are in the group Dockers and have not begun yet.", reminders[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_reminded_in_a_cohort_that_is_over_archived_or_wants_none_nor_whoever_left()
    {
        var today = DateOnly.FromDateTime(_site.Clock.GetUtcNow().UtcDateTime);
        var over = await Running("Over", ("ends_on", CohortForm.Day(today.AddDays(10))));
        var archived = await Running("Archived");
        var none = await Running("None", ("reminders_a_week", "0"));
        var left = await Running("Left");
        foreach (var (cohort, who) in new[] { (over, "one"), (archived, "two"), (none, "three"), (left, "four") })
        {
            await _site.Member($"learner-{who}", cohort);
        }

        await _fay.PostForm($"/cohorts/{archived}/settings", $"/cohorts/{archived}/archive");
        await Change(left, "learner-four", m => m.WithdrawnAt, _site.Clock.GetUtcNow());
        GoTo(days: 20, hour: 12);

        Assert.Equal(0, await Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)));
    }

    [Fact]
    public async Task Two_rounds_at_once_remind_once()
    {
        var cohort = await Running("Dockers");
        await _site.Member("amina", cohort);
        GoTo(days: 20, hour: 12);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run<RemindStalled>(r => r.RunOnceAsync(Cancellation)), Cancellation)));

        Assert.Single(await All(Topic.Reminder));
    }

    [Fact]
    public async Task What_is_due_is_told_before_and_after_with_the_day_she_was_given()
    {
        var cohort = await Running("Dockers", ("reminders_a_week", "0"));
        await _site.Member("amina", cohort);
        await _site.Member("extended", cohort);
        await _site.Member("done", cohort);
        var today = DateOnly.FromDateTime(_site.Clock.GetUtcNow().UtcDateTime);
        await _site.Db(async db =>
        {
            db.Add(new DueDate(cohort, "rhythm", "one", today.AddDays(5)));
            db.Add(Concession.Grant(cohort, await _site.LearnerId("extended"), "", ConcessionKind.Extension, today.AddDays(12), "ill", "faye", _site.Clock.GetUtcNow()));
            return await db.SaveChangesAsync(Cancellation);
        });
        foreach (var who in new[] { "amina", "extended", "done" })
        {
            await Change(cohort, who, m => m.NextDueAt, _site.Clock.GetUtcNow().AddDays(5));
        }

        await Change(cohort, "done", m => m.Modules, "rhythm one 2 2");
        GoTo(days: 1, hour: 12);
        Assert.Equal(0, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 3, hour: 12);
        Assert.Equal(1, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));
        Assert.Equal(0, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));
        var soon = await Only(Topic.DueDate);
        Assert.Equal($"To be done by {today.AddDays(5).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}", soon.Subject);
        Assert.Contains("In the group Dockers, 1 module is due by the end of", soon.Text, StringComparison.Ordinal);
        Assert.Contains("– One", soon.Text, StringComparison.Ordinal);

        GoTo(days: 2, hour: 12);
        Assert.Equal(1, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));   // the day after
        Assert.Equal(0, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));
        Assert.Equal([await _site.LearnerId("amina")], (await All(Topic.DueDate)).Select(m => m.LearnerId).Distinct());

        GoTo(days: 4, hour: 12);
        Assert.Equal(1, await Run<NoticeDueDates>(r => r.RunOnceAsync(Cancellation)));
        Assert.Contains((await All(Topic.DueDate)).Select(m => m.LearnerId), id => id == _site.LearnerId("extended").Result);
    }

    [Fact]
    public async Task On_Monday_morning_a_facilitator_hears_of_all_her_cohorts_in_one_message()
    {
        var cohort = await Running("Dockers");
        var other = await Running("Drivers");
        await Running("Nobody yet");
        await _site.Member("amina", cohort);
        var bo = await _site.Member("bodo", cohort);
        await _site.Member("carla", other);
        await bo.Take(("q1", "b"));
        await bo.Take(("q1", "c"));
        while (_site.Clock.GetUtcNow().DayOfWeek != DayOfWeek.Sunday)
        {
            _site.Later(TimeSpan.FromDays(1));
        }

        GoTo(days: 0, hour: 12);
        Assert.Equal(0, await Run<WriteDigests>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 1, hour: 7);
        Assert.Equal(0, await Run<WriteDigests>(r => r.RunOnceAsync(Cancellation)));
        GoTo(days: 0, hour: 8);

        Assert.Equal(1, await Run<WriteDigests>(r => r.RunOnceAsync(Cancellation)));
        Assert.Equal(0, await Run<WriteDigests>(r => r.RunOnceAsync(Cancellation)));

        var digest = await Only(Topic.Digest);
        Assert.Equal(await _site.LearnerId("faye"), digest.LearnerId);
        Assert.Contains("Dockers\n2 learners\n", digest.Text, StringComparison.Ordinal);
        Assert.Contains("– 1 has tried a quiz more than once without passing", digest.Text, StringComparison.Ordinal);
        Assert.Contains("– 1 has not begun", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Drivers\n1 learner\n", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody yet", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("amina", digest.Text, StringComparison.Ordinal);
    }

    /// <summary>A cohort that began yesterday in Dakar, where it is the time of UTC.</summary>
    private Task<Guid> Running(string name, params (string Field, string Value)[] more) =>
        _fay.NewCohort(name, [("starts_on", CohortForm.Day(DateOnly.FromDateTime(_site.Clock.GetUtcNow().UtcDateTime.AddDays(-1)))), .. more]);

    private void GoTo(int days, int hour)
    {
        var now = _site.Clock.GetUtcNow();
        _site.Clock.Ahead += now.UtcDateTime.Date.AddDays(days).AddHours(hour).AddMinutes(1) - now.UtcDateTime;
    }

    private async Task Change<T>(Guid cohort, string username, System.Linq.Expressions.Expression<Func<Member, T>> what, T value)
    {
        var id = await _site.LearnerId(username);
        await _site.Db(db => db.Members.Where(m => m.CohortId == cohort && m.LearnerId == id).ExecuteUpdateAsync(set => set.SetProperty(what, value), Cancellation));
    }

    private Task<int> Run<T>(Func<T, Task<int>> round)
        where T : notnull => _site.With(round);

    private Task<List<Message>> All(Topic topic) => _site.Db(db => db.Messages.AsNoTracking().Where(m => m.Topic == topic).OrderBy(m => m.SentAt).ToListAsync(Cancellation));

    private async Task<Message> Only(Topic topic) => Assert.Single(await All(topic));
}
