using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>
/// A question in which nothing is right or wrong: for Moodle a <c>multichoice</c> in which everything is, or an <c>essay</c>, worth nought, with our mark beside it. Moodle takes no choice
/// in which nothing earns full marks.
/// </summary>
internal static class MoodleSurvey
{
    private const string Mark = "kind";
    private const string Survey = "survey";

    /// <summary>Null where the mark is not there, or what is seen is something else by now.</summary>
    public static BankAnswer? Read(MoodleQuestion question)
    {
        if (question.Ours(Mark) != Survey)
        {
            return null;
        }

        var answers = question.Answers;
        return question.Type switch
        {
            "essay" => new OpinionAnswer(IsMultiple: false, []),
            "multichoice" when answers.Count > 0 && answers.All(answer => answer.Fraction > 0 && answer.Fraction == answers[0].Fraction) =>
                new OpinionAnswer(question.Element("single") is not null && !question.Says("single"), [.. answers.Select(answer => question.Into.Line(answer.Html, answer.Line))]),
            _ => null,
        };
    }

    public static void Write(OpinionAnswer answer, XElement question)
    {
        MoodleWriting.AddOurs(question, Mark, Survey);
        if (answer.Options.Count == 0)
        {
            MoodleEssay.Write(new([], null), question);
            return;
        }

        var share = MoodleWriting.Number(answer.IsMultiple ? decimal.Round(100m / answer.Options.Count, 5) : 100);
        question.Add(
            new XElement("single", answer.IsMultiple ? "false" : "true"),
            new XElement("shuffleanswers", "false"),
            new XElement("answernumbering", "none"),
            answer.Options.Select(option => MoodleWriting.Answer(share, option, "")));
    }
}
