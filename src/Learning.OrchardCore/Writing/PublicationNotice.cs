using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;

namespace Learning.OrchardCore.Writing;

/// <summary>Tells everybody in the admin that what was done to a course has not reached the learners, and why, as long as that is so.</summary>
public sealed class PublicationNotice(PublicationState state, INotifier notifier, IHtmlLocalizer<PublicationNotice> H) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (HttpMethods.IsGet(context.HttpContext.Request.Method) && AdminAttribute.IsApplied(context.HttpContext))   // after a post it would be shown a page too late
        {
            foreach (var reason in state.Failures.Values)
            {
                await notifier.WarningAsync(H["What was done to a course in the admin has not reached the learners: {0} It is tried again each minute.", reason]);
            }
        }

        await next();
    }
}
