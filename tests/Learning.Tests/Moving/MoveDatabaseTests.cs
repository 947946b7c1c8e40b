using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Tests.Cohorts;
using Learning.Tests.Credentials;
using Learning.Web.Commands;
using Learning.Web.Moving;
using Learning.Web.Site;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Moving;

/// <summary>A site is carried from one database to another, on PostgreSQL to SQLite and back, and goes on there as if nothing had been.</summary>
[NeedsDatabase]
public sealed class MoveDatabaseTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly OtherPlace _other = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_site_goes_on_in_another_database_with_all_it_had()
    {
        await _site.PublishRhythm();
        var boss = await _site.Administrator();
        await _site.Member("bodo", await boss.NewCohort("Dockers"));
        var (_, certificate) = await _site.Certified("amina");
        var before = await CountsAsync(_site.Services);
        var file = Path.Combine(_other.Folder, "there.db");

        var (code, said) = await MoveAsync(Here, file);
        Assert.True(code == 0, said);
        var place = file;
        if (TestDatabase.IsPostgres)
        {
            (code, said) = await MoveAsync(file, place = await _other.EmptyDatabaseAsync());   // and back from SQLite
            Assert.True(code == 0, said);
        }

        await using var app = await OtherPlace.StartAsync(new(Path.Combine(_other.Folder, "data"), _other.Folder, _other.Folder) { Connection = place });
        Assert.Equal(before, await CountsAsync(app.Services));
        var visitor = new Visitor(app.GetTestServer());
        Assert.Equal(System.Net.HttpStatusCode.Found, (await visitor.PostForm("/sign-in", "/sign-in", ("username", "amina"), ("secret", "a long enough secret"))).StatusCode);
        Assert.Contains($"{certificate.Id}", await visitor.Page("/my/certificates"), StringComparison.Ordinal);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<CheckLog>().RunAsync(null, Cancellation)).Findings);

        // What is counted goes on where it was.
        var late = Credential.Issue("late", "late", "Late", Learning.Tests.Courses.Drafts.Rhythm().Outline, 1, null, DateTimeOffset.UtcNow);
        db.Add(late);
        await db.SaveChangesAsync(Cancellation);
        Assert.Equal(certificate.Status!.Place + 1, late.Status!.Place);
    }

    [Fact]
    public async Task What_is_not_empty_is_not_written_into()
    {
        await _site.Certified("amina");
        var file = Path.Combine(_other.Folder, "there.db");
        Assert.Equal(0, (await MoveAsync(Here, file)).Code);

        var (code, said) = await MoveAsync(Here, file);

        Assert.Equal(1, code);
        Assert.Contains("is not empty: there are rows in", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_site_nothing_is_moved()
    {
        var (code, said) = await MoveAsync(Path.Combine(_other.Folder, "none.db"), Path.Combine(_other.Folder, "there.db"));

        Assert.Equal(1, code);
        Assert.Contains("There is no site", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_other.Folder));
    }

    [Fact]
    public async Task Every_table_is_carried_those_first_that_others_refer_to()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        foreach (var model in new[] { scope.ServiceProvider.GetRequiredService<LearningDb>().Model, scope.ServiceProvider.GetRequiredService<SiteDb>().Model })
        {
            var ordered = MoveTables.Ordered(model);

            Assert.Equal(model.GetEntityTypes().Count(type => type.GetTableName() is not null), ordered.Count);
            Assert.All(ordered, (type, at) => Assert.All(type.GetForeignKeys().Where(key => key.PrincipalEntityType != type), key => Assert.Contains(key.PrincipalEntityType, ordered.Take(at))));
        }
    }

    [Fact]
    public async Task A_sum_is_of_what_is_in_the_rows_whatever_their_order()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var type = scope.ServiceProvider.GetRequiredService<LearningDb>().Model.FindEntityType(typeof(Learner))!;
        var (one, two, other) = (Row("a", "Amina"), Row("b", "Bodo"), Row("b", "Bado"));

        Assert.Equal(Sum(one, two), Sum(two, one));
        Assert.NotEqual(Sum(one, two), Sum(one, other));
        Assert.NotEqual(Sum(one, two), Sum(one));
        Assert.Equal(Sum(Row("a", "A\0mina")), Sum(one));

        string Sum(params Learner[] rows)
        {
            var sum = new TableSum(type);
            Array.ForEach(rows, sum.Add);
            return $"{sum}";
        }

        static Learner Row(string id, string name) => Learner.From(new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, id), new(System.Security.Claims.ClaimTypes.Name, name)], "test")), DateTimeOffset.UnixEpoch);
    }

    private string Here => _site.Paths.Connection ?? _site.Paths.DatabaseFile;

    private static async Task<string> CountsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        return $"{await db.Learners.CountAsync(Cancellation)} {await db.Credentials.CountAsync(Cancellation)} {await db.CredentialLog.CountAsync(Cancellation)} {await db.Revisions.CountAsync(Cancellation)} {await scope.ServiceProvider.GetRequiredService<SiteDb>().Users.CountAsync(Cancellation)}";
    }

    private static async Task<(int Code, string Said)> MoveAsync(string from, string to)
    {
        using var said = new StringWriter();
        return (await MoveDatabase.RunAsync(from, to, said, said, Cancellation), $"{said}");
    }
}
