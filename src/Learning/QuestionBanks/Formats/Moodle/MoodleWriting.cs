using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>Writes a question, and what all types have.</summary>
internal static class MoodleWriting
{
    private const int LongestName = 100;

    public static XElement Question(BankItem item)
    {
        var question = new XElement("question", new XAttribute("type", TypeOf(item.Answer)));
        if (item.Title.Length == 0)
        {
            AddOurs(question, "name", "none");   // Moodle lists questions by their names, so there is one all the same
        }

        question.Add(
            new XElement("name", MoodleText.OfPlain("text", item.Title.Length > 0 ? item.Title : NameOf(item))),
            MoodleNumbers.Add(MoodleText.Of("questiontext", Text(item)), BankText.Join(item)),
            MoodleNumbers.Add(MoodleText.Of("generalfeedback", MoodleNumbers.Shown(item.Answer, item.Explanation)), item.Explanation),
            new XElement("defaultgrade", Grade(item.Answer)),
            new XElement("penalty", "0"),
            new XElement("hidden", "0"),
            MoodleText.OfPlain("idnumber", item.Id));
        AddAnswer(item.Answer, question);
        if (item.Tags.Count > 0)
        {
            question.Add(new XElement("tags", item.Tags.Select(tag => new XElement("tag", MoodleText.OfPlain("text", tag)))));
        }

        MoodleFiles.Attach(item.Pictures, question);
        return question;
    }

    /// <param name="isPlain">Whether Moodle reads the answer as plain text; else it is HTML.</param>
    public static XElement Answer(string fraction, string text, string feedback, bool isPlain = false) => new(
        "answer",
        new XAttribute("fraction", fraction),
        new XAttribute("format", isPlain ? "plain_text" : "html"),
        isPlain ? MoodleText.OfPlain("text", text) : MoodleText.Text(text),
        MoodleText.Of("feedback", feedback));

    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static void AddOurs(XElement element, string name, string value)
    {
        if (value.Length > 0)
        {
            element.Add(new XAttribute(MoodleXml.Ours + name, BankXml.Valid(value)));
        }
    }

    private static string Grade(BankAnswer answer) => answer switch
    {
        EssayAnswer { Criteria.Count: > 0 } essay => Number(essay.Criteria.Sum(c => c.Levels.Count > 0 ? c.Levels[^1].Points : 0)),
        OpinionAnswer => "0",
        _ => "1",
    };

    private static string TypeOf(BankAnswer answer) => answer switch
    {
        ChoiceAnswer or OpinionAnswer { Options.Count: > 0 } => "multichoice",
        TrueFalseAnswer => "truefalse",
        ShortTextAnswer => "shortanswer",
        NumericAnswer => "numerical",
        OrderingAnswer => "ordering",
        MatchingAnswer or CategorisingAnswer => "matching",
        GapsAnswer => "cloze",
        CalculationAnswer => "calculated",
        _ => "essay",
    };

    private static string Text(BankItem item) => item.Answer switch
    {
        GapsAnswer gaps => MoodleCloze.Write(BankText.Join(item), gaps),
        _ => MoodleNumbers.Shown(item.Answer, BankText.Join(item)),
    };

    private static void AddAnswer(BankAnswer answer, XElement question)
    {
        switch (answer)
        {
            case ChoiceAnswer choice:
                MoodleChoice.Write(choice, question);
                break;
            case OpinionAnswer opinion:
                MoodleSurvey.Write(opinion, question);
                break;
            case TrueFalseAnswer judged:
                MoodleTrueFalse.Write(judged, question);
                break;
            case ShortTextAnswer words:
                MoodleShortAnswer.Write(words, question);
                break;
            case NumericAnswer numbers:
                MoodleNumerical.Write(numbers, question);
                break;
            case OrderingAnswer order:
                MoodleOrdering.Write(order, question);
                break;
            case MatchingAnswer matching:
                MoodleMatching.Write(matching, question);
                break;
            case CategorisingAnswer groups:
                MoodleMatching.Write(groups, question);
                break;
            case CalculationAnswer calculation:
                MoodleCalculated.Write(calculation, question);
                break;
            case EssayAnswer essay:
                MoodleEssay.Write(essay, question);
                break;
        }
    }

    private static string NameOf(BankItem item)
    {
        var words = BankHtml.ToPlain(BankMarks.ReplaceNumbers(BankMarks.ReplaceGaps(BankText.Join(item), _ => "___"), name => $"{{{name}}}"));
        return words.Length <= LongestName ? words : words[..LongestName].TrimEnd('\uD800') is var cut && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : words[..LongestName];
    }
}
