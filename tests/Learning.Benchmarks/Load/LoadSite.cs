using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Learning.Benchmarks.Load;

/// <summary>Somebody who is signed in, and the attempt she has open. Her cookies change while she is there, as a browser's do.</summary>
internal sealed class LoadPerson(string name, string session)
{
    public string Name => name;

    public string Session { get; set; } = session;

    public string Csrf { get; set; } = "";

    /// <summary>What her scripts send with each post.</summary>
    public string Token { get; set; } = "";

    public string Cookies => Csrf.Length == 0 ? $"{LoadSite.SessionCookie}={Session}" : $"{LoadSite.SessionCookie}={Session}; {Csrf}";

    public Guid? Attempt { get; set; }

    public IReadOnlyList<string> Questions { get; set; } = [];

    public int Answered { get; set; }
}

/// <summary>
/// A site in a folder of its own with the real course, a crowd made by <c>generate</c>, and people who are signed in. Their accounts and cookies are made within the site, since to sign three thousand people
/// in by their secrets would take a machine minutes and is not what is measured here.
/// </summary>
internal sealed partial class LoadSite : IDisposable
{
    public const string SessionCookie = "learning";

    private readonly string? _folder;

    private LoadSite(string? connection, string? made)
    {
        _folder = made is null ? Directory.CreateTempSubdirectory("learning-load-").FullName : null;
        Paths = SitePaths.Find(made ?? Path.Combine(_folder!, "data"), null) with { Connection = connection };
    }

    public SitePaths Paths { get; }

    public string DatabaseName => Paths.Connection is null ? "SQLite" : "PostgreSQL";

    /// <summary>Of the real course.</summary>
    public IReadOnlyList<string> Lessons { get; private set; } = [];

    /// <summary>Quizzes to practise with of the real course: as many attempts as anybody likes.</summary>
    public IReadOnlyList<string> Practice { get; private set; } = [];

    /// <summary>The one that <c>generate</c> made.</summary>
    public Guid Cohort { get; private set; }

    /// <summary>Of its members, some.</summary>
    public IReadOnlyList<string> Members { get; private set; } = [];

    /// <summary>Of somebody of the crowd.</summary>
    public Guid Certificate { get; private set; }

    public IReadOnlyList<LoadPerson> People { get; private set; } = [];

    public IReadOnlyList<LoadPerson> Facilitators { get; private set; } = [];

    /// <summary>Facilitates the cohort, and is no administrator.</summary>
    public LoadPerson? Teacher { get; private set; }

    /// <param name="connection">Of PostgreSQL; null: SQLite.</param>
    /// <param name="crowd">Learners who are there.</param>
    /// <param name="members">Of them in one cohort.</param>
    /// <param name="people">Learners who are signed in.</param>
    /// <param name="facilitators">Administrators who are signed in: they see all cohorts.</param>
    /// <param name="wholeRecord">Whether the crowd's record holds each answer.</param>
    /// <param name="made">The data folder of a site that has its crowd already, and stays; null: one is made.</param>
    public static async Task<LoadSite> MakeAsync(string? connection, int crowd, int members, int people, int facilitators, bool wholeRecord = false, string? made = null)
    {
        var site = new LoadSite(connection, made);
        if (made is null && crowd > 0 && await Generate.RunAsync(new(crowd, members, WholeRecord: wholeRecord), site.Paths, TextWriter.Null, Console.Error, CancellationToken.None) != 0)
        {
            throw new InvalidOperationException("The crowd could not be made.");
        }

        await site.FillAsync(people, facilitators);
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        return site;
    }

    /// <summary>The program as it is built, or where <c>LEARNING_PROGRAM</c> in the environment names a folder, as it was published there.</summary>
    public Task<ServerProcess> StartAsync() =>
        ServerProcess.StartAsync(Path.Combine(Environment.GetEnvironmentVariable("LEARNING_PROGRAM") ?? AppContext.BaseDirectory, "Learning.Web"), "/", url => ["--urls", url, "--data", Paths.Data], Paths.Connection is null ? [] : [KeyValuePair.Create("ConnectionStrings__Learning", Paths.Connection)]);

