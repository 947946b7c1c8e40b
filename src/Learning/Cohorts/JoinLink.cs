using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>The short address that lets people into a cohort.</summary>
internal static class JoinLink
{
    public static string Of(Cohort cohort, LearningOptions options, HttpRequest request)
    {
        var site = options.PublicAddress is { } address ? address.ToString().TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
        return $"{site}/join/{cohort.Code}";
    }
}
