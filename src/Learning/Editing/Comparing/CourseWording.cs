using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Authoring.Parts;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Editing.Comparing;

/// <summary>
/// What a course says, as one compares it: each of its languages, the own one first, and which files it was read from (path and hash; null where they were not kept).
/// </summary>
public sealed record CourseWording(IReadOnlyList<LanguageWording> Languages, IReadOnlyDictionary<string, string>? Files)
{
    public static CourseWording Of(CourseDraft draft, IReadOnlyList<HeldFile> files)
    {
        var sources = Sources(files);
        return new(
            [
                new(draft.Outline, draft.Lessons, draft.Quizzes, draft.Pool) { Sources = sources.GetValueOrDefault("") ?? [] },
                .. draft.Translations.OrderBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => new LanguageWording(t.Value.Outline, t.Value.Lessons, t.Value.Quizzes, t.Value.Pool) { Sources = sources.GetValueOrDefault(t.Key) ?? [] }),
            ],
            files.ToDictionary(f => f.Path, f => f.Hash, StringComparer.Ordinal));
    }

    /// <param name="languages">The revision in each of its languages, the own one first.</param>
    /// <param name="files">What it was read from; empty where that was not kept.</param>
    public static CourseWording Of(IReadOnlyList<Revision> languages, IReadOnlyCollection<HeldFile> files)
    {
        var sources = Sources(files);
        return new(
            [
                .. languages.Select((revision, place) => new LanguageWording(
                    revision.Outline, revision.Lessons, revision.Activities.Where(a => a.IsQuiz).ToDictionary(a => a.Id, a => revision.Quiz(a.Id)), revision.Pool)
                {
                    Sources = sources.GetValueOrDefault(place == 0 ? "" : revision.Language) ?? [],
                }),
            ],
            files.Count == 0 ? null : files.ToDictionary(f => f.Path, f => f.Hash, StringComparer.Ordinal));
    }

    /// <summary>By language (empty: the course's own) and id, the Markdown of each page without its front matter.</summary>
    private static Dictionary<string, Dictionary<string, string>> Sources(IEnumerable<HeldFile> files)
    {
        var sources = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            if (TextOfFile.Read(file.Bytes) is { } text && MarkdownPage.Of(text) is { Id.Length: > 0 } page)
            {
                var language = Translation.LanguageOf(file.Path) ?? "";
                (sources.TryGetValue(language, out var known) ? known : sources[language] = new(StringComparer.Ordinal)).TryAdd(page.Id, page.Body);
            }
        }

        return sources;
    }
}

/// <summary>A course in one language.</summary>
public sealed record LanguageWording(CourseOutline Outline, IReadOnlyDictionary<string, LessonText> Lessons, IReadOnlyDictionary<string, QuizText> Quizzes, IReadOnlyList<Question> Pool)
{
    /// <summary>The Markdown of its pages by id, where files are kept.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();
}

/// <summary>A Markdown file cut in two: what its front matter gives as its id, and the text below.</summary>
internal sealed partial record MarkdownPage(string Id, string Front, string Body)
{
    public static MarkdownPage Of(string text)
    {
        if (Head().Match(text) is not { Success: true } head)
        {
            return new("", "", text);
        }

        return new(IdLine().Match(head.Value) is { Success: true } id ? id.Groups[1].Value.Trim('"', '\'') : "", head.Value, text[head.Length..]);
    }

