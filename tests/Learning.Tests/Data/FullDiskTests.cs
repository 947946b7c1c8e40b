using System.Net;
using System.Net.Http.Json;
using Learning.Data;
using Learning.Record;
using Learning.Tests.Courses;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Data;

/// <summary>The disk of a site on SQLite is full, or may not be written to: nothing is kept by halves, people are told, and all goes on when there is room.</summary>
[NeedsDatabase]
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The disk of a server is not ours to fill.");
        return _site.InitializeAsync();
    }

    public ValueTask DisposeAsync() => TestDatabase.IsPostgres ? ValueTask.CompletedTask : _site.DisposeAsync();

    [Theory]
    [InlineData("PRAGMA max_page_count=1", "PRAGMA max_page_count=1000000")]   // as many pages as there are, and no more
    [InlineData("PRAGMA query_only=1", "PRAGMA query_only=0")]
    public async Task Entries_that_find_no_room_are_refused_as_a_whole_and_arrive_later(string broken, string mended)
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        var token = Visitor.Token(await amina.Page("/courses/rhythm"))!;
        await amina.PostWithToken(token, "/courses/rhythm/enrolments");
        await ToTheWriterAsync(broken);

        var kept = 0;
        Guid[] ids;
        HttpResponseMessage answer;
        do
        {
            ids = [.. Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7())];
            answer = await SendAsync(amina, token, ids);
            kept += answer.IsSuccessStatusCode ? ids.Length : 0;
        }
        while (answer.IsSuccessStatusCode && kept < 10_000);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Refusal.NothingKept", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(kept, await _site.Db(db => db.Entries.CountAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.OK, (await amina.Get("/courses/rhythm")).StatusCode);

        await ToTheWriterAsync(mended);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(amina, token, ids)).StatusCode);
        Assert.Equal(kept + ids.Length, await _site.Db(db => db.Entries.CountAsync(Cancellation)));
    }

    [Fact]
    public void Whoever_runs_the_site_reads_what_to_do()
    {
        var file = LearningDatabase.Of("/data/learning.db");

        Assert.Equal("SQLite at /data/learning.db has no room left: nothing can be kept. Make room on its disk; nothing else has to be done.", Advice(13));
        Assert.Contains("Check the rights of the file", Advice(8), StringComparison.Ordinal);
        Assert.Contains("Another program has it open", Advice(5), StringComparison.Ordinal);
        Assert.Contains("restore a backup", Advice(11), StringComparison.Ordinal);
        Assert.Null(DatabaseFaults.Of(new SqliteException("UNIQUE", 19)));

        string Advice(int code)
        {
            var failure = new DbUpdateException("saving", new SqliteException("said", code));
            return DatabaseFaults.Advice(DatabaseFaults.Of(failure)!.Value, failure, file);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string token, Guid[] ids)
    {
        var entries = ids.Select(id => new { id, verb = "Reached", course = "rhythm", activity = "beat", place = new string('p', Entry.LongestPlace), at = DateTimeOffset.UtcNow });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/record", UriKind.Relative)) { Content = JsonContent.Create(new { entries }) };
        request.Headers.Add("RequestVerificationToken", token);
        return await visitor.Http.SendAsync(request, Cancellation);
    }

    /// <summary>All is written over one connection (<see cref="SqliteWriter"/>).</summary>
    private Task ToTheWriterAsync(string pragma) => _site.Db(async db =>
    {
        using var lending = _site.Services.GetRequiredService<SqliteWriter>().Lend(db);
        return await db.Database.ExecuteSqlRawAsync(pragma, Cancellation);
    });
}
