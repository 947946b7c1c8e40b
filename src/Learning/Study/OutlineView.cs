using Learning.Authoring;
using Learning.Courses;

namespace Learning.Study;

/// <summary>The course's outline as pages show it: what is done, where she is, how much there is.</summary>
public sealed record OutlineView(IReadOnlyList<ModuleView> Modules)
{
    public static OutlineView Of(Revision revision, IReadOnlySet<string> done, string? current) => new(
        [.. revision.Outline.Modules.Select((module, place) => new ModuleView(
            place + 1,
            module.Title,
            module.Summary,
            module.Activities.Sum(a => a.Minutes),
            module.Activities.Any(a => a.Id == current),
            [.. module.Activities.Select(a => ActivityView.Of(revision, a, done.Contains(a.Id), a.Id == current))]))]);
}

public sealed record ModuleView(int Number, string Title, string Summary, int Minutes, bool IsCurrent, IReadOnlyList<ActivityView> Activities)
{
    public bool IsDone => Activities.All(a => a.IsDone);
}

public sealed record ActivityView(string Id, string Title, string Href, string Kind, int Minutes, bool IsDone, bool IsCurrent)
{
    /// <summary>Names all that a line of an outline shows, for <c>cached</c>. Empty where nothing is cached.</summary>
    public string Key { get; init; } = "";

    public static ActivityView Of(Revision revision, ActivityOutline activity, bool isDone, bool isCurrent) =>
        Of(revision.Outline.Slug, activity, isDone, isCurrent) with { Key = revision.KeyOf(activity.Id) + (isDone ? "+" : "-") + (isCurrent ? "." : "") };

    public static ActivityView Of(string slug, ActivityOutline activity, bool isDone, bool isCurrent) =>
        new(activity.Id, activity.Title, Addresses.Activity(slug, activity.Id), KindOf(activity), activity.Minutes, isDone, isCurrent);

    private static string KindOf(ActivityOutline activity) => activity.Kind switch
    {
        ActivityKind.Lesson => "lesson",
        ActivityKind.Practice => "practice",
        ActivityKind.Survey => "survey",
        ActivityKind.PreTest => "pre-test",
        _ => "test",
    };
}

/// <summary>Addresses within the site, without the path base.</summary>
public static class Addresses
{
    public static string Course(string slug) => $"/courses/{slug}";

    public static string Learn(string slug) => $"/learn/{slug}";

    public static string Activity(string slug, string activityId) => $"/learn/{slug}/{activityId}";
}
