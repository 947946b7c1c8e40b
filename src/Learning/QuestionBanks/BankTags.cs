namespace Learning.QuestionBanks;

/// <summary>What our questions say beyond what other programs keep, as tags that survive the way there and back: <c>objective:c102</c>.</summary>
public static class BankTags
{
    public const string Objective = "objective:";

    /// <summary>The id of a lesson, with the heading in it where the question names one: <c>lesson:how-much#the-minimum</c>.</summary>
    public const string Lesson = "lesson:";

    /// <summary>A key of the register of sources, and after a comma the place: <c>source:c102, Article 2</c>.</summary>
    public const string Source = "source:";

    /// <summary>The learner is asked how sure she is.</summary>
    public const string HowSure = "how-sure";

    /// <summary>What stands behind the prefix in the first tag that has it, or null.</summary>
    public static string? Value(IEnumerable<string> tags, string prefix) => Values(tags, prefix).FirstOrDefault();

    public static IEnumerable<string> Values(IEnumerable<string> tags, string prefix) =>
        tags.Where(tag => tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(tag => tag[prefix.Length..].Trim()).Where(value => value.Length > 0);
}
