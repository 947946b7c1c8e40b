using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Learning.Web.Monitoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Monitoring;

/// <summary>Each answer has an id that can be read out; the page of an error and the log have the same.</summary>
[NeedsDatabase]
public sealed partial class RequestIdTests : IAsyncLifetime
{
    private readonly KeptLog _log = new();
    private readonly TestSite _site;

    public RequestIdTests() => _site = new() { Log = _log };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_has_one(string path)
    {
        var one = Id(await _site.Visitor().Get(path));
        var other = Id(await _site.Visitor().Get(path));

        Assert.Matches(Readable(), one);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("0a1b2c3d4e5f60718293a4b5c6d7e8f9", true)]
    [InlineData("nginx-7_f.3", true)]
    [InlineData("short", false)]
    [InlineData("has spaces in it", false)]
    [InlineData("<script>alert(1)</script>", false)]
    [InlineData("0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90", false)]
    public async Task One_that_a_proxy_gives_is_kept_if_it_is_short_and_well_formed(string given, bool isKept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Headers = { { RequestIds.Header, given } } };

        var id = Id(await _site.Visitor().Http.SendAsync(request, Cancellation));

        Assert.Equal(isKept, id == given);
    }

    [Fact]
    public void Of_one_trace_there_is_one_id_and_of_others_others()
    {
        var trace = ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");

        Assert.Equal(RequestIds.Of(trace), RequestIds.Of(trace));
        Assert.Matches(Readable(), RequestIds.Of(trace));
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => RequestIds.Of(ActivityTraceId.CreateRandom())).Distinct().Count());
    }

    [Fact]
    public async Task The_page_of_a_bug_and_the_log_have_the_same()
    {
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Course\" RENAME TO \"Gone\"", Cancellation));

        var answer = await _site.Visitor().Get("/courses/nothing");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(Id(answer), page, StringComparison.Ordinal);
        var line = Assert.Single(_log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains($"Request {Id(answer)} failed: GET /courses/{{slug}}", line, StringComparison.Ordinal);
        Assert.Contains("Exception", line, StringComparison.Ordinal);
    }

    private static string Id(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues(RequestIds.Header));

    [GeneratedRegex("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$")]
    private static partial Regex Readable();
}