    [GeneratedRegex(@"\A---[^\S\n]*\n(?:.*\n)*?---[^\S\n]*(?:\n|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"^id:[^\S\n]*(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex IdLine();
}

/// <summary>What is said of things in words and signs that authors know from their Markdown.</summary>
internal static class Notation
{
    /// <summary>Answers as an author writes them: which is right stands in front.</summary>
    public static IReadOnlyList<string> Answers(Question question) => question switch
    {
        SingleChoice one => [.. one.Options.Select(o => Option(o, "()"))],
        MultipleChoice several => [.. several.Options.Select(o => Option(o, "[]"))],
        TrueFalse two => [.. two.Options.Select(o => Option(o, "()"))],
        ShortText text => [.. text.Answers.Select(a => WithFeedback($"{Sign(a.IsRight)} {a.Text}", a.Feedback)), .. text.OtherAnswers is { Count: > 0 } others ? [string.Join(" / ", others.Select(a => $"{Sign(a.IsRight)} {a.Text}"))] : Array.Empty<string>()],
        Numeric number => [.. number.Answers.Select(a => WithFeedback($"{Sign(a.IsRight)} {Written(a.Value)}{(a.Tolerance == 0 ? "" : $" ± {Written(a.Tolerance)}")}{Unit(number.Unit)}", a.Feedback))],
        Calculation sum =>
        [
            .. sum.Ranges.Select(r => $"{{{r.Name}: {Written(r.From)}..{Written(r.To)} step {Written(r.Step)}}}"),
            .. sum.Answers.Select(a => WithFeedback($"{Sign(a.IsRight)} {a.Expression}{(a.Tolerance == 0 ? "" : $" ± {Written(a.Tolerance)}")}{Unit(sum.Unit)}", a.Feedback)),
        ],
        Ordering order => [.. order.Items.Select((item, place) => $"{place + 1}. {item.Plain}")],
        Matching pairs => [.. pairs.Matches.Select(m => $"{m.Item.Plain} | {Plain(pairs.Answers, m.Answer)}"), .. pairs.Answers.Where(a => pairs.Matches.All(m => m.Answer != a.Key)).Select(a => $"| {a.Plain}")],
        Categorising groups => [.. groups.Groups.Select(g => $"{g.Plain}: {string.Join(" / ", groups.Matches.Where(m => m.Answer == g.Key).Select(m => m.Item.Plain))}")],
        Gaps gaps => [.. gaps.All.Select((gap, place) => $"{{{{{place + 1}: {string.Join(" / ", gap.Accepted)}{string.Concat(gap.Choices.Except(gap.Accepted).Select(c => $" ~ {c}"))}}}}}")],
        Essay essay => [.. essay.Criteria.Select(c => $"{PlainWords.Line(c.Text)}: {string.Join(" / ", c.Levels.Select(l => $"{l.Points} {PlainWords.Line(l.Text)}"))}")],
        Opinion opinion => [.. opinion.Options.Select(o => $"- {PlainWords.Line(o.Text)}")],
        _ => [],
    };

    /// <summary>What the front matter of an activity says beside its title.</summary>
    public static string Rules(ActivityOutline activity)
    {
        var lines = new StringBuilder();
        Line("minutes", Written(activity.Minutes));
        Line("objectives", string.Join(", ", activity.Objectives));
        Line("again", activity.Again?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (activity.IsQuiz)
        {
            var rules = activity.Rules;
            Line("mode", activity.Kind == ActivityKind.PreTest ? "pre-test" : activity.Kind.ToString().ToLowerInvariant());
            Line("pass", activity.Pass == 0 ? null : Written(activity.Pass));
            Line("questions", Written(activity.Questions));
            Line("attempts", rules.Attempts == 0 ? null : Written(rules.Attempts));
            Line("counts", rules.Counts == default ? null : rules.Counts.ToString().ToLowerInvariant());
            Line("mastery", rules.Mastery is { } mastery ? $"{Written(mastery.Right)} of {Written(mastery.Of)}" : null);
            Line("time", rules.TimeLimit is { } time ? Written(time) : null);
            Line("opens", rules.OpensAt?.ToString("u", CultureInfo.InvariantCulture));
            Line("closes", rules.ClosesAt?.ToString("u", CultureInfo.InvariantCulture));
            Line("explain", rules.ExplainsAfterClosing ? "closed" : null);
            Line("shuffle", rules.ShufflesQuestions ? "yes" : null);
            Line("certainty", rules.AsksCertainty ? "yes" : null);
        }

        return lines.ToString().TrimEnd('\n');

        void Line(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                lines.Append(key).Append(": ").Append(value).Append('\n');
            }
        }
    }

    public static string Rules(CourseOutline course) =>
        $"level: {course.Level}\nhours: {Written(course.Hours)}\nlicence: {course.Licence}\ncompletion: lessons {course.Completion.Lessons}, quizzes {course.Completion.Quizzes}, test {course.Completion.Test}{Certificate(course.Certificate)}".ToLowerInvariant();

    private static string Certificate(CertificatePolicy? policy) => policy switch
    {
        null => "",
        { IsIssued: false } => "\ncertificate: none",
        { Months: { } months } => $"\ncertificate: {Written(months)} months",
        _ => "",
    };

    public static string Rules(Question question) =>
        string.Join('\n', new[] { $"kind: {question.Kind}", $"objective: {question.Objective}", $"lesson: {question.Lesson}{(question.Section is null ? "" : "#" + question.Section)}", question.AsksCertainty ? "how-sure" : null }.OfType<string>());

    public static IReadOnlyList<string> Sources(IReadOnlyList<Citation> sources) =>
        [.. sources.Select(s => string.Join(", ", new[] { $"{s.Key}: {s.Title}", s.Year, s.Place, s.Url }.Where(part => !string.IsNullOrEmpty(part))))];

    public static string Draw(QuizText quiz) => string.Join('\n', quiz.Draw.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}: {Written(d.Value)}"));

    /// <summary>All a question says, to know whether two are alike.</summary>
    public static string Whole(Question question) => JsonSerializer.Serialize(question with { IsStale = false });

    private static string Option(Option option, string box) => WithFeedback($"{box[0]}{(option.IsRight ? 'x' : ' ')}{box[1]} {PlainWords.Line(option.Text)}", option.Feedback);

    private static string WithFeedback(string answer, string feedback) => PlainWords.Line(feedback) is { Length: > 0 } words ? $"{answer}\n> {words}" : answer;

    private static string Sign(bool isRight) => isRight ? "=" : "!=";

    private static string Unit(string? unit) => unit is null ? "" : " " + unit;

    private static string Plain(IReadOnlyList<Item> items, string key) => items.FirstOrDefault(i => i.Key == key)?.Plain ?? "";

    private static string Written(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
