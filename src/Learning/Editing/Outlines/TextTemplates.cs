using System.Globalization;
using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Texts;

namespace Learning.Editing.Outlines;

/// <summary>What new texts begin with: everything the course's reader asks for, and words that say what belongs there, in the language of whoever writes.</summary>
internal sealed class TextTemplates(InterfaceTexts texts, DateOnly today)
{
    public string Course(string id, string title, string language) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        summary: {Yaml(texts["Template.Summary"])}
        level: introductory
        language: {language}
        hours: 1
        licence: CC BY 4.0
        objectives:
          - id: first-objective
            text: {Yaml(texts["Template.Objective"])}
        completion:
          lessons: all
          quizzes: attempted
          test: passed
        ---

        {texts["Template.Welcome"]}

        """;

    public string Module(string id, string title) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        summary: {Yaml(texts["Template.Summary"])}
        ---

        """;

    public string Lesson(string id, string title, string? objective, string? source) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        minutes: 5
        objectives: [{objective}]
        sources: [{source}]
        checked: {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}
        ---

        {texts["Template.Opening"]}

        ## {texts["Template.Heading"]}

        {texts["Template.Paragraph"]}

        """;

    public string Quiz(string id, string title, string? objective, string? lesson) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        mode: practice
        minutes: 5
        objectives: [{objective}]
        ---

        {Question("single", $"{id}-1", objective, lesson)}
        """;

    public string Pool(string id, string title, string? objective, string? lesson) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        ---

        {Question("single", $"{id}-1", objective, lesson)}
        """;

    /// <summary>A test that draws its questions from the pools.</summary>
    /// <param name="draws">How many for each objective.</param>
    public string Test(string id, string title, IReadOnlyList<(string Objective, int Count)> draws) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        mode: test
        minutes: {Math.Clamp(draws.Sum(d => d.Count) * 2, 5, 180)}
        pass: 70
        draw:
        {string.Join('\n', draws.Select(d => $"  {d.Objective}: {d.Count}"))}
        ---

        {texts["Template.TestIntroduction"]}

        """;

    public string PreTest(string id, string title, string? objective, string? lesson) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        mode: pre-test
        minutes: 10
        objectives: [{objective}]
        pass: 80
        attempts: 1
        ---

        {texts["Template.PreTestIntroduction"]}

        {Question("matching", $"{id}-1", objective, lesson)}
        """;

    public string Survey(string id, string title) => $"""
        ---
        id: {id}
        title: {Yaml(title)}
        mode: survey
        minutes: 3
        ---

        {texts["Template.SurveyIntroduction"]}

        {SurveyQuestion("survey-one", $"{id}-1")}
        {SurveyQuestion("survey-words", $"{id}-2")}
        """;

    /// <summary>The kinds of question that can be put into a quiz or a pool.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["single", "multiple", "true-false", "short-text", "numeric", "calculation", "ordering", "matching", "groups", "gaps", "essay"];

    /// <summary>Those for a survey, in which nothing is right or wrong.</summary>
    public static IReadOnlyList<string> SurveyKinds { get; } = ["survey-one", "survey-several", "survey-words"];

    /// <summary>A question of a survey: no objective, no lesson, no explanation.</summary>
    public string SurveyQuestion(string kind, string id)
    {
        var sign = kind switch { "survey-one" => "( )", "survey-several" => "[ ]", _ => null };
        var options = sign is null ? "" : "\n" + string.Concat(Enumerable.Range(1, 3).Select(n => $"- {sign} {texts["Template.Option"]} {n}\n"));
        return $"## {texts["Template.Question"]}  {{#{id}}}\n{options}";
    }

    /// <summary>A question of a kind, whole.</summary>
    public string Question(string kind, string id, string? objective, string? lesson)
    {
        var mark = kind switch { "true-false" => " .true-false", "essay" => " .essay words=150", _ => "" };
        var text = new StringBuilder();
        var asked = kind == "calculation" ? $"{texts["Template.CalculationBefore"]} {{wage: 800..2400 step 50}} {texts["Template.CalculationAfter"]}" : texts["Template.Question"];
        text.Append(CultureInfo.InvariantCulture, $"## {asked}  {{#{id}{mark} objective={objective} lesson={lesson}}}\n\n");
        var (option, feedback) = (texts["Template.Option"], texts["Template.Feedback"]);
        text.Append(kind switch
        {
            "multiple" => $"- [x] {option} 1\n  > {feedback}\n- [x] {option} 2\n  > {feedback}\n- [ ] {option} 3\n  > {feedback}\n",
            "true-false" => $"- (x) {texts["Template.True"]}\n  > {feedback}\n- ( ) {texts["Template.False"]}\n  > {feedback}\n",
            "short-text" => $"= {option}\n> {feedback}\n",
            "numeric" => $"= 450 ± 1\n> {feedback}\n",
            "calculation" => $"= {{wage * 45 %}} ± 0.5\n> {feedback}\n\n!= {{wage * 40 %}} ± 0.5\n> {feedback}\n",
            "ordering" => $"1. {option} 1\n2. {option} 2\n3. {option} 3\n",
            "matching" => $"| {texts["Template.This"]} | {texts["Template.GoesWith"]} |\n|---|---|\n| {option} 1 | {option} A |\n| {option} 2 | {option} B |\n| {option} 3 | {option} C |\n",
            "groups" => $"- {texts["Template.Group"]} 1\n  - {option} 1\n  - {option} 2\n- {texts["Template.Group"]} 2\n  - {option} 3\n",
            "gaps" => $"{texts["Template.GapBefore"]} {{{{450}}}} {texts["Template.GapAfter"]}\n",
            "essay" => $"| {texts["Template.Criterion"]} | 0 | 1 | 2 |\n|---|---|---|---|\n| {texts["Template.CriterionName"]} | {texts["Template.Level0"]} | {texts["Template.Level1"]} | {texts["Template.Level2"]} |\n",
            _ => $"- ( ) {option} 1\n  > {feedback}\n- (x) {option} 2\n  > {feedback}\n- ( ) {option} 3\n  > {feedback}\n",
        });
        var worked = kind == "calculation" ? " {wage} × 0.45 = {wage * 45 %}" : "";
        return text.Append(CultureInfo.InvariantCulture, $"\n> {texts["Template.Explanation"]}{worked}\n").ToString();
    }

    /// <summary>An id made of a title: its letters a to z and digits, whatever accents they carry; "" where it has none.</summary>
    public static string IdOf(string title)
    {
        var id = new StringBuilder();
        foreach (var sign in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                id.Append(char.ToLowerInvariant(sign));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark && id.Length > 0 && id[^1] != '-')
            {
                id.Append('-');
            }
        }

        var made = id.ToString().Trim('-');
        return made.Length <= Ids.Longest ? made : made[..Ids.Longest].Trim('-');
    }

    private static string Yaml(string words) => $"\"{words.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
