using System.CommandLine;
using Learning.Data;
using Learning.Web.Accounts;
using Learning.Web.Recipes;
using Learning.Web.Site;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Learning.Web.Commands;

/// <summary>Serves the site. The first start runs the recipe; while there is no administrator, each start prints a link that makes the first.</summary>
public static class Serve
{
    public static readonly Option<string?> Data = new("--data") { Description = "The folder for the database and all else the site keeps. Default: App_Data.", Recursive = true };

    private static readonly Option<string?> Urls = new("--urls") { Description = "Addresses to serve on. Default: http://127.0.0.1:5080." };

    private static readonly Option<string?> Content = new("--content") { Description = "The folder with recipes and courses. Default: the nearest folder content." };

    public static void AddTo(RootCommand root)
    {
        root.Add(Data);
        root.Add(Urls);
        root.Add(Content);
        root.SetAction((result, cancellation) => RunAsync(result.GetValue(Urls), () => SitePaths.Find(result.GetValue(Data), result.GetValue(Content)), cancellation));
    }

    public static WebApplicationBuilder Builder(SitePaths paths, string? urls = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (urls is not null)
        {
            builder.WebHost.UseUrls(urls);
        }

        if (settings is not null)
        {
            builder.Configuration.AddInMemoryCollection(settings);
        }

        return builder.AddSite(paths);
    }

    private static async Task<int> RunAsync(string? urls, Func<SitePaths> find, CancellationToken cancellation)
    {
        WebApplication app;
        try
        {
            var paths = find();
            app = Builder(paths, urls).Build();
            await app.PrepareAsync(cancellation);
            await RunRecipeOnceAsync(app, paths, cancellation);
            await app.TellClockAsync(cancellation);
            app.WarmUp();
            app.UseSite();
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (StartRefusal.Of(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }

        await using (app)   // whatever holds something back, traces and measures among it, sends it as it is disposed
        {
            await GreetAsync(app, cancellation);
            await app.WaitForShutdownAsync(cancellation);
        }

        return 0;
    }

    /// <summary>Remembered as done only when it was: a recipe that failed is run again at the next start, and each of its steps may be repeated.</summary>
    public static async Task RunRecipeOnceAsync(WebApplication app, SitePaths paths, CancellationToken cancellation)
    {
        var settings = app.Services.GetRequiredService<SiteSettings>();
        if (settings[SiteSetting.RecipeRun] is not null)
        {
            return;
        }

        await using var turn = await StartTurn.TakeAsync(app.Services, cancellation);
        await settings.ReadAsync(cancellation);
        if (settings[SiteSetting.RecipeRun] is not null)
        {
            return;   // by another process, while this one waited
        }

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunRecipe>().RunAsync(Path.Combine(paths.Content, "recipes", "learning.recipe.json"), cancellation);
        await settings.WriteAsync(SiteSetting.RecipeRun, "learning", cancellation);
    }

    private static async Task GreetAsync(WebApplication app, CancellationToken cancellation)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = PublicAddress.Read(app.Configuration)?.AbsoluteUri.TrimEnd('/') ?? addresses.First();
        Console.WriteLine($"The site is at {string.Join(" and ", addresses)}");
        if (await FirstAdministrator.NewLinkAsync(app.Services, cancellation) is { } link)
        {
            Console.WriteLine($"It has no administrator yet. Open this link once to become the first: {address}{link}");
        }

        Console.WriteLine("Stop it with Ctrl+C.");
    }
}
