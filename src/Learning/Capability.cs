namespace Learning;

/// <summary>
/// The parts of the product that a host may leave out (<see cref="LearningOptions.Without"/>): their pages are not there, nothing leads to them, their rounds do not run. What
/// learners did stays, and is there again when the part is. Everything that is not named here is always there.
/// </summary>
public static class Capability
{
    /// <summary>Questions that come back to a learner at growing intervals.</summary>
    public const string Review = "Review";

    /// <summary>Grading essays, extra time for one learner, corrected keys; sources, re-checks and translations.</summary>
    public const string Teaching = "Teaching";

    /// <summary>Writing courses in the site: drafts, review, publication, translation.</summary>
    public const string Editing = "Editing";

    /// <summary>Organisations, and the cohorts that facilitators take through courses.</summary>
    public const string Cohorts = "Cohorts";

    /// <summary>How questions do, and tasks for those that do badly.</summary>
    public const string Analysis = "Analysis";

    /// <summary>Questions from other programs and for them.</summary>
    public const string QuestionBanks = "QuestionBanks";

    /// <summary>The search page and its index.</summary>
    public const string Search = "Search";

    /// <summary>The inbox, mail, reminders and notices.</summary>
    public const string Notifications = "Notifications";

    public static readonly IReadOnlyList<string> All = [Review, Teaching, Editing, Cohorts, Analysis, QuestionBanks, Search, Notifications];
}
