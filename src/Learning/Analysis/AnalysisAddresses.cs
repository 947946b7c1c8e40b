namespace Learning.Analysis;

/// <summary>Where the pages of this capability are.</summary>
public static class AnalysisAddresses
{
    public const string All = "/analysis";

    public static string Quiz(string slug, string activityId) => $"{All}/{slug}/{activityId}";

    public static string Item(string slug, string activityId, string questionId) => $"{Quiz(slug, activityId)}/{questionId}";
}
