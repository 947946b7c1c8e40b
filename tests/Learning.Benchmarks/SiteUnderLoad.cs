using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Learning.Progress;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>Somebody signed in and enrolled: her cookies and the token her scripts send.</summary>
internal sealed record SignedIn(string Cookie, string Token);

/// <summary>A server process of this machine on a free port of the loopback address; stopped with this object.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port, TimeSpan startup)
    {
        _process = process;
        Port = port;
        Startup = startup;
    }

    public int Port { get; }

    public int Id => _process.Id;

    /// <summary>From starting the process to the first page answered.</summary>
    public TimeSpan Startup { get; }

    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(Digits().Match(line).Value, System.Globalization.CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    public static async Task<ServerProcess> StartAsync(string program, string firstPage, Func<string, string[]> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments($"http://127.0.0.1:{port}")) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Accounts__PostsPerMinute"] = "1000000";   // many people sign in from one address here
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                if ((await http.GetAsync(new Uri(firstPage, UriKind.Relative))).IsSuccessStatusCode)
                {
                    return new(process, port, clock.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        process.Kill();
        throw new InvalidOperationException($"{program} did not answer within a minute.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}

/// <summary>A site with the real course and many enrolled learners, made in a folder of its own.</summary>
internal static partial class SiteUnderLoad
{
    public const string Course = "right-to-social-security";

    internal const string Secret = "a long enough secret";

    internal static readonly HttpClient Http = new(new HttpClientHandler { UseCookies = false });

    public static async Task FillAsync(SitePaths paths, int learners)
    {
        var builder = Serve.Builder(paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        await Serve.RunRecipeOnceAsync(app, paths, CancellationToken.None);
        await using (var first = app.Services.CreateAsyncScope())
        {
            var accounts = first.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var administrator = new Account { UserName = "administrator" };
            await accounts.CreateAsync(administrator, Secret);
            await accounts.AddToRoleAsync(administrator, Roles.Administrator);
        }

        for (var i = 0; i < learners; i++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"learner-{i}"), new(ClaimTypes.Name, $"Learner {i}")], "benchmark"));
            await scope.ServiceProvider.GetRequiredService<Enrol>().JoinAsync(Course, user, CancellationToken.None);
        }
    }

    /// <summary>A learner of that site gets a certificate of its course.</summary>
    /// <returns>Its number.</returns>
    public static async Task<Guid> CertifyAsync(SitePaths paths)
    {
        var builder = Serve.Builder(paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, events) = (scope.ServiceProvider.GetRequiredService<LearningDb>(), scope.ServiceProvider.GetRequiredService<DomainEvents>());
        var course = await db.Courses.SingleAsync(c => c.Slug == Course);
        return await db.WriteAsync(
            async () =>
            {
                await events.PublishAsync(new DecideOutcome.CourseCompleted(Guid.NewGuid(), course.Id, "learner-0", course.CurrentRevisionId, DateTimeOffset.UtcNow), CancellationToken.None);
                return db.Credentials.Local.Single().Id;
            },
            CancellationToken.None);
    }

    /// <summary>The questions of the attempt that a quiz page shows, in their order.</summary>
    public static async Task<IReadOnlyList<string>> QuestionsAsync(int port, SignedIn person, string quiz)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}{quiz}"));
        request.Headers.Add("Cookie", person.Cookie);
        using var answer = await Http.SendAsync(request);
        return [.. Question().Matches(await answer.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)];
    }

    /// <summary>Registers through the pages, as people do, and opens a lesson.</summary>
    public static async Task<SignedIn> SignInAsync(int port, string username, string lesson)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await PostAsync(http, "/register", "/register", new() { ["username"] = username, ["secret"] = Secret });
        await PostAsync(http, $"/courses/{Course}", $"/courses/{Course}/enrolments", []);
        var page = await http.GetStringAsync(new Uri(lesson, UriKind.Relative));
        return new(cookies.GetCookieHeader(http.BaseAddress), Meta().Match(page).Groups[1].Value);
    }

    /// <summary>Somebody who has an account signs in: her cookies.</summary>
    public static async Task<string> SignInAgainAsync(int port, string username)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await PostAsync(http, "/sign-in", "/sign-in", new() { ["username"] = username, ["secret"] = Secret });
        return cookies.GetCookieHeader(http.BaseAddress);
    }

    /// <summary>Registers, and takes a course by herself or with the cohort whose code she has.</summary>
    public static async Task<SignedIn> JoinAsync(int port, string username, string course, string? code)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await PostAsync(http, "/register", "/register", new() { ["username"] = username, ["secret"] = Secret, ["name"] = username });
        await (code is null ? PostAsync(http, $"/courses/{course}", $"/courses/{course}/enrolments", []) : PostAsync(http, $"/join/{code}", $"/join/{code}", []));
        var page = await http.GetStringAsync(new Uri($"/learn/{course}", UriKind.Relative));
        return new(cookies.GetCookieHeader(http.BaseAddress), Meta().Match(page).Groups[1].Value);
    }

    private static async Task PostAsync(HttpClient http, string from, string to, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Field().Match(await http.GetStringAsync(new Uri(from, UriKind.Relative))).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields);
        var answer = await http.PostAsync(new Uri(to, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    [GeneratedRegex("data-question=\"([^\"]+)\"")]
    private static partial Regex Question();

    [GeneratedRegex("name=\"csrf\" content=\"([^\"]+)\"")]
    private static partial Regex Meta();
}
