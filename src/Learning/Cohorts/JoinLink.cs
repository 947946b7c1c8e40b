using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>The short address that lets people into a cohort.</summary>
internal static class JoinLink
{
    public static string Of(Cohort cohort, LearningOptions options, HttpRequest request) => $"{Site(options, request)}/join/{cohort.Code}";

    /// <summary>Where the world finds this site, without a slash at its end.</summary>
    public static string Site(LearningOptions options, HttpRequest request) =>
        options.PublicAddress is { } address ? address.ToString().TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
}
