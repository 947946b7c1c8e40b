using System.Text.RegularExpressions;
using Learning.Data;
using Learning.Tests.Courses;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Monitoring;

/// <summary>The log is told which query was slow, and who asked; never with what values.</summary>
[NeedsDatabase]
public sealed class SlowQueryTests : IAsyncLifetime
{
    private readonly KeptLog _log = new();
    private readonly TestSite _site;

    public SlowQueryTests() => _site = new() { Log = _log };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private TimeSpan? From
    {
        set => _site.Services.GetRequiredService<LearningOptions>().SlowQuery = value;
    }

    private IEnumerable<string> Slow => _log.Lines.Where(line => line.Contains("A query took", StringComparison.Ordinal));

    [Fact]
    public async Task A_query_of_a_page_is_told_with_its_route_its_ids_and_its_rows()
    {
        await _site.Publish(Drafts.Rhythm());
        From = TimeSpan.Zero;

        var answer = await _site.Visitor().Get("/courses/rhythm");
        From = null;

        var id = answer.Headers.GetValues("X-Request-Id").Single();
        Assert.Contains(Slow, line => Regex.IsMatch(line, $"Asked by GET /courses/{{slug}}, request {id}, trace [0-9a-f]{{32}}, rows [0-9]+: SELECT .*FROM \"CourseRevision\""));
        Assert.DoesNotContain("rhythm", string.Join('\n', Slow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SQL_of_our_own_is_told_too()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        From = TimeSpan.Zero;

        await amina.Page("/learn/rhythm/beat");
        From = null;

        Assert.Contains(Slow, line => line.Contains("Asked by GET /learn/{slug}/{activity}", StringComparison.Ordinal) && line.Contains("@0", StringComparison.Ordinal));
        Assert.DoesNotContain(await _site.LearnerId("amina"), string.Join('\n', Slow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_host_keeps_beside_is_told_too()
    {
        From = TimeSpan.Zero;
        await _site.With<UserManager<Account>, bool>(async accounts => await accounts.FindByNameAsync("bo") is null);
        From = null;

        Assert.Contains(Slow, line => line.Contains("AspNetUsers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_round_is_named()
    {
        From = TimeSpan.Zero;
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            await Round.All.Single(r => r.Name == "SendMail").RunOnceAsync(scope.ServiceProvider, Cancellation);
        }

        From = null;

        Assert.Contains(Slow, line => line.Contains("Asked by round SendMail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_really_slow_is_told_and_the_others_are_not()
    {
        From = TimeSpan.FromMilliseconds(200);
        var slow = TestDatabase.IsPostgres
            ? "SELECT pg_sleep(0.5)::text AS \"Value\""
            : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) SELECT CAST(SUM(i) AS TEXT) AS \"Value\" FROM n";

        await _site.Db(db => db.Database.SqlQueryRaw<string>(slow).ToListAsync(Cancellation));
        await _site.Db(db => db.Set<Learning.Courses.Course>().CountAsync(Cancellation));

        Assert.Contains("to be answered", Assert.Single(Slow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_failed_after_a_while_is_told_as_well()
    {
        From = TimeSpan.Zero;
        await Assert.ThrowsAnyAsync<Exception>(() => _site.Db(db => db.Database.ExecuteSqlRawAsync("SELECT 1 FROM \"NoSuchTable\"", Cancellation)));
        From = null;

        Assert.Contains(Slow, line => line.Contains("NoSuchTable", StringComparison.Ordinal));
    }
}
