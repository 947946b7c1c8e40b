using Learning.Authoring;

namespace Learning.QuestionBanks;

/// <summary>What an editor chose for all questions of a bank; what a question says itself (<see cref="BankTags"/>, a category with that name) goes before it.</summary>
public sealed record BankChoices(string? Objective, string? Lesson);

/// <summary>What of a course a bank has to fit in with.</summary>
/// <param name="Lessons">The ids of the lessons, each with those of the headings in it.</param>
public sealed record BankCourse(
    string Language, IReadOnlySet<string> Objectives, IReadOnlyDictionary<string, IReadOnlySet<string>> Lessons, IReadOnlySet<string> Ids)
{
    /// <summary>The names of files that lie where the pictures go, each with the hash of its bytes.</summary>
    public IReadOnlyDictionary<string, string> Media { get; init; } = new Dictionary<string, string>();
}

/// <summary>The text of a pool's file, or of a survey's, and what an editor has to add to it.</summary>
/// <param name="Explanations">So many questions have no explanation.</param>
/// <param name="Feedback">So many options have nothing that is said to those who choose them.</param>
/// <param name="Rubrics">So many essays have no rubric.</param>
public sealed record BankPoolText(string Id, string Markdown, int Explanations, int Feedback, int Rubrics)
{
    /// <summary>The pictures that it shows, by their paths beside it.</summary>
    public IReadOnlyList<ContentFile> Pictures { get; init; } = [];

    public bool IsComplete => Explanations + Feedback + Rubrics == 0;
}

/// <summary>
/// Writes the questions of a bank as Markdown: those with right answers as a pool, those without as a survey, which is a quiz of its own. Pure: the same bank, course and choices give
/// the same text.
/// </summary>
public static class BankPool
{
    public const string Ending = ".pool.md";
    public const string SurveyEnding = ".quiz.md";

    /// <summary>As many questions of a survey as take about a minute.</summary>
    private const int PerMinute = 3;

    /// <param name="name">The pool's name: its id is made of it.</param>
    public static BankPoolText Write(IReadOnlyList<BankItem> items, string name, BankCourse course, BankChoices choices, BankWords words) => Write(items, name, [], course, choices, words);

    /// <param name="name">The survey's title: its id is made of it.</param>
    public static BankPoolText WriteSurvey(IReadOnlyList<BankItem> items, string name, BankCourse course, BankWords words) =>
        Write(items, name, ["mode: survey", $"minutes: {Math.Clamp((items.Count + PerMinute - 1) / PerMinute, 1, 180)}"], course, new(null, null), words);

    private static BankPoolText Write(IReadOnlyList<BankItem> items, string name, string[] more, BankCourse course, BankChoices choices, BankWords words)
    {
        var ids = new BankIds(course.Ids);
        var id = ids.Take(new() { Line = 1, Id = name, Answer = new EssayAnswer([], null) });
        var lines = new List<string> { "---", $"id: {id}", $"title: {Quoted(name)}" };
        lines.AddRange([.. more, "---"]);
        var pictures = new PictureNames(course.Media);
        foreach (var item in items)
        {
            var place = new BankPlace(
                ids.Take(item),
                Named(item, BankTags.Objective).FirstOrDefault(course.Objectives.Contains) ?? choices.Objective ?? "",
                Named(item, BankTags.Lesson).Select(name => Lesson(name, course)).FirstOrDefault(lesson => lesson is not null) ?? choices.Lesson ?? "");
            lines.Add("");
            lines.AddRange(new BankMarkdown(item, place, course.Language, words, pictures.AddressIn(item)).Lines());
        }

        return new(
            id,
            string.Join('\n', lines) + "\n",
            items.Count(item => item.Explanation.Length == 0 && item.Answer is not OpinionAnswer),
            items.Sum(WithoutFeedback),
            items.Count(item => item.Answer is EssayAnswer { Criteria.Count: 0 }))
        {
            Pictures = pictures.Files,
        };
    }

    /// <summary>A name of our form, for the file of a pool.</summary>
    public static string NameOf(string name) => new BankIds([]).Take(new() { Line = 1, Id = name.Trim().Length > 0 ? name : "questions", Answer = new EssayAnswer([], null) });

    /// <summary>What may name an objective or a lesson, the plainest first: a tag that says so; else any tag, or the innermost category, that is the id of one.</summary>
    private static IEnumerable<string> Named(BankItem item, string prefix) =>
        BankTags.Values(item.Tags, prefix).Concat(item.Tags).Concat(item.Category.Split('/').Reverse()).Select(word => word.Trim());

    /// <summary>The lesson as a question names it, without the heading where the lesson has no such one; null where the course has no such lesson.</summary>
    private static string? Lesson(string name, BankCourse course) =>
        name.Split('#', 2) is not [var lesson, .. var section] || !course.Lessons.TryGetValue(lesson, out var sections) ? null
        : section is [var heading] && sections.Contains(heading) ? name
        : lesson;

    private static int WithoutFeedback(BankItem item) => item.Answer switch
    {
        ChoiceAnswer choice => choice.Options.Count(option => option.Feedback.Length == 0),
        TrueFalseAnswer judged => (judged.TrueFeedback.Length == 0 ? 1 : 0) + (judged.FalseFeedback.Length == 0 ? 1 : 0),
        _ => 0,
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
