using Learning.Cohorts.Reports;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>The short address that lets people into a cohort.</summary>
internal static class JoinLink
{
    public static string Of(Cohort cohort, LearningOptions options, HttpRequest request) => $"{SiteAddress.Of(options, request)}/join/{cohort.Code}";
}
