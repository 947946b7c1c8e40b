using System.Collections.Concurrent;

namespace Learning.BrowserTests.Site;

/// <summary>Somebody with a browser at the site. What her browser complains about is kept, whichever page it was.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visitor(IBrowserContext context, IPage page, SiteAndBrowser site)
    {
        Context = context;
        Page = page;
        Site = site;
        context.Request += (_, request) => WatchRequest(request.Url);
        context.Console += (_, message) => WatchConsole(message);
        context.WebError += (_, error) => _complaints.Enqueue($"{error.Page?.Url}: {error.Error}");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public SiteAndBrowser Site { get; }

    public CourseBook Course => Site.Course;

    /// <summary>Requests that left the site, errors on the console, breaches of the site's own content policy, scripts that failed.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    public Task Open(string path) => Page.GotoAsync(path);

    public ILocator Button(string text, params object[] arguments) =>
        Page.GetByRole(AriaRole.Button, new() { Name = Words.Say(text, arguments), Exact = true });

    public ILocator Link(string text) => Page.GetByRole(AriaRole.Link, new() { Name = Words.Say(text), Exact = true });

    /// <summary>A link or button in the page itself, not in the frame around it.</summary>
    public ILocator InMain(AriaRole role, string text) => Page.GetByRole(AriaRole.Main).GetByRole(role, new() { Name = Words.Say(text) });

    /// <summary>Chooses the language of the interface at the foot of the page she is on.</summary>
    public async Task ChooseLanguage(string language)
    {
        await Page.Locator($".languages button[value={language}]").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    /// <summary>The same person, as the server knows her: another browser with her cookies, nothing of this one's journal, and no script.</summary>
    public async Task<Visitor> AsTheServerKnowsHer()
    {
        var other = await Site.VisitorAsync(script: false);
        var cookies = await Context.CookiesAsync();
        await other.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
        return other;
    }

    public void AssertNoComplaint() => Assert.True(_complaints.IsEmpty, string.Join('\n', _complaints));

    private void WatchRequest(string url)
    {
        if (!url.StartsWith(Site.Address + "/", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal))
        {
            _complaints.Enqueue($"A request left the site: {url}");
        }
    }

    private void WatchConsole(IConsoleMessage message)
    {
        // A page that refuses says so in its status, and Chromium writes that on the console; it is not an error of the page.
        var isRefusal = message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
            && message.Location.StartsWith(message.Page?.Url.Split('#')[0] ?? " ", StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !isRefusal)
        {
            _complaints.Enqueue($"{message.Page?.Url}: {message.Type}: {message.Text}");
        }
    }
}
