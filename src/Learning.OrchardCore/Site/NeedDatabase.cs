using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Learning.OrchardCore.Site;

/// <summary>Without a database, or with one that went away or takes nothing more, no page of learning is answered but with 503 and a sentence; nothing else of the site is touched.</summary>
public sealed class NeedDatabase(TenantDatabase database, DatabaseTrouble trouble, ILogger<PrepareTenant> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            await database.EnsureAsync();
        }
        catch (Exception e)
        {
            PrepareTenant.Failed(log, e);
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return Refusals.Refuse(StatusCodes.Status503ServiceUnavailable, "Refusal.NoDatabase");
        }

        try
        {
            return await next(context);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null)
        {
            return trouble.Answer(context.HttpContext, e);
        }
    }
}
