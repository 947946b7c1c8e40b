using System.Globalization;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

[assembly: AssemblyFixture(typeof(SiteAndBrowser))]

namespace Learning.BrowserTests.Site;

/// <summary>One site and one browser for the whole run. Every visitor has a context of her own: cookies, storage and cache are hers alone.</summary>
public sealed class SiteAndBrowser : IAsyncLifetime
{
    private const float LongestWait = 60_000;

    private readonly string _root = RepositoryRoot();
    private SiteProcess? _site;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal CourseBook Course { get; private set; } = null!;

    internal PreparedLearners Learners { get; private set; } = null!;

    internal PreparedGroup Group { get; private set; } = null!;

    internal Recordings Recordings { get; private set; } = null!;

    internal string Address => _site!.Address;

    internal IBrowser Browser => _browser!;

    internal string Root => _root;

    internal string Database => _site!.Database;

    internal string SetupPath => _site!.SetupPath;

    /// <summary>Runs a command on the site that is running, as its administrator does in a shell.</summary>
    internal Task CommandAsync(params string[] words) => _site!.CommandAsync(words);

    public async ValueTask InitializeAsync()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        SetDefaultExpectTimeout(LongestWait);

        var options = Chromium.Options();
        Course = CourseBook.Read(_root);
        Learners = new(this);
        Group = new(this);
        Recordings = new(this);
        _site = await SiteProcess.StartAsync(_root, TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    /// <summary>Somebody opens a browser: a new one, or with the cookies of a state kept before.</summary>
    internal async Task<Visitor> VisitorAsync(string? state = null, bool script = true, ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            StorageState = state,
            JavaScriptEnabled = script,
            ColorScheme = colors,
            Locale = "en",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(LongestWait);
        return new Visitor(context, await context.NewPageAsync(), this);
    }

    /// <summary>One of the learners prepared for all tests, in a browser of her own. Tests with her read; who changes something registers anew.</summary>
    internal async Task<Visitor> VisitorAsync(
        Learner learner, string language = "en", bool script = true, ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 800) =>
        await VisitorAsync(await Learners.StateAsync(learner, language), script, colors, width, height);

    private static string RepositoryRoot()
    {
        for (var here = new DirectoryInfo(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Learning.sln")))
            {
                return here.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Learning.sln above {AppContext.BaseDirectory}.");
    }
}
