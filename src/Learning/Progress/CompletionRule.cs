using Learning.Authoring;

namespace Learning.Progress;

/// <summary>What a learner has reached in one activity, as far as completion asks.</summary>
public readonly record struct Reached(string ActivityId, bool Done, bool Passed)
{
    /// <summary>When she did it last, and passed it last; asked for only where something has to be seen again.</summary>
    public DateTimeOffset? LastDoneAt { get; init; }

    public DateTimeOffset? LastPassedAt { get; init; }
}

/// <summary>What is done, what is left, and whether that is all. Percent is 0..100, by minutes, rounded down: 100 exactly when nothing is left.</summary>
public sealed record Completion(IReadOnlyList<ActivityOutline> Required, IReadOnlyList<ActivityOutline> Left, int Percent)
{
    /// <summary>All that counts as done, what nobody has to do included, in the order of the course.</summary>
    public required IReadOnlyList<ActivityOutline> Done { get; init; }

    /// <summary>What is left only because it changed so much that it has to be seen again.</summary>
    public IReadOnlyList<ActivityOutline> ToSeeAgain { get; init; } = [];

    public int MinutesLeft => Left.Sum(a => a.Minutes);

    public int DoneCount => Required.Count - Left.Count;

    public bool IsComplete => Left.Count == 0;
}

/// <summary>
/// The one rule: whether a course is completed, what is left and how much. Pure, over the outline and what was reached; the order and repetition
/// of what was reached do not matter, and reaching more never takes anything away. Where an author says that an activity has to be seen again (<see cref="ActivityOutline.Again"/>), what was reached before that day does not
/// count; nothing else that changes in a course takes anything away.
/// </summary>
public static class CompletionRule
{
    public static Completion Decide(CourseOutline outline, IEnumerable<Reached> reached)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var earlier = (Done: new HashSet<string>(StringComparer.Ordinal), Passed: new HashSet<string>(StringComparer.Ordinal));
        var again = outline.Activities.Where(a => a.Again is not null).ToDictionary(a => a.Id, a => a.Again!.Value, StringComparer.Ordinal);
        foreach (var one in reached)
        {
            DateOnly? from = again.TryGetValue(one.ActivityId, out var day) ? day : null;
            if (one.Done || one.Passed)
            {
                (Counts(Latest(one.LastDoneAt, one.LastPassedAt), from) ? done : earlier.Done).Add(one.ActivityId);
            }

            if (one.Passed)
            {
                (Counts(one.LastPassedAt, from) ? passed : earlier.Passed).Add(one.ActivityId);
            }
        }

        var required = Required(outline).ToArray();
        var left = required.Where(a => !(outline.Completion.For(a.Kind) == Requirement.Passed ? passed : done).Contains(a.Id)).ToArray();
        return new(required, left, Percent(required, left))
        {
            ToSeeAgain = [.. left.Where(a => (outline.Completion.For(a.Kind) == Requirement.Passed ? earlier.Passed : earlier.Done).Contains(a.Id))],
            Done = [.. outline.Activities.Where(a => outline.Completion.For(a.Kind) == Requirement.None ? done.Contains(a.Id) : !left.Contains(a))],
        };
    }

    private static bool Counts(DateTimeOffset? at, DateOnly? from) => from is not { } day || (at is { } time && DateOnly.FromDateTime(time.UtcDateTime) >= day);

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => other > one || one is null ? other : one;

    /// <summary>What the course asks for, in its order.</summary>
    public static IEnumerable<ActivityOutline> Required(CourseOutline outline) =>
        outline.Activities.Where(a => outline.Completion.For(a.Kind) != Requirement.None);

    private static int Percent(ActivityOutline[] required, ActivityOutline[] left)
    {
        var all = required.Sum(a => a.Minutes);
        return left.Length == 0 ? 100 : Math.Min(99, (all - left.Sum(a => a.Minutes)) * 100 / all);
    }
}
