using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A text of her own: <c>essay</c>. Moodle tells graders what it likes; our rubric stands there to be read, and beside it to be read back.</summary>
internal static class MoodleEssay
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var rubric = question.Our("rubric");
        if (rubric is null && question.Value("graderinfo").Length > 0)
        {
            question.Note("grader-information");
        }

        if (question.Value("responsetemplate").Length > 0)
        {
            question.Note("response-template");
        }

        if (MoodleQuestion.Number(question.Value("attachments")) is > 0 or -1)
        {
            question.Note("attachments");
        }

        var words = question.Ours("words") ?? new[] { "maxwordlimit", "minwordlimit" }.Select(question.Value).FirstOrDefault(value => value is not ("" or "0"));
        return new EssayAnswer(
            [.. rubric?.Elements(MoodleXml.Ours + "criterion").Select(row => Criterion(row, question.Into)) ?? []],
            int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null);
    }

    public static void Write(EssayAnswer answer, XElement question)
    {
        MoodleWriting.AddOurs(question, "words", answer.Words?.ToString(CultureInfo.InvariantCulture) ?? "");
        question.Add(
            new XElement("responseformat", "editor"),
            new XElement("responserequired", "1"),
            new XElement("responsefieldlines", "15"),
            new XElement("attachments", "0"),
            MoodleText.Of("graderinfo", string.Concat(answer.Criteria.Select(row =>
                $"<p><strong>{row.Text}</strong></p><ul>{string.Concat(row.Levels.Select(level => $"<li>{level.Points.ToString(CultureInfo.InvariantCulture)}: {level.Text}</li>"))}</ul>"))),
            MoodleText.Of("responsetemplate", ""));
        if (answer.Criteria.Count > 0)
        {
            question.Add(new XElement(MoodleXml.Ours + "rubric", answer.Criteria.Select(row => new XElement(
                MoodleXml.Ours + "criterion",
                MoodleText.Text(row.Text),
                row.Levels.Select(level => new XElement(MoodleXml.Ours + "level", new XAttribute("points", level.Points), MoodleText.Text(level.Text)))))));
        }
    }

    private static BankCriterion Criterion(XElement row, BankReader into) => new(
        into.Line(MoodleText.Html(row), BankXml.LineOf(row)),
        [.. row.Elements(MoodleXml.Ours + "level").Select(level => new BankLevel(
            int.TryParse(level.Attribute("points")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var points) ? points : -1,
            into.Line(MoodleText.Html(level), BankXml.LineOf(level))))]);
}
