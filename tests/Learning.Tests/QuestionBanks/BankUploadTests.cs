using System.Net;
using System.Text;
using Learning.Courses;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.QuestionBanks;

/// <summary>A file through the real server: larger than any other post may be, and not larger than a bank may be.</summary>
public sealed class BankUploadTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-upload-").FullName;
    private WebApplication? _app;
    private HttpClient? _http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        var builder = Serve.Builder(new SitePaths(Path.Combine(_folder, "data"), _folder, _folder), "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await _app.PrepareAsync(Cancellation);
        _app.UseSite();
        await _app.StartAsync(Cancellation);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };

        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PublishCourse>().PublishAsync(new SmallCourse().Draft(), Cancellation);
        await PostAsync("/register", "/register", ("username", "editor"), ("secret", "a long enough secret"), ("name", "editor"));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await users.AddToRoleAsync((await users.FindByNameAsync("editor"))!, Roles.Editor);
        _http.Dispose();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        await PostAsync("/sign-in", "/sign-in", ("username", "editor"), ("secret", "a long enough secret"));
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(7_500_000, HttpStatusCode.OK, "1 question was read.")]
    [InlineData((8 * 1024 * 1024) + 1_000, HttpStatusCode.RequestEntityTooLarge, "It may have at most 8 MB.")]
    [InlineData(12_000_000, HttpStatusCode.RequestEntityTooLarge, "It may have at most 8 MB.")]
    public async Task A_file_is_read_up_to_its_limit_and_refused_with_a_sentence_beyond(int size, HttpStatusCode status, string sentence)
    {
        var bank = "Q?{=a#b ~c#d ####e}\n\n" + string.Concat(Enumerable.Repeat($"// {new string('x', 997)}\n", (size / 1_001) + 1));
        var page = await Http.GetStringAsync(new Uri("/banks", UriKind.Relative), Cancellation);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(bank)), "file", "bank.gift" },
            { new StringContent("rights"), "course" },
            { new StringContent(Visitor.Token(page)!), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/banks/readings") { Content = form };
        request.Headers.ExpectContinue = true;

        using var answer = await Http.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.Contains("href=\"/banks", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, HttpStatusCode.OK)]
    [InlineData(14, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_text_comes_with_as_many_pictures_as_a_file_may_hold(int count, HttpStatusCode status)
    {
        var page = await Http.GetStringAsync(new Uri("/banks", UriKind.Relative), Cancellation);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("rights"), "course" },
            { new StringContent("many"), "name" },
            { new StringContent("---\nid: many\ntitle: Many\n---\n\n## True?  {#many-1 objective=c102 lesson=why}\n\n" + string.Concat(Enumerable.Range(1, count).Select(n => $"![{n}](media/{n}.svg)\n\n")) + "= yes\n\n> So.\n"), "text" },
            { new StringContent(Visitor.Token(page)!), "__RequestVerificationToken" },
        };
        foreach (var n in Enumerable.Range(1, count))
        {
            var svg = TestPictures.Svg("", $"{n}{new string('x', 1_000_000)}");
            form.Add(new StringContent($"data:image/svg+xml;name={n}.svg;base64,{Convert.ToBase64String(svg.Bytes)}"), "picture");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/banks/checks") { Content = form };
        request.Headers.ExpectContinue = true;
        using var answer = await Http.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(status == HttpStatusCode.OK ? "There is nothing to mend." : "href=\"/banks", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_answers_that_are_too_large_lead_to_the_same_form_with_the_limit()
    {
        var page = await Http.GetStringAsync(new Uri("/my/answers", UriKind.Relative), Cancellation);
        Assert.Contains("At most 256 KB.", page, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(new byte[1_000_000]), "file", "answers.json" },
            { new StringContent(Visitor.Token(page)!), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/my/answers") { Content = form };
        request.Headers.ExpectContinue = true;

        using var answer = await Http.SendAsync(request, Cancellation);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("The file may have at most 256 KB.", said, StringComparison.Ordinal);
        Assert.Contains("type=\"file\"", said, StringComparison.Ordinal);
    }

    private async Task PostAsync(string from, string to, params (string Name, string Value)[] fields)
    {
        var token = Visitor.Token(await Http.GetStringAsync(new Uri(from, UriKind.Relative), Cancellation));
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token!)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await Http.PostAsync(new Uri(to, UriKind.Relative), form, Cancellation);
    }
}
