using System.Security.Claims;
using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.Credentials;

/// <summary>The smallest host: the product over a new database, views that only print what they are given, and a header that says who is signed in.</summary>
public sealed class CredentialSite : IAsyncLifetime
{
    public const string SignedInAs = "X-Signed-In-As";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("credentials");
    private WebApplication? _app;
    private string? _database;

    /// <summary>As a host may set it; null: as the request came.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>What its theme says of certificates; null: nothing.</summary>
    public string? CertificateJson { get; init; }

    public HttpClient Client => _app!.GetTestClient();

    public async ValueTask InitializeAsync()
    {
        WriteView("Layout", "{{ title }}\n{{ body }}");
        WriteView("Shared/Refusal", "{{ reason }}");
        WriteView(
            "Credentials/ShowCredential",
            "{{ holder_name }};{{ course_title }};{{ hours | number }};{{ issued_at | day }};{{ test_percent }};{{ revision_number }};{{ check_href }};{{ pdf_href | url }};"
            + "{{ is_holder }};{{ site_name }};{{ language }}");

        if (CertificateJson is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "certificate.json"), CertificateJson);
        }

        _database = await TestDatabase.MakeAsync($"{_folder.FullName}/site.db");
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization(Web.Accounts.Roles.AddPolicies);
        builder.Services.AddLearning(
            _ => _database ?? $"{_folder.FullName}/site.db",
            options =>
            {
                options.Themes.Add(new PhysicalFileProvider(_folder.FullName));
                options.PublicAddress = PublicAddress;
            });
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            if (http.Request.Headers[SignedInAs] is [{ } id])
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "test"));
            }

            return next(http);
        });
        _app.MapLearning();
        await _app.StartAsync();
        await UseDbAsync(db => db.Database.EnsureCreatedAsync());
    }

    /// <summary>A certificate of a learner who has none yet.</summary>
    public async Task<Credential> GivenCredentialAsync(string name, int? testPercent = 87, string language = "en", bool published = true)
    {
        var courseId = Guid.NewGuid().ToString("N");
        var outline = new CourseOutline
        {
            Id = courseId,
            Slug = $"rights-{courseId}",
            Title = "The right to social security",
            Summary = "",
            Level = "",
            Language = language,
            Hours = 6,
            Licence = "",
            Objectives = [],
            Completion = new CompletionPolicy(Requirement.Done, Requirement.None, Requirement.None),
            Modules = [],
        };
        var credential = Credential.Issue(courseId, $"learner-{courseId}", name, outline, 3, testPercent, new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await UseDbAsync(db =>
        {
            db.Add(credential);
            if (published)
            {
                db.Add(new Course(courseId, outline.Slug, credential.IssuedAt));
            }

            return db.SaveChangesAsync();
        });
        return credential;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await TestDatabase.DropAsync(_database);
        _folder.Delete(recursive: true);
    }

    public Task<T> UseDbAsync<T>(Func<LearningDb, Task<T>> use) => WithAsync(use);

    /// <summary>With a service of the host.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private void WriteView(string name, string text)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "Views", name + ".liquid"));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
