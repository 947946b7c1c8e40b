using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Theming;

/// <summary>An answer that is a page: a Liquid view of the theme, with a small record as all it sees.</summary>
public sealed class View(string name, Func<ValueTask<object>> model, string title) : IResult
{
    public View(string name, Func<object> model, string title)
        : this(name, () => new ValueTask<object>(model()), title)
    {
    }

    public View(string name, object model, string title)
        : this(name, () => new ValueTask<object>(model), title)
    {
    }

    /// <summary>
    /// Names all that the view shows of its model, so that the page is rendered once for all who would see the same (<see cref="KeptPages"/>) and the
    /// model is made only then. Null: rendered each time.
    /// </summary>
    public string? Key { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Scripts { get; init; } = [];

    public IReadOnlyList<string> Styles { get; init; } = [];

    public string Shape { get; init; } = "plain";

    public string? Language { get; init; }

    /// <summary>Where the page is asked for, when it answers a post to somewhere else (<see cref="Page.Address"/>).</summary>
    public string? Address { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var key = Key is null ? null : services.GetRequiredService<KeptPages>().KeyOf(name, Key, httpContext);
        var kept = key is null ? null : services.GetRequiredService<KeptPages>().Find(key);
        if (kept is not null)
        {
            await FrameAsync(httpContext, kept);
            return;
        }

        await using var writer = new HtmlWriter(httpContext.Request.PathBase.Value ?? "");
        await services.GetRequiredService<Views>().RenderAsync(name, await model(), httpContext, writer);
        await FrameAsync(httpContext, key is null ? writer.Html : services.GetRequiredService<KeptPages>().Keep(key, writer.Html));
    }

    private Task FrameAsync(HttpContext http, GappedHtml body) =>
        http.RequestServices.GetRequiredService<IPageLayout>().WriteAsync(http, new Page(title, new PageBody(body, http))
        {
            Key = Key is null ? null : $"{name} {Key}",
            Description = Description,
            Scripts = Scripts,
            Styles = Styles,
            Shape = Shape,
            Language = Language,
            Address = Address,
            Status = Status,
        });
}
