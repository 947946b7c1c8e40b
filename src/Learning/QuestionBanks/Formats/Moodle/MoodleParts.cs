using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>What belongs to what: <c>matching</c>. An answer without a question is one too many. Groups are written as matches, with the name of the group beside each.</summary>
internal static class MoodleMatching
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var all = question.Elements("subquestion").Select(part => (
            Left: question.Into.Line(MoodleText.Html(part), BankXml.LineOf(part)),
            Right: question.Into.Words(MoodleText.Html(part.Element("answer")), BankXml.LineOf(part)),
            Group: part.Attribute(MoodleXml.Ours + "group")?.Value)).ToArray();
        if (all.Length > 0 && all.All(one => one.Group is not null))
        {
            return new CategorisingAnswer([.. all.GroupBy(one => one.Group!).Select(group => new BankGroup(question.Into.Line(group.Key, question.Line), [.. group.Select(one => one.Left)]))]);
        }

        return new MatchingAnswer(
            [.. all.Where(one => one.Left.Length > 0).Select(one => new BankPair(one.Left, one.Right))],
            [.. all.Where(one => one.Left.Length == 0 && one.Right.Length > 0).Select(one => one.Right)]);
    }

    public static void Write(MatchingAnswer answer, XElement question) => question.Add(
        new XElement("shuffleanswers", "true"),
        answer.Pairs.Select(pair => Part(pair.Left, pair.Right)),
        answer.Decoys.Select(decoy => Part("", decoy)));

    public static void Write(CategorisingAnswer answer, XElement question) => question.Add(
        new XElement("shuffleanswers", "true"),
        answer.Groups.SelectMany(group => group.Items.Select(item =>
        {
            var part = Part(item, BankHtml.ToPlain(group.Name));
            part.Add(new XAttribute(MoodleXml.Ours + "group", BankXml.Valid(group.Name)));
            return part;
        })));

    /// <summary>What is matched is HTML, and what it is matched with is plain; both are read as HTML.</summary>
    private static XElement Part(string left, string right) =>
        MoodleText.Of("subquestion", left, new XElement("answer", MoodleText.Text(BankHtml.Encode(right))));
}

/// <summary>A right order: <c>ordering</c>, part of Moodle from 4.4 and a plugin before. The fractions of its answers say the order.</summary>
internal static class MoodleOrdering
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        if (question.Value("selecttype").ToUpperInvariant() is "RANDOM" or "CONTIGUOUS" or "1" or "2" && MoodleQuestion.Number(question.Value("selectcount")) is > 0)
        {
            question.Note("all-are-asked");
        }

        return new OrderingAnswer([.. question.Answers.OrderBy(answer => answer.Fraction).Select(answer => question.Into.Line(answer.Html, answer.Line))]);
    }

    /// <summary>Marked as ours is: by the neighbours that follow each other as they should.</summary>
    public static void Write(OrderingAnswer answer, XElement question) => question.Add(
        new XElement("layouttype", "VERTICAL"),
        new XElement("selecttype", "ALL"),
        new XElement("selectcount", answer.Steps.Count),
        new XElement("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
        new XElement("showgrading", "SHOW"),
        new XElement("numberingstyle", "none"),
        answer.Steps.Select((step, i) => MoodleWriting.Answer((i + 1).ToString(CultureInfo.InvariantCulture), step, "")));
}
