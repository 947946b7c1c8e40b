using System.Data.Common;
using System.Net;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Study;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Learning.Tests.Data;

/// <summary>The connection to PostgreSQL breaks under the site, as when the server is restarted: what can be done again is, once; and what cannot is told.</summary>
[NeedsDatabase]
public sealed class BrokenConnectionTests : IAsyncLifetime
{
    private const string KillAll = "SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private readonly BreakingWire _wire = new();
    private readonly TestSite _site;

    public BrokenConnectionTests() => _site = new() { Reach = _wire.Through };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file has no connection that could break.");
        return _site.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (TestDatabase.IsPostgres)
        {
            await _site.DisposeAsync();
        }

        await _wire.DisposeAsync();
    }

    [Fact]
    public async Task Pages_and_posts_go_on_when_all_connections_were_ended_between_them()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        foreach (var path in new[] { "/", "/courses", "/courses/rhythm", "/my", "/account" })
        {
            await KillAllAsync();
            Assert.Equal(HttpStatusCode.OK, (await amina.Get(path)).StatusCode);
        }

        var token = Visitor.Token(await amina.Page("/courses/rhythm"));
        await KillAllAsync();
        Assert.Equal(HttpStatusCode.Found, (await amina.PostWithToken(token, "/courses/rhythm/enrolments")).StatusCode);
        await KillAllAsync();
        var visitor = _site.Visitor();
        var registered = await visitor.PostForm("/register", "/register", ("username", "binta"), ("secret", "a long enough secret"), ("name", "Binta"));

        Assert.Equal(HttpStatusCode.Found, registered.StatusCode);
        Assert.Equal(1, await _site.Db(db => db.Enrolments.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_question_in_SQL_of_our_own_is_put_again()
    {
        await _site.Publish(Drafts.Rhythm());

        var standing = await _site.Db(async db =>
        {
            await db.Courses.AnyAsync(Cancellation);
            await KillAllAsync();
            return await db.StandingAsync("rhythm", "", Cancellation);
        });

        Assert.NotNull(standing);
    }

    [Fact]
    public async Task An_act_whose_connection_is_ended_in_its_midst_runs_again_and_is_done_once()
    {
        await _site.Publish(Drafts.Rhythm());
        var runs = 0;

        await WriteAsync(async db =>
        {
            db.Add(Somebody("amina"));
            await db.SaveChangesAsync(Cancellation);
            if (++runs == 1)
            {
                await KillAllAsync();
            }

            return await db.Learners.CountAsync(Cancellation);
        });

        Assert.Equal(2, runs);
        Assert.Equal(1, await _site.Db(db => db.Learners.CountAsync(l => l.Id == "amina", Cancellation)));
    }

    [Theory]
    [InlineData(AtCommit.IsNeverSent, 2)]
    [InlineData(AtCommit.IsNeverAnswered, 1)]
    public async Task A_connection_that_breaks_at_the_commit_leaves_what_was_done_once(AtCommit fault, int expectedRuns)
    {
        var runs = 0;

        await WriteAsync(db =>
        {
            db.Add(Somebody($"amina-{++runs}"));   // an act that would be seen twice
            _wire.Next = runs == 1 ? fault : AtCommit.Passes;
            return Task.FromResult(true);
        });

        Assert.Equal(expectedRuns, runs);
        Assert.Equal($"amina-{expectedRuns}", await _site.Db(db => db.Learners.Select(l => l.Id).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task An_account_that_was_saved_while_nobody_heard_of_it_is_there_once_and_she_goes_on()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = _site.Visitor();
        Lose("INSERT INTO \"AspNetUsers\"");
        var registered = await amina.PostForm("/register", "/register", ("username", "amina"), ("secret", "a long enough secret"), ("name", "Amina"));
        Assert.Equal((HttpStatusCode.Found, AtCommit.Passes), (registered.StatusCode, _wire.Next));
        Assert.Contains("Amina", await amina.Page("/account"), StringComparison.Ordinal);

        Lose("UPDATE \"AspNetUsers\"");
        var renamed = await amina.PostForm("/account", "/account/name", ("name", "Amina of Accra"));
        Assert.Equal((HttpStatusCode.Found, AtCommit.Passes), (renamed.StatusCode, _wire.Next));
        Assert.Contains("Amina of Accra", await amina.Page("/account"), StringComparison.Ordinal);

        var guest = _site.Visitor();
        Lose("INSERT INTO \"AspNetUsers\"");
        var began = await guest.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        Assert.Equal((HttpStatusCode.Found, AtCommit.Passes), (began.StatusCode, _wire.Next));
        Lose("UPDATE \"AspNetUsers\"");
        var kept = await guest.PostForm("/register", "/register", ("username", "binta"), ("secret", "a long enough secret"), ("name", "Binta"));
        Assert.Equal((HttpStatusCode.Found, AtCommit.Passes), (kept.StatusCode, _wire.Next));

        Lose("DELETE FROM \"AspNetUsers\"");
        var erased = await guest.PostForm("/account", "/account/erasure", ("erase_secret", "a long enough secret"));
        Assert.Equal((HttpStatusCode.Found, AtCommit.Passes), (erased.StatusCode, _wire.Next));

        Assert.Equal(["amina"], await _site.With<Learning.Web.Site.SiteDb, string?[]>(site => site.Users.Select(a => a.UserName).ToArrayAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.Visitor().PostForm("/register", "/register", ("username", "amina"), ("secret", "another long secret"), ("name", ""))).StatusCode);

        void Lose(string words) => (_wire.Words, _wire.Next) = (words, AtCommit.IsNeverAnswered);
    }

    [Fact]
    public async Task What_nobody_can_find_out_after_a_commit_is_said_to_be_unknown()
    {
        _wire.StaysCut = true;

        await Assert.ThrowsAsync<PerhapsKeptException>(() => WriteAsync(db =>
        {
            db.Add(Somebody("amina"));
            _wire.Next = AtCommit.IsNeverAnswered;
            return Task.FromResult(true);
        }));

        _wire.Mend();
        Assert.Equal(1, await _site.Db(db => db.Learners.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task While_the_database_is_away_people_are_told_so_and_when_to_come_again()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        var token = Visitor.Token(await amina.Page("/courses/rhythm"));
        await amina.PostWithToken(token, "/courses/rhythm/enrolments");
        _wire.Cut();

        var page = await amina.Get("/courses/rhythm");
        var post = await amina.PostWithToken(token, "/courses/rhythm/enrolments");
        using var request = Entry(token!);
        var entry = await amina.Http.SendAsync(request, Cancellation);
        var french = _site.Visitor();
        french.Http.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var fr = await french.Get("/courses");

        Assert.All([page, post, entry, fr], answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All([page, post, entry, fr], answer => Assert.NotNull(answer.Headers.RetryAfter?.Delta));
        Assert.Contains("cannot reach its records", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("look whether it is there", await post.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("\"refused\":\"Refusal.SendAgain\"", await entry.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("données", await fr.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        _wire.Mend();
        using var again = Entry(token!);
        Assert.Equal(HttpStatusCode.OK, (await amina.Http.SendAsync(again, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await amina.Get("/courses/rhythm")).StatusCode);
    }

    [Fact]
    public async Task Whoever_begins_to_write_while_the_database_is_away_waits_once_and_not_twice()
    {
        var openings = new CountOpenings();
        var builder = new DbContextOptionsBuilder<PostgresLearningDb>();
        _site.Services.GetRequiredService<LearningDatabase>().Use(builder).UseApplicationServiceProvider(_site.Services).AddInterceptors(openings);
        await using var db = new PostgresLearningDb(builder.Options);
        _wire.Cut();
        await using (var connection = new NpgsqlConnection(_site.Services.GetRequiredService<LearningDatabase>().ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);   // else the first fault would be that of a connection that was there before
        }

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.WriteAsync(() => Task.FromResult(true), Cancellation));

        Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(fault));
        Assert.InRange(openings.Count, 2, 12);   // after 0, 0, 25, 75, 175 ms and so on: more than these do not go into two seconds, however fast a machine is
    }

    [Fact]
    public async Task Health_says_in_its_own_words_what_cannot_be_known_while_the_database_is_away()
    {
        await _site.Visitor().Page("/search?q=rhythm");
        _wire.Cut();

        var checks = await HealthAsync();

        Assert.Equal((HealthStatus.Degraded, "What waits in the outbox cannot be known while the database does not answer."), checks["mail"]);
        Assert.Equal((HealthStatus.Degraded, "The keys of the site are in the database, which does not answer. This process still has them."), checks["keys"]);
        Assert.Equal((HealthStatus.Degraded, "Whether it holds what is in force cannot be known while the database does not answer."), checks["search"]);
    }

    [Fact]
    public async Task Health_waits_for_nothing_longer_than_a_look_may_take()
    {
        _wire.Silence();

        var checks = await HealthAsync();

        Assert.Equal((HealthStatus.Degraded, "The keys of the site could not be read where they are kept within 5 seconds. This process still has them."), checks["keys"]);
        Assert.Equal((HealthStatus.Degraded, "What waits in the outbox cannot be known while the database does not answer."), checks["mail"]);
    }

    [Fact]
    public async Task What_is_wrong_with_the_request_is_not_asked_again()
    {
        var runs = 0;

        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(db =>
        {
            runs++;
            return db.Database.ExecuteSqlRawAsync("SELECT 1 / 0", Cancellation);
        }));

        Assert.Equal(1, runs);
    }

    private static Learner Somebody(string id) => Learner.Known(id, id, null, "en", DateTimeOffset.UnixEpoch);

    private static HttpRequestMessage Entry(string token)
    {
        var entry = new { id = Guid.CreateVersion7(), verb = "Opened", course = "rhythm", activity = "beat", at = DateTimeOffset.UtcNow };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/record", UriKind.Relative)) { Content = System.Net.Http.Json.JsonContent.Create(entry) };
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    private async Task<T> WriteAsync<T>(Func<LearningDb, Task<T>> act)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        return await db.WriteAsync(() => act(db), Cancellation);
    }

    private async Task<Dictionary<string, (HealthStatus Status, string? Sentence)>> HealthAsync() =>
        (await _site.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation)).Entries.ToDictionary(e => e.Key, e => (e.Value.Status, e.Value.Description));

    private Task KillAllAsync() => TestDatabase.RunAsync(KillAll, $"{_site.Paths.Connection};Pooling=False");

    private sealed class CountOpenings : DbConnectionInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
