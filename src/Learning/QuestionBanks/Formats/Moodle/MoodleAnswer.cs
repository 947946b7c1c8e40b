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

    /// <summary>Whether it is right; something that is right in part has no place with us.</summary>
    public bool IsRight()
    {
        if (Fraction is not (0 or 100))
        {
            question.Into.Refuse(Line, "partial-credit");
        }

        return Fraction >= 100;
    }

    /// <summary>It only says what any other answer gets; that is lost, and said.</summary>
    public bool CatchesAll()
    {
        var catches = BankWildcards.CatchesAll(Plain) && Fraction <= 0;
        if (catches && Feedback.Length > 0)
        {
            question.Into.Note(Line, "catch-all");
        }

        return catches;
    }
}
