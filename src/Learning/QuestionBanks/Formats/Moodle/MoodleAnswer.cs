using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>An answer of a question: what it says, how much of the mark it earns, what is said to those who gave it.</summary>
internal sealed class MoodleAnswer(XElement answer, MoodleQuestion question)
{
    public int Line { get; } = BankXml.LineOf(answer);

    /// <summary>Per cent; 0 where it is no number.</summary>
    public decimal Fraction { get; } = MoodleQuestion.Number(answer.Attribute("fraction")?.Value ?? "0") ?? 0;

    public string Plain { get; } = MoodleText.Plain(answer);

    public string Html => MoodleText.Html(answer);

    public string Feedback => question.Into.Blocks(MoodleText.Html(answer.Element("feedback")), Line);

    public string? Ours(string name) => answer.Attribute(MoodleXml.Ours + name)?.Value;

    public XElement? Element(string name) => answer.Element(name);

    /// <summary>Whether it is right; what is right in part counts as wrong, and that is said.</summary>
    public bool IsRight()
    {
        if (Fraction is > 0 and < 100)
        {
            question.Into.Note(Line, "partly-right", Plain);
        }

        return Fraction >= 100;
    }

    /// <summary>What any other answer gets.</summary>
    public bool IsCatchAll => Plain == "*";
}
