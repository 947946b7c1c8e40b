using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A few typed words: <c>shortanswer</c>. A star stands for any letters there, and is a star behind a backslash.</summary>
internal static class MoodleShortAnswer
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        if (question.Says("usecase"))
        {
            question.Note("case-is-ignored");
        }

        var wordings = new List<BankWording>();
        foreach (var answer in question.Answers.Where(answer => !answer.CatchesAll()))
        {
            if (BankWildcards.HasWildcard(answer.Plain))
            {
                question.Into.Refuse(answer.Line, "wildcard", answer.Plain);
            }
            else
            {
                wordings.Add(new(BankWildcards.Read(answer.Plain), answer.IsRight(), answer.Feedback));
            }
        }

        return new ShortTextAnswer(wordings);
    }

    public static void Write(ShortTextAnswer answer, XElement question) => question.Add(
        new XElement("usecase", "0"),
        answer.Wordings.Select(w => MoodleWriting.Answer(w.IsRight ? "100" : "0", BankWildcards.Write(w.Text), w.Feedback, isPlain: true)));
}

/// <summary>A number: <c>numerical</c>, with a tolerance for each answer and perhaps units.</summary>
internal static class MoodleNumerical
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var numbers = new List<BankNumber>();
        foreach (var answer in question.Answers.Where(answer => !answer.CatchesAll()))
        {
            var tolerance = MoodleText.Plain(answer.Element("tolerance"));
            if (MoodleQuestion.Number(answer.Plain) is { } value && (tolerance.Length == 0 ? 0 : MoodleQuestion.Number(tolerance)) is { } within)
            {
                numbers.Add(new(value, within, answer.IsRight(), answer.Feedback));
            }
            else
            {
                question.Into.Refuse(answer.Line, "not-a-number", answer.Plain);
            }
        }

        return new NumericAnswer(numbers, Unit(question));
    }

    /// <summary>The one that numbers are counted in.</summary>
    public static string Unit(MoodleQuestion question)
    {
        var units = question.Elements("units").SelectMany(units => units.Elements("unit")).ToArray();
        if (units.Length > 1)
        {
            question.Note("other-units");
        }

        return units.FirstOrDefault(unit => MoodleQuestion.Number(MoodleText.Plain(unit.Element("multiplier"))) == 1)?.Element("unit_name") is { } name ? MoodleText.Plain(name) : "";
    }

    public static void Write(NumericAnswer answer, XElement question)
    {
        question.Add(answer.Numbers.Select(number =>
        {
            var written = MoodleWriting.Answer(number.IsRight ? "100" : "0", MoodleWriting.Number(number.Value), number.Feedback, isPlain: true);
            written.Add(new XElement("tolerance", MoodleWriting.Number(number.Tolerance)));
            return written;
        }));
        WriteUnit(answer.Unit, question);
    }

    /// <summary>A unit may be typed and need not be.</summary>
    public static void WriteUnit(string unit, XElement question)
    {
        if (unit.Length > 0)
        {
            question.Add(new XElement("units", new XElement("unit", new XElement("multiplier", "1"), MoodleText.OfPlain("unit_name", unit))));
        }

        question.Add(new XElement("unitgradingtype", "0"), new XElement("unitpenalty", "0.1"), new XElement("showunits", unit.Length > 0 ? "0" : "3"), new XElement("unitsleft", "0"));
    }
}
