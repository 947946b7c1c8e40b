using System.IO.Compression;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Study;
using Learning.Texts;
using Learning.Web.Accounts;
using Learning.Web.Monitoring;
using Learning.Web.Nodes;
using Learning.Web.Recipes;
using Learning.Web.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Site;

/// <summary>Puts the host together: services, middleware, routes. Serving and the commands share it.</summary>
public static class SiteSetup
{
    private const long LargestBody = 1024 * 1024;

    /// <summary>Each keeps its connection to SQLite open. A cookie asks for one each minute.</summary>
    private const int KeptContexts = 16;

    public static WebApplicationBuilder AddSite(this WebApplicationBuilder builder, SitePaths paths)
    {
        var publicAddress = PublicAddress.Read(builder.Configuration);   // refused before anything is made
        var mail = MailSettings.Read(builder.Configuration, paths);
        var approvalsNeeded = EditingSettings.ReadApprovalsNeeded(builder.Configuration);
        var telemetry = TelemetrySettings.Read(builder.Configuration);
        var database = paths.Database;
        var keys = KeySettings.Read(builder.Configuration, database);
        var drain = DrainSettings.Read(builder.Configuration);
        var redis = RedisSetup.Read(builder.Configuration);
        var reports = ReportsSetting.Read(builder.Configuration, database);
        var media = S3Settings.Read(builder.Configuration);
        DataFolder.Prepare(paths, keepsKeys: !keys.InDatabase);
        var services = builder.Services;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });

        builder.Logging.AddFilter("Quartz", LogLevel.Warning);   // tells of every step it takes
        services.AddSingleton(paths);
        services.AddSingleton<SiteSettings>();
        services.AddSingleton<SiteIdentity>(provider => provider.GetRequiredService<SiteSettings>());
        services.AddSiteDb(database);
        services.AddLearning(
            _ => database.ConnectionString,
            options =>
            {
                options.LanguagePath = SiteLanguage.Path;
                options.GuestPath = StudyAsGuest.Path;
                options.SignInAgainPath = SignInAgain.Path;
                options.SearchIndexPath = paths.SearchIndex;
                options.PublicAddress = publicAddress;
                options.Mail = mail;
                options.ApprovalsNeeded = approvalsNeeded;
                options.SlowQuery = telemetry.SlowQuery;
                options.ReportsDatabase = reports;
            });

        services.AddKeys(keys, paths, database);
        services.AddDrain(drain);
        services.AddRedis(redis);
        services.AddMediaStore(media);
        services.AddAccounts(builder.Configuration);
        services.AddRecipes();
        services.AddRounds(database);
        services.AddNotices();
        services.AddSiteLanguages();
        builder.AddReadiness();
        builder.AddTelemetry(telemetry);
        builder.Logging.AddFailedRequests();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;   // see PageTokens on BREACH
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/html", "application/json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        return builder;
    }

    public static WebApplication UseSite(this WebApplication app)
    {
        app.UseLastAnswers();
        app.Services.GetRequiredService<ChosenTheme>().Apply();
        app.UseRequestIds();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseExceptionPages();
        app.UseRouting();
        app.UseTooMuch();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapLearning();
        app.MapAccounts();
        app.MapSiteLanguage();
        app.MapHealth();
        return app;
    }

    /// <summary>Brings the database up to date and reads the settings. Safe to repeat, and for several processes to do at once.</summary>
    /// <exception cref="DatabaseException">The database cannot be used; it says why.</exception>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancellation)
    {
        var database = app.Services.GetRequiredService<LearningDatabase>();
        try
        {
            if (!await StoredState.IsUpToDateAsync(database, cancellation))
            {
                await using var turn = await StartTurn.TakeAsync(app.Services, cancellation);
                if (!await StoredState.IsUpToDateAsync(database, cancellation))   // another process was first
                {
                    await SqliteFile.SetAsideAsync(database, app.Logger, cancellation);
                    await app.BringUpToDateAsync(cancellation);
                }
            }

            SqliteFile.Forget(database);

            await app.Services.GetRequiredService<SiteSettings>().ReadAsync(cancellation);
            await SharedKeys.PrepareAsync(app.Services, cancellation);
            await RedisSetup.PrepareAsync(app.Services, cancellation);
            await MediaSetup.PrepareAsync(app.Services, cancellation);
        }
        catch (Exception e) when (DatabaseException.Of(e, database) is { } sentence)
        {
            throw sentence;
        }
    }

    private static async Task BringUpToDateAsync(this WebApplication app, CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var site = scope.ServiceProvider.GetRequiredService<SiteDb>();
        await site.BringUpToDateAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<LearningDb>().BringUpToDateAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<KeepLog>().BeginAsync(cancellation);
        await Roles.EnsureAsync(scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>());
    }

    private static void AddSiteDb(this IServiceCollection services, LearningDatabase database)
    {
        if (database.IsPostgres)
        {
            services.AddDbContextPool<SiteDb, PostgresSiteDb>((provider, options) => database.Use(options, SiteDb.MigrationsTable).AddInterceptors(provider.GetRequiredService<SlowQueries>()), KeptContexts);
            return;
        }

        // A pool of connections of its own (its key is the text of the connection string): these wait for the disk at each commit.
        var accounts = new SqliteConnections(SqliteConnections.FullySynchronous);
        services.AddDbContextPool<SiteDb, SqliteSiteDb>((provider, options) => options
            .UseSqlite($"{database.ConnectionString};Default Timeout=20", sqlite => sqlite.MigrationsHistoryTable(SiteDb.MigrationsTable))
            .AddInterceptors(accounts, provider.GetRequiredService<SlowQueries>())
            .ConfigureWarnings(LearningDatabase.ThrownIsEnough), KeptContexts);
    }

    /// <summary>Reads what the first page will ask for while the server is still starting. A page that comes sooner reads it itself.</summary>
    public static void WarmUp(this WebApplication app) => _ = Task.Run(async () =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CatalogueReader>().ReadAsync(null, CancellationToken.None);
    });

    private static void AddSiteLanguages(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        var languages = InterfaceTexts.Languages.Select(InterfaceCulture.Of).ToList();

        options.DefaultRequestCulture = new RequestCulture("en");
        options.SupportedCultures = languages;
        options.SupportedUICultures = languages;
        options.ApplyCurrentCultureToResponseHeaders = false;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = SiteLanguage.Cookie },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    });
}
