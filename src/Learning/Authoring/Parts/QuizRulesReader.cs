using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Parts;

/// <summary>Reads from a quiz's front matter what is said beyond its kind.</summary>
internal static partial class QuizRulesReader
{
    public const int MostAttempts = 20;
    public const int LongestMinutes = 24 * 60;
    public const int MostAnswers = 50;

    public static QuizRules Read(Fields fields, ActivityKind kind, Problems problems)
    {
        var explain = fields.OneOfOrNone("explain", "end", "closed");
        var rules = new QuizRules
        {
            Attempts = fields.Whole("attempts", 1, MostAttempts, 0),
            Counts = fields.OneOfOrNone("counts", "best", "last", "first")?.Value switch { "last" => Counting.Last, "first" => Counting.First, _ => Counting.Best },
            Mastery = Mastery(fields.Text("mastery", isRequired: false), problems),
            TimeLimit = fields.Whole("time", 1, LongestMinutes, 0) is var time and > 0 ? time : null,
            OpensAt = Moment(fields.Text("opens", isRequired: false), problems),
            ClosesAt = Moment(fields.Text("closes", isRequired: false), problems),
            ExplainsAfterClosing = explain?.Value == "closed",
            ShufflesQuestions = IsYes(fields, "shuffle"),
            AsksCertainty = IsYes(fields, "certainty"),
        };

        ReportWhatDoesNotGoTogether(rules, kind, fields, problems);
        return rules;
    }

    private static void ReportWhatDoesNotGoTogether(QuizRules rules, ActivityKind kind, Fields fields, Problems problems)
    {
        if (rules.OpensAt >= rules.ClosesAt)
        {
            problems.Add(fields.Spot("closes"), "closes-before-it-opens", "The quiz closes before it opens.", "Correct one of the two; dates without a time are midnight UTC.");
        }

        if (rules.ExplainsAfterClosing && (rules.ClosesAt is null || kind is ActivityKind.Practice or ActivityKind.Survey))
        {
            problems.Add(fields.Spot("explain"), "never-explained", "Explanations wait for a closing that never comes.", "Write closes: with a date in a test, or take explain: out.");
        }

        if (rules.Mastery is not null && kind != ActivityKind.Practice)
        {
            problems.Add(fields.Spot("mastery"), "mastery-in-test", "Only practice counts the last answers.", "Write mode: practice, or a pass mark instead.");
        }

        if (kind == ActivityKind.Survey && (rules.AsksCertainty || rules.TimeLimit is not null))
        {
            problems.Add(fields.Spot(rules.AsksCertainty ? "certainty" : "time"), "not-in-survey", "A survey asks for opinions: nobody is timed or asked how sure she is.", "Take the line out.");
        }
    }

    private static bool IsYes(Fields fields, string key) => fields.OneOfOrNone(key, "yes", "no")?.Value == "yes";

    private static Mastery? Mastery(FrontText? text, Problems problems)
    {
        if (text is null)
        {
            return null;
        }

        var match = OutOf().Match(text.Value);
        if (match.Success
            && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var right)
            && int.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var of)
            && right >= 1 && right <= of && of <= MostAnswers)
        {
            return new(right, of);
        }

        problems.Add(text.Spot, "wrong-type", $"“{text.Value}” does not say how many of the last answers must be right.", $"Write for example 5 of 7; at most {MostAnswers}.");
        return null;
    }

    private static DateTimeOffset? Moment(FrontText? text, Problems problems)
    {
        if (text is null)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"];
        if (DateTimeOffset.TryParseExact(text.Value, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        problems.Add(text.Spot, "wrong-type", $"“{text.Value}” is not a moment.", "Write year-month-day, and hours and minutes in UTC if need be: 2026-12-01 or 2026-12-01 17:00.");
        return null;
    }

    [GeneratedRegex(@"^\s*(\d{1,3})\s+of\s+(\d{1,3})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OutOf();
}
