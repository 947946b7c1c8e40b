namespace Learning.OrchardCore;

/// <summary>The features of this module, as the admin switches them on and off.</summary>
public static class Features
{
    public const string Category = "Learning";

    public const string Learning = "Learning.OrchardCore";
    public const string Home = "Learning.OrchardCore.Home";
    public const string Review = "Learning.OrchardCore.Review";
    public const string Teaching = "Learning.OrchardCore.Teaching";
    public const string Editing = "Learning.OrchardCore.Editing";
    public const string Cohorts = "Learning.OrchardCore.Cohorts";
    public const string Notifications = "Learning.OrchardCore.Notifications";
    public const string Analysis = "Learning.OrchardCore.Analysis";
    public const string QuestionBanks = "Learning.OrchardCore.QuestionBanks";
    public const string Search = "Learning.OrchardCore.Search";
    public const string OwnTheme = "Learning.OrchardCore.OwnTheme";
    public const string Writing = "Learning.OrchardCore.Writing";
    public const string SiteSearch = "Learning.OrchardCore.SiteSearch";
    public const string Export = "Learning.OrchardCore.Export";

    /// <summary>Which part of the product each switches. A part that has no feature here is always there.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfCapabilities = new Dictionary<string, string>
    {
        [Review] = Capability.Review,
        [Teaching] = Capability.Teaching,
        [Editing] = Capability.Editing,
        [Cohorts] = Capability.Cohorts,
        [Notifications] = Capability.Notifications,
        [Analysis] = Capability.Analysis,
        [QuestionBanks] = Capability.QuestionBanks,
        [Search] = Capability.Search,
    };
}
