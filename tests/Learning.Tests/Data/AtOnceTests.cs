using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Enrolments;
using Learning.Notifications;
using Learning.Progress;
using Learning.Record;
using Learning.Tests.Assessment;
using Learning.Tests.Courses;
using Learning.Tests.Notifications;
using Learning.Web.Accounts;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Data;

/// <summary>Many who act at once, as on a site of several processes: what must happen once happens once, whatever the database lets run beside each other.</summary>
[NeedsDatabase]
public sealed class AtOnceTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Sixty_four_posts_that_complete_the_course_make_one_certificate_for_each_learner()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Practice, null, Drafts.Question("q1")));
        var learners = await EnrolAsync("rhythm", 16);
        var entries = learners.ToDictionary(l => l, _ => Completing());

        var receipts = await AllAsync(64, n => RecordAsync(learners[n % 16], entries[learners[n % 16]]));

        Assert.All(receipts.SelectMany(r => r), receipt => Assert.NotEqual(ReceiptStatus.Refused, receipt.Status));
        Assert.Equal(16 * 2, receipts.SelectMany(r => r).Count(r => r.Status == ReceiptStatus.Accepted));
        Assert.Equal(learners.Order(), await _site.Db(db => db.Credentials.Select(c => c.LearnerId).OrderBy(l => l).ToListAsync(Cancellation)));
        Assert.Equal(16, await _site.Db(db => db.Messages.CountAsync(m => m.Topic == Topic.Certificate, Cancellation)));
        var log = await _site.With<CheckLog, LogReport>(check => check.RunAsync(null, Cancellation));
        Assert.Equal((16, 16, 0), (log.Entries, log.Certificates, log.Findings.Count));
        Assert.Equal(16, await _site.Db(db => db.CourseOutcomes.CountAsync(o => o.Percent == 100 && o.CompletedAt != null, Cancellation)));
    }

    [Fact]
    public async Task Of_thirty_two_who_begin_the_last_attempt_at_once_one_does()
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, new() { Attempts = 1 }, Drafts.Question("q1")));
        var learner = (await EnrolAsync("rhythm", 1))[0];

        // Each names an attempt of her own in an answer, which begins it.
        var receipts = await AllAsync(32, _ => RecordAsync(learner, [Answer(Guid.CreateVersion7(), "q1")]));

        Assert.Equal(1, receipts.Count(r => r[0].Status == ReceiptStatus.Accepted));
        Assert.Equal(31, receipts.Count(r => r[0].Code == "Record.NoMoreAttempts"));
        Assert.Equal(1, await _site.Db(db => db.Attempts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Sixteen_who_enrol_and_thirty_two_who_ask_twice_have_one_place_each()
    {
        await _site.Publish(Drafts.Rhythm());

        await AllAsync(32, n => JoinAsync("rhythm", $"learner-{n % 16}"));

        Assert.Equal(16, await _site.Db(db => db.Enrolments.CountAsync(Cancellation)));
        Assert.Equal(16, await _site.Db(db => db.CourseOutcomes.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task What_is_published_while_many_learn_is_what_everybody_is_measured_by()
    {
        await _site.Publish(Drafts.Rhythm());
        var learners = await EnrolAsync("rhythm", 24);

        await AllAsync(30, async n => n < 24
            ? (await RecordAsync(learners[n], [Completed("beat"), Completed("bar")]))[0].Status
            : (await _site.Publish(Shorter(n))).IsNew ? ReceiptStatus.Accepted : ReceiptStatus.Already);

        var current = await _site.Db(db => db.Courses.Select(c => c.CurrentRevisionId).SingleAsync(Cancellation));
        Assert.Equal(Enumerable.Range(1, 7), await _site.Db(db => db.Revisions.Select(r => r.Number).OrderBy(n => n).ToListAsync(Cancellation)));
        var outcomes = await _site.Db(db => db.CourseOutcomes.AsNoTracking().ToListAsync(Cancellation));
        Assert.All(outcomes, outcome =>
        {
            Assert.Equal(current, outcome.RevisionId);
            Assert.Equal(("beat bar", 2, 2), (outcome.Done, outcome.DoneCount, outcome.RequiredCount));
            Assert.NotNull(outcome.CompletedAt);
        });
        Assert.Equal(24, await _site.Db(db => db.Credentials.CountAsync(Cancellation)));

        static CourseDraft Shorter(int n)
        {
            var draft = Drafts.Rhythm($"Rhythm {n}");
            return draft with { Quizzes = new Dictionary<string, QuizText>(), Pool = [], Outline = draft.Outline with { Modules = [draft.Outline.Modules[0] with { Activities = [.. draft.Outline.Modules[0].Activities.Take(2)] }] } };
        }
    }

    [Fact]
    public async Task Sixteen_workers_hand_each_mail_over_once()
    {
        for (var n = 0; n < 64; n++)
        {
            await _site.Waits($"m{n}@example.org");
        }

        var sent = await AllAsync(16, _ => _site.SendsMail());

        Assert.Equal(64, sent.Sum());
        Assert.Equal(64, Directory.GetFiles(_site.Paths.Mail, "*.eml").Length);
        Assert.Equal(64, await _site.Db(db => db.Mails.CountAsync(m => m.State == MailState.Sent && m.Tries == 1, Cancellation)));
    }

    [Fact]
    public async Task Of_many_who_each_may_go_if_another_stays_one_stays()
    {
        var names = Enumerable.Range(0, 32).Select(n => $"stays-{n:00}").ToArray();
        await WriteAsync(db =>
        {
            db.AddRange(names.Select(name => Learner.Known(name, name, null, "en", DateTimeOffset.UnixEpoch)));
            return Task.FromResult(true);
        });

        await AllAsync(32, n => WriteAsync(async db =>
        {
            if (await db.Learners.CountAsync(l => l.Id.StartsWith("stays-"), Cancellation) > 1)
            {
                db.Remove(await db.Learners.SingleAsync(l => l.Id == names[n], Cancellation));
            }

            return true;
        }));

        Assert.Equal(1, await _site.Db(db => db.Learners.CountAsync(l => l.Id.StartsWith("stays-"), Cancellation)));
    }

    [Fact]
    public async Task A_counter_that_sixty_four_raise_has_counted_them_all()
    {
        await WriteAsync(db => Task.FromResult(db.Add(Learner.Known("counter", "0", null, "en", DateTimeOffset.UnixEpoch)) is not null));

        await AllAsync(64, _ => WriteAsync(async db =>
        {
            var one = await db.Learners.SingleAsync(l => l.Id == "counter", Cancellation);
            db.Entry(one).Property(l => l.Name).CurrentValue = $"{int.Parse(one.Name, System.Globalization.CultureInfo.InvariantCulture) + 1}";
            return true;
        }));

        Assert.Equal("64", await _site.Db(db => db.Learners.Where(l => l.Id == "counter").Select(l => l.Name).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Acts_about_two_learners_named_in_any_order_run_one_after_the_other_and_end()
    {
        var (inside, most) = (0, 0);

        await AllAsync(32, n => WriteAsync(n % 2 == 0 ? Turn.Of("amina", "bo") : Turn.Of("bo", "amina", "bo"), async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(2, Cancellation);
            return Interlocked.Decrement(ref inside);
        }));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Whoever_writes_alone_has_nobody_beside_and_learners_have_each_other_on_PostgreSQL()
    {
        var (inside, most, beside) = (0, 0, 0);

        await AllAsync(48, n => WriteAsync(n % 8 == 0 ? Turn.Alone : Turn.Of($"learner-{n}"), async _ =>
        {
            var now = Interlocked.Increment(ref inside);
            most = Math.Max(most, now);
            beside += n % 8 == 0 ? now - 1 : 0;
            await Task.Delay(5, Cancellation);
            return Interlocked.Decrement(ref inside);
        }));

        Assert.Equal(0, beside);
        Assert.Equal(TestDatabase.IsPostgres, most > 1);
    }

    [Fact]
    public async Task Administrators_who_take_the_role_from_each_other_leave_one()
    {
        var ids = new List<string>();
        for (var n = 0; n < 8; n++)
        {
            await _site.SignedInAs($"admin{n}", Roles.Administrator);
            ids.Add(await _site.LearnerId($"admin{n}"));
        }

        await AllAsync(8, async n =>
        {
            await using var scope = _site.Services.CreateAsyncScope();
            var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync(ids[n]);
            return await scope.ServiceProvider.GetRequiredService<AssignRoles>().ChangeAsync(account!, [], [Roles.Administrator], Cancellation);
        });

        Assert.Single(await _site.With<SiteDb, List<string>>(db => db.UserRoles.Join(db.Roles, u => u.RoleId, r => r.Id, (u, r) => new { u.UserId, r.Name }).Where(r => r.Name == Roles.Administrator).Select(r => r.UserId).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Of_sixteen_who_register_one_name_at_once_one_has_it_and_the_others_are_told()
    {
        var visitors = Enumerable.Range(0, 16).Select(_ => _site.Visitor()).ToArray();

        var answers = await AllAsync(16, n => visitors[n].PostForm("/register", "/register", ("username", "amina"), ("secret", "a long enough secret"), ("name", "Amina")));

        Assert.Equal(1, answers.Count(a => a.StatusCode == System.Net.HttpStatusCode.Found));
        Assert.Equal(15, answers.Count(a => a.StatusCode == System.Net.HttpStatusCode.UnprocessableEntity));
    }

    /// <summary>As many tasks as there are, all begun before any is waited for.</summary>
    private static Task<T[]> AllAsync<T>(int count, Func<int, Task<T>> act)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, count).Select(n => Task.Run(async () =>
        {
            await go.Task;
            return await act(n);
        })).ToArray();
        go.SetResult();
        return Task.WhenAll(all);
    }

    private Task<T> WriteAsync<T>(Func<LearningDb, Task<T>> act) => WriteAsync(Turn.InSomeOrder, act);

    private async Task<T> WriteAsync<T>(Turn turn, Func<LearningDb, Task<T>> act)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        return await db.WriteAsync(turn, () => act(db), Cancellation);
    }

    private async Task<string[]> EnrolAsync(string course, int count)
    {
        var learners = Enumerable.Range(0, count).Select(n => $"learner-{n}").ToArray();
        foreach (var learner in learners)
        {
            await JoinAsync(course, learner);
        }

        return learners;
    }

    private Task<Enrol.Outcome> JoinAsync(string course, string learner) => _site.With<Enrol, Enrol.Outcome>(enrol => enrol.JoinAsync(course, Somebody(learner), Cancellation));

    private Task<IReadOnlyList<Receipt>> RecordAsync(string learner, IReadOnlyList<EntryDraft> entries) =>
        _site.With<RecordEntries, IReadOnlyList<Receipt>>(record => record.RecordAsync(learner, entries, Cancellation));

    private static EntryDraft[] Completing() => [Completed("beat"), Answer(Guid.CreateVersion7(), "q1")];

    private static EntryDraft Completed(string lesson) => new() { Id = Guid.CreateVersion7(), Verb = Verb.Completed, Course = "rhythm", Activity = lesson, At = DateTimeOffset.UtcNow };

    private static EntryDraft Answer(Guid attempt, string question) =>
        new() { Id = Guid.CreateVersion7(), Verb = Verb.Answered, Course = "rhythm", Activity = "quiz", Attempt = attempt, Question = question, Response = new(["a"]), At = DateTimeOffset.UtcNow };

    private static ClaimsPrincipal Somebody(string id) => new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, id)], "test"));
}
