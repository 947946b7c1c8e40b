using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Learning.OrchardCore.Pages;

/// <summary>
/// Writes a page of the library within the theme of the site. It goes through an action of <see cref="PageController"/>, since Orchard's layers, notifications and admin bar are filters of
/// MVC: a view that is executed by itself would go out without them.
/// </summary>
public sealed class OrchardPageLayout(PageParts parts, IActionInvokerFactory invokers, IActionDescriptorCollectionProvider actions) : IPageLayout
{
    public async Task WriteAsync(HttpContext http, Page page)
    {
        http.Response.StatusCode = page.Status;
        if (!http.Response.Headers.ContainsKey("Cache-Control"))
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        http.Items[typeof(FramedPage)] = new FramedPage(page, await parts.OfAsync(http, page));
        var route = new RouteData();
        route.Values["area"] = Features.Learning;
        route.Values["controller"] = "Page";
        route.Values["action"] = nameof(PageController.Show);
        var action = actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>().First(a => a.ControllerTypeInfo == typeof(PageController));
        await invokers.CreateInvoker(new ActionContext(http, route, action))!.InvokeAsync();
    }
}

/// <summary>A page of the library on its way into the theme.</summary>
public sealed record FramedPage(Page Page, PageParts.Parts Parts);

/// <summary>Shows the page that the library wrote for this request; asked for directly, there is none. It only draws: whether a post may be answered was decided before (<see cref="CheckToken"/>).</summary>
[IgnoreAntiforgeryToken]
public sealed class PageController : Controller
{
    public IActionResult Show() =>
        HttpContext.Items[typeof(FramedPage)] is FramedPage page ? View(page) : NotFound();
}
