using System.Net;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Data;
using Learning.Notifications;
using Learning.Tests.Assessment;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

[NeedsDatabase]
public sealed class EraseLearnerTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Nothing_she_did_is_left_in_any_table_and_others_keep_theirs()
    {
        var (hers, his) = await TwoWhoCompletedAsync();
        var before = await CountAsync(his);
        Assert.All(await CountAsync(hers), table => Assert.True(table.Value > 0, $"{table.Key}: the test has put nothing there"));

        await EraseAsync(hers);

        Assert.All(await CountAsync(hers), table => Assert.True(table.Value == 0 || table.Key == nameof(Credential), table.Key));
        Assert.Equal(before, await CountAsync(his));
        Assert.Equal([his], await _site.Db(db => db.Learners.Where(l => l.Id == hers || l.Id == his).Select(l => l.Id).ToListAsync(Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.ItemResponses.Select(r => r.AttemptId).Distinct().CountAsync(Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.Grades.CountAsync(Cancellation)));
        Assert.Equal(1, await _site.Db(db => db.ScoreChanges.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Her_certificate_stays_checkable_and_names_nobody()
    {
        var (hers, _) = await TwoWhoCompletedAsync();
        var certificate = (await _site.Db(db => db.Credentials.SingleAsync(c => c.LearnerId == hers, Cancellation))).Id;

        await EraseAsync(hers);

        var page = await _site.Visitor().Page($"/credentials/{certificate}");
        Assert.Contains("Rhythm", page, StringComparison.Ordinal);
        Assert.DoesNotContain("amina", page, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await _site.Visitor().Get($"/credentials/{certificate}.pdf")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Somebody_unknown_is_forgotten_already()
    {
        await EraseAsync("nobody");
        await EraseAsync("nobody");

        Assert.Equal(0, await _site.Db(db => db.Learners.CountAsync(Cancellation)));
    }

    /// <summary>Two learners who completed a course with an essay that was graded, one of them allowed more time.</summary>
    private async Task<(string Hers, string His)> TwoWhoCompletedAsync()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, null, GradeEssayTests.Essay(), Drafts.Question("q1")));
        var fay = await _site.SignedInAs("faye", "Facilitator");
        foreach (var name in new[] { "amina", "bodo" })
        {
            var learner = await _site.Enrolled(name);
            var done = await learner.PostForm(
                "/learn/rhythm/beat", "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", "/my"));
            Assert.Equal(HttpStatusCode.Found, done.StatusCode);
            var attempt = await learner.Take(("essay", "We march"), ("q1", "a"));
            await fay.PostForm($"/grading/{attempt}/essay", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"));
            var id = await _site.LearnerId(name);
            await _site.Db(db =>
            {
                db.Allowances.Add(Allowance.Grant(id, "rhythm", "quiz", 5, 0, null, "needs it", "faye", DateTimeOffset.UtcNow));
                InACohort(db, id, DateTimeOffset.UtcNow);
                return db.SaveChangesAsync(Cancellation);
            });
        }

        return (await _site.LearnerId("amina"), await _site.LearnerId("bodo"));
    }

    private static void InACohort(LearningDb db, string learner, DateTimeOffset now)
    {
        var cohort = Cohort.Create(new CohortPlan { Name = "Docks", StartsOn = DateOnly.FromDateTime(now.Date) }, JoinCode.New(), "faye", now);
        var meeting = Meeting.Plan(cohort.Id, "rhythm", "First evening", "Union hall", now, 90, now);
        var attendance = new Attendance(meeting.Id, learner);
        attendance.Take(Presence.Present, Guid.CreateVersion7(), "faye", now);
        var invitation = Invitation.Invite(cohort.Id, "a@example.org", "A", "en", $"{cohort.Id:N}", "faye", now);
        invitation.Use(learner, now);
        var profile = new LearnerProfile(learner);
        profile.Tell("North", "Docks", Sex.Woman, now);
        var message = Message.To(learner, Topic.Welcome, "en", "Welcome", "Welcome", null, cohort.Id, null, $"welcome {learner}", now);
        db.AddRange(
            cohort,
            Member.Join(cohort.Id, learner, JoinedBy.Code, now),
            Concession.Grant(cohort.Id, learner, "", ConcessionKind.Excuse, null, "ill", "faye", now),
            FacilitatorNote.Write(cohort.Id, learner, "Prefers evenings", "faye", now),
            CohortLogEntry.Of(cohort.Id, CohortDeed.Excused, "faye", now, learner, reason: "ill"),
            meeting,
            attendance,
            invitation,
            profile,
            message,
            Mail.Queue(message.Id, learner, cohort.Id, Topic.Welcome, "a@example.org", "A", "en", "Welcome", "Welcome", "", $"welcome {learner}", now),
            new MailWish(learner, Topic.Digest, now));
    }

    private Task<int> EraseAsync(string learner) => _site.With<EraseLearner, int>(async erase =>
    {
        await erase.EraseAsync(learner, Cancellation);
        return 0;
    });

    /// <summary>How many rows of each table that names a learner are hers: a table of tomorrow is among them by itself.</summary>
    private Task<SortedDictionary<string, int>> CountAsync(string learner) => _site.Db(async db =>
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.FindProperty("LearnerId") is not null))
        {
            counts.Add(table.ClrType.Name, await (Task<int>)GetType().GetMethod(nameof(CountIn), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(table.ClrType).Invoke(null, [db, learner])!);
        }

        return counts;
    });

    private static Task<int> CountIn<T>(LearningDb db, string learner)
        where T : class => db.Set<T>().CountAsync(row => EF.Property<string>(row, "LearnerId") == learner, Cancellation);
}