    /// <summary>Each opens a page, which gives her the token of her forms.</summary>
    public async Task OpenPagesAsync(int port, string address)
    {
        await Parallel.ForEachAsync([.. People, .. Facilitators, .. Teacher is null ? [] : new[] { Teacher }], new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (person, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}{address}"));
            request.Headers.Add("Cookie", person.Cookies);
            using var answer = await SiteUnderLoad.Http.SendAsync(request, cancellation);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation);
            person.Token = WebUtility.HtmlDecode(Meta().Match(page).Groups[1].Value);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0];
                if (pair.StartsWith(SessionCookie + "=", StringComparison.Ordinal))
                {
                    person.Session = pair[(SessionCookie.Length + 1)..];
                }
                else
                {
                    person.Csrf = pair;
                }
            }

            if (person.Token.Length == 0)
            {
                throw new InvalidOperationException($"{address} gave {person.Name} no token.");
            }
        });
    }

    /// <summary>Somebody who facilitates the cohort and administers nothing is signed in too. Before the site is started.</summary>
    public async Task AddTeacherAsync()
    {
        var builder = Serve.Builder(Paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        Teacher = (await InviteAsync(app.Services, "teacher", 1, Roles.Facilitator))[0];
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var id = (await accounts.FindByNameAsync(Teacher.Name))!.Id;
        db.Add(new CohortFacilitator(Cohort, id, DateTimeOffset.UtcNow));
        await db.SaveChangesAsync();
    }

    /// <summary>How much the database takes, in megabytes.</summary>
    public async Task<double> DatabaseMegabytesAsync()
    {
        if (Paths.Connection is null)
        {
            return Directory.EnumerateFiles(Paths.Data, "learning.db*").Sum(file => new FileInfo(file).Length) / 1024.0 / 1024.0;
        }

        await using var connection = new NpgsqlConnection(Paths.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return Convert.ToDouble(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) / 1024.0 / 1024.0;
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = Paths.Database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task FillAsync(int people, int facilitators)
    {
        var builder = Serve.Builder(Paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        await Serve.RunRecipeOnceAsync(app, Paths, CancellationToken.None);
        People = await InviteAsync(app.Services, "learner", people, role: null);
        Facilitators = await InviteAsync(app.Services, "facilitator", facilitators, Roles.Administrator);

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var revision = await db.Courses.Where(c => c.Id == SiteUnderLoad.Course).Select(c => c.CurrentRevisionId).SingleAsync();
        var activities = (await scope.ServiceProvider.GetRequiredService<RevisionCache>().GetAsync(db, revision, CancellationToken.None)).Activities;
        Lessons = [.. activities.Where(a => !a.IsQuiz).Select(a => a.Id)];
        Practice = [.. activities.Where(a => a.Kind == ActivityKind.Practice).Select(a => a.Id)];
        Cohort = await db.Set<Cohort>().Select(c => c.Id).FirstOrDefaultAsync();
        Members = await db.Set<Member>().Where(m => m.CohortId == Cohort).OrderBy(m => m.Id).Select(m => m.LearnerId).Take(200).ToListAsync();
        Certificate = await db.Set<Learning.Credentials.Credential>().OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync();
    }

    private static async Task<IReadOnlyList<LoadPerson>> InviteAsync(IServiceProvider services, string kind, int count, string? role)
    {
        var format = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        var (all, visit) = (new LoadPerson[count], Guid.NewGuid().ToString("N")[..8]);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellation) =>
        {
            await using var scope = services.CreateAsyncScope();
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = new Account { UserName = $"{kind}{i}-{visit}", DisplayName = $"Load {kind} {i}", RegisteredAt = DateTimeOffset.UtcNow };
            Check(await accounts.CreateAsync(account));
            if (role is not null)
            {
                Check(await accounts.AddToRoleAsync(account, role));
            }

            var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
            var now = DateTimeOffset.UtcNow;
            var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(60), IsPersistent = true }, IdentityConstants.ApplicationScheme);
            await scope.ServiceProvider.GetRequiredService<Enrol>().JoinAsync(SiteUnderLoad.Course, new ClaimsPrincipal(principal.Identities), cancellation);
            all[i] = new(account.UserName, format.Protect(ticket));
        });
        return all;

        static void Check(IdentityResult result)
        {
            if (!result.Succeeded)
            {
                throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
            }
        }
    }

    [GeneratedRegex("name=\"csrf\" content=\"([^\"]+)\"")]
    private static partial Regex Meta();
}
