using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Learning.Web.Site;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can also reach its database. For machines; no sign-in.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }
}
