using Learning.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Theming;

/// <summary>An answer that is a page: a Liquid view of the theme, with a small record as all it sees.</summary>
public sealed class View(string name, object model, string title) : IResult
{
    public string? Description { get; init; }

    public IReadOnlyList<string> Scripts { get; init; } = [];

    public string Shape { get; init; } = "plain";

    public string? Language { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var views = httpContext.RequestServices.GetRequiredService<Views>();
        var layout = httpContext.RequestServices.GetRequiredService<IPageLayout>();
        var body = await views.RenderAsync(name, model, httpContext);
        await layout.WriteAsync(httpContext, new Page(title, body)
        {
            Description = Description,
            Scripts = Scripts,
            Shape = Shape,
            Language = Language,
            Status = Status,
        });
    }
}
