using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>A page before its frame: what stands in the middle, and what the frame must know about it.</summary>
public sealed record Page(string Title, IHtmlContent Body)
{
    /// <summary>Names everything about this page but its gaps, where it may be kept with its frame; null where it may not.</summary>
    public string? Key { get; init; }

    /// <summary>A sentence for search engines and link previews.</summary>
    public string? Description { get; init; }

    /// <summary>Names of ES modules of the theme to load, for example "scripts/record.js".</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Names of style sheets of the theme besides its own, for pages of a kind that few see, for example "pack.css".</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>A name for the page's own style: "lesson" lays out a reading page, "plain" (the default) a simple one.</summary>
    public string Shape { get; init; } = "plain";

    /// <summary>The language of the body where it differs from the interface, for example a course's.</summary>
    public string? Language { get; init; }

    /// <summary>Where the page is asked for, within the site, when it answers a post to somewhere else; null: where that can be seen from the request (<see cref="PageAddress"/>).</summary>
    public string? Address { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;
}

/// <summary>Who draws the frame around a page: the theme's own layout by default, a CMS where one is the host.</summary>
public interface IPageLayout
{
    Task WriteAsync(HttpContext http, Page page);
}
