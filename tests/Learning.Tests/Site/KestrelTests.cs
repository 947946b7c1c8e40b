using System.Net;
using System.Text;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.Site;

/// <summary>What only the real server does: limits on bodies and forms. Each refusal is a page or JSON with a sentence, never a bare error.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-kestrel-").FullName;
    private WebApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = Serve.Builder(new SitePaths(Path.Combine(_folder, "data"), _folder, _folder), "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await _app.PrepareAsync(Cancellation);
        _app.UseSite();
        await _app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/register", 2_000, 1)]
    [InlineData("/register", 1, 2_000_000)]
    [InlineData("/sign-in", 1, 2_000_000)]
    public async Task A_form_that_is_too_much_gets_a_page_with_a_sentence(string path, int fields, int length)
    {
        var body = string.Join('&', Enumerable.Range(0, fields).Select(n => $"f{n}={new string('x', length)}"));

        using var answer = await PostAsync(path, body, "application/x-www-form-urlencoded");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Contains("<main", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/record", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/check", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Nobody_is_hung_up_on_for_sending_too_much(string path, HttpStatusCode status)
    {
        using var answer = await PostAsync(path, new string('x', 20_000_000), "application/x-www-form-urlencoded");

        Assert.Equal(status, answer.StatusCode);
        Assert.NotEqual(true, answer.Headers.ConnectionClose);   // a proxy that sends still would take the node for broken
    }

    [Fact]
    public async Task A_form_that_is_no_form_gets_a_page_with_a_sentence()
    {
        using var answer = await PostAsync("/register", "--x\r\nnonsense", "multipart/form-data; boundary=y");

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_answers_on_a_real_socket()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app!.Urls.First()) };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task She_is_led_back_to_an_address_in_any_script()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(_app!.Urls.First()) };
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancellation);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["language"] = "fr",
            ["return_url"] = "/cours/été",
            ["__RequestVerificationToken"] = Visitor.Token(page)!,
        });

        using var answer = await http.PostAsync(new Uri("/language", UriKind.Relative), form, Cancellation);

        Assert.Equal((HttpStatusCode.Found, "/cours/%C3%A9t%C3%A9"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string type)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app!.Urls.First()) };
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
    }
}
