using Learning.Authoring;
using Learning.Questions;

namespace Learning.Editing.Publishing;

/// <summary>A translation of which some texts stand further behind the course in a new revision than in the one before: how many these are. Pure.</summary>
public sealed record FellBehind(string Language, int Texts)
{
    /// <summary>Of the languages that both have. A lesson and a quiz are a text each, and so are all pools together.</summary>
    /// <param name="before">By language: the outline in it, and what tests draw from.</param>
    public static IReadOnlyList<FellBehind> Between(IReadOnlyDictionary<string, Words> before, IReadOnlyDictionary<string, Words> after) =>
    [
        .. from language in after.Keys.Intersect(before.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
           let behind = Behind(before[language], after[language])
           where behind > 0
           select new FellBehind(language, behind),
    ];

    private static int Behind(Words before, Words after)
    {
        var old = before.Outline.Activities.ToDictionary(a => a.Id, Open, StringComparer.Ordinal);
        return after.Outline.Activities.Count(a => Open(a) > old.GetValueOrDefault(a.Id)) + (Open(after.Pool) > Open(before.Pool) ? 1 : 0);
    }

    private static int Open(ActivityOutline activity) => activity.Translation is { } count ? count.Stale + count.Missing : 1;

    private static int Open(IReadOnlyList<Question> pool) => pool.Count(q => q.IsStale || q.InLanguage is not null);

    public sealed record Words(CourseOutline Outline, IReadOnlyList<Question> Pool);
}
