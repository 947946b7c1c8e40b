using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Reports;

/// <summary>Where the world finds this site, without a slash at the end.</summary>
internal static class SiteAddress
{
    public static string Of(LearningOptions options, HttpRequest request) =>
        options.PublicAddress is { } address ? address.ToString().TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
}
