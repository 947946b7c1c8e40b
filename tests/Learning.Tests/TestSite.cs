using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Nodes;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Learning.Tests;

/// <summary>The whole default host over a database of its own (<see cref="TestDatabase"/>), without a socket. One for each test class, or one for a test that changes much.</summary>
public sealed class TestSite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-test-").FullName;
    private WebApplication? _app;
    private string? _database;

    /// <summary>The clock of the site; tests may move it.</summary>
    public AdjustableClock Clock { get; } = new();

    /// <summary>Parts of the product that this site leaves out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Settings as they would stand in its file.</summary>
    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    /// <summary>Where its log goes too; null: nowhere else.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>What else this site is told before it starts.</summary>
    public Action<LearningOptions>? Configure { get; init; }

    /// <summary>Another site whose database this one shares, as nodes do. It has to be there first and to go last.</summary>
    public TestSite? Beside { get; init; }

    /// <summary>Whether it runs its rounds and hears of other nodes, as a site that serves does. Other tests run a round when they want it to run.</summary>
    public bool WorksByItself { get; init; }

    /// <summary>Services in the place of its own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>How this site reaches its database of PostgreSQL, where not straight.</summary>
    public Func<string, string>? Reach { get; init; }

    public IServiceProvider Services => _app!.Services;

    public SitePaths Paths => new(Path.Combine(_folder, "data"), Path.Combine(_folder, "content"), Path.Combine(_folder, "themes")) { Connection = _database is null ? null : Reach?.Invoke(_database) ?? _database };

    public async ValueTask InitializeAsync()
    {
        _database = Beside is null ? await TestDatabase.MakeAsync(Paths.DatabaseFile) : Beside.Paths.Connection ?? Beside.Paths.DatabaseFile;
        var builder = Serve.Builder(Paths, settings: Settings);
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Error);   // says for each post that this server has no limit on bodies
        if (Log is not null)
        {
            builder.Logging.AddProvider(Log);
        }

        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);   // nobody guesses these secrets, and thousands of visitors have one
        Replace?.Invoke(builder.Services);
        if (!WorksByItself)
        {
            KeepQuiet(builder.Services);
        }

        _app = builder.Build();
        _app.Services.GetRequiredService<LearningOptions>().Without.UnionWith(Without);
        _app.Services.GetRequiredService<LearningOptions>().FindingsPatience = TimeSpan.FromMinutes(5);   // however busy this machine is
        Configure?.Invoke(_app.Services.GetRequiredService<LearningOptions>());
        await _app.PrepareAsync(CancellationToken.None);
        _app.UseSite();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            if (WorksByItself)
            {
                await _app.StopAsync();
            }

            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Beside is null)
        {
            await TestDatabase.DropAsync(_database);
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Takes away what a site does by itself.</summary>
    public static void KeepQuiet(IServiceCollection services)
    {
        foreach (var busy in services.Where(s => s.ImplementationType == typeof(Rounds) || s.ImplementationType == typeof(Notices)).ToArray())
        {
            services.Remove(busy);
        }
    }

    public async Task<T> Db<T>(Func<LearningDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<LearningDb>());
    }

    public async Task<T> With<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<PublishCourse.Published> Publish(CourseDraft draft) =>
        With<PublishCourse, PublishCourse.Published>(publish => publish.PublishAsync(draft, CancellationToken.None));

    public Visitor Visitor() => new(_app!.GetTestServer());

    /// <summary>Somebody who registered, was given a role of the host, and signed in again so that it holds.</summary>
    public async Task<Visitor> SignedInAs(string username, string role)
    {
        var visitor = await SignedInAs(username);
        await With<UserManager<Account>, bool>(async accounts => (await accounts.AddToRoleAsync((await accounts.FindByNameAsync(username))!, role)).Succeeded);
        await visitor.PostForm("/account", "/sign-out");
        var answer = await visitor.PostForm("/sign-in", "/sign-in", ("username", username), ("secret", "a long enough secret"));
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return visitor;
    }

    public Task<string> LearnerId(string username) =>
        With<UserManager<Account>, string>(async accounts => (await accounts.FindByNameAsync(username))!.Id);

    /// <summary>Somebody who registered a moment ago through the pages.</summary>
    public async Task<Visitor> SignedInAs(string username)
    {
        var visitor = Visitor();
        var answer = await visitor.PostForm("/register", "/register", ("username", username), ("secret", "a long enough secret"), ("name", username));
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return visitor;
    }
}

/// <summary>A browser without script: keeps cookies, follows nothing by itself, and takes the token from the page it posts from.</summary>
public sealed partial class Visitor(TestServer server)
{
    private readonly HttpClient _http = new(new CookieContainerHandler { InnerHandler = server.CreateHandler() }) { BaseAddress = server.BaseAddress };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HttpClient Http => _http;

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    public async Task<string> Page(string path)
    {
        var answer = await Get(path);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}: {html}");
        return html;
    }

    /// <summary>Posts a form with the token that the page <paramref name="from"/> carries.</summary>
    public async Task<HttpResponseMessage> PostForm(string from, string to, params (string Name, string Value)[] fields)
    {
        var token = Token(await (await Get(from)).Content.ReadAsStringAsync(Cancellation));
        return await PostWithToken(token, to, fields);
    }

    public async Task<HttpResponseMessage> PostWithToken(string? token, string to, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
        if (token is not null)
        {
            all = all.Append(KeyValuePair.Create("__RequestVerificationToken", token));
        }

        using var content = new FormUrlEncodedContent(all);
        return await _http.PostAsync(new Uri(to, UriKind.Relative), content, Cancellation);
    }

    public async Task<HttpResponseMessage> PostJson(string from, string to, object body)
    {
        var token = Token(await (await Get(from)).Content.ReadAsStringAsync(Cancellation));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", token);
        return await _http.SendAsync(request, Cancellation);
    }

    public static string? Token(string html) =>
        TokenField().Match(html) is { Success: true } field ? field.Groups[1].Value
        : TokenMeta().Match(html) is { Success: true } meta ? meta.Groups[1].Value
        : null;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("name=\"csrf\" content=\"([^\"]+)\"")]
    private static partial Regex TokenMeta();
}

/// <summary>The real time, moved by as much as a test says.</summary>
public sealed class AdjustableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
