using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>One or several right options: <c>multichoice</c>.</summary>
internal static class MoodleChoice
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var isMultiple = question.Type != "multichoice" || !(question.Element("single") is null || question.Says("single"));
        var answers = question.Answers;
        var percent = answers.Select(answer => answer.Fraction).ToArray();
        if (question.Type != "multichoice" && percent.Count(share => share > 0) is > 1 and var right)
        {
            percent = [.. percent.Select(share => share > 0 ? 100m / right : 0)];   // these types know only right and wrong
        }

        if (BankWeights.Of(percent, isMultiple, question.Line, question.Into) is not { } rights)
        {
            return null;
        }

        var forRight = isMultiple ? "" : question.Overall("correctfeedback");
        var forWrong = isMultiple ? "" : question.Overall("incorrectfeedback");
        return new ChoiceAnswer(isMultiple, [.. answers.Zip(rights, (answer, isRight) =>
        {
            var feedback = answer.Feedback;
            return new BankOption(question.Into.Line(answer.Html, answer.Line), isRight, feedback.Length > 0 ? feedback : isRight ? forRight : forWrong);
        })]);
    }

    public static void Write(ChoiceAnswer choice, XElement question)
    {
        var share = choice.IsMultiple ? decimal.Round(100m / Math.Max(1, choice.Options.Count(option => option.IsRight)), 5) : 100;
        var penalty = choice.IsMultiple ? -share : 0;
        question.Add(
            new XElement("single", choice.IsMultiple ? "false" : "true"),
            new XElement("shuffleanswers", "true"),
            new XElement("answernumbering", "abc"),
            choice.Options.Select(option => MoodleWriting.Answer(MoodleWriting.Number(option.IsRight ? share : penalty), option.Text, option.Feedback)));
    }
}

/// <summary>A statement to judge: <c>truefalse</c>. Its words are Moodle's own; ours stand beside them.</summary>
internal static class MoodleTrueFalse
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var answers = question.Answers;
        if (answers.Count != 2)
        {
            return question.Refuse("option-count", answers.Count.ToString(CultureInfo.InvariantCulture), "2", "2");
        }

        var isFalseFirst = answers[0].Plain.Equals("false", StringComparison.OrdinalIgnoreCase);
        var (yes, no) = isFalseFirst ? (answers[1], answers[0]) : (answers[0], answers[1]);
        if (yes.Fraction > 0 == no.Fraction > 0)
        {
            return question.Refuse(yes.Fraction > 0 ? "two-right-answers" : "no-right-answer");
        }

        return new TrueFalseAnswer(yes.Fraction > 0, yes.Feedback, no.Feedback)
        {
            TrueText = question.Ours("true") ?? "",
            FalseText = question.Ours("false") ?? "",
        };
    }

    public static void Write(TrueFalseAnswer answer, XElement question)
    {
        MoodleWriting.AddOurs(question, "true", answer.TrueText);
        MoodleWriting.AddOurs(question, "false", answer.FalseText);
        question.Add(
            MoodleWriting.Answer(answer.IsTrue ? "100" : "0", "true", answer.TrueFeedback),
            MoodleWriting.Answer(answer.IsTrue ? "0" : "100", "false", answer.FalseFeedback));
    }
}
