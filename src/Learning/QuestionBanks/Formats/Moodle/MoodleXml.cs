using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>
/// The XML in which Moodle gives and takes questions: a <c>quiz</c> of <c>question</c>s, each with its type. Source of the format: Moodle's documentation, "Moodle XML format", and what
/// Moodle 1.9 to 5 export. What our questions say beyond it stands in attributes and elements of a namespace of our own, which Moodle passes over.
/// </summary>
public sealed class MoodleXml : IBankFormat
{
    /// <summary>The namespace of what is ours.</summary>
    internal static readonly XNamespace Ours = "urn:learning:questions";

    public string Name => "moodle-xml";

    public string FileEnding => ".xml";

    public string ContentType => "application/xml";

    public bool CanWrite => true;

    public bool Recognises(ReadOnlySpan<byte> file, string fileName) => BankXml.RootName(file).Equals("quiz", StringComparison.OrdinalIgnoreCase);

    public void Read(ReadOnlyMemory<byte> file, BankReader into)
    {
        if (BankXml.Load(file, into) is not { } quiz)
        {
            return;
        }

        if (!quiz.Name.LocalName.Equals("quiz", StringComparison.OrdinalIgnoreCase))
        {
            into.Refuse(BankXml.LineOf(quiz), "not-moodle-xml", quiz.Name.LocalName);
            return;
        }

        var category = "";
        foreach (var question in quiz.Elements().Where(e => e.Name.LocalName == "question"))
        {
            if (into.IsFull)
            {
                return;
            }

            if (MoodleQuestion.TypeOf(question) == "category")
            {
                category = MoodleCategory.Read(question);
            }
            else
            {
                into.Pictures.Find = new MoodleFiles(question).Find;
                Take(new MoodleQuestion(question, category, into), into);
            }
        }
    }

    public BankWriting Write(IReadOnlyList<BankItem> items, string title, string language)
    {
        var quiz = new XElement("quiz", new XAttribute(XNamespace.Xmlns + "learning", Ours.NamespaceName));
        var problems = new List<BankProblem>();
        var category = "";
        foreach (var item in items)
        {
            if (item.Category != category)
            {
                category = item.Category;
                quiz.Add(MoodleCategory.Write(category));
            }

            quiz.Add(MoodleWriting.Question(item));
        }

        return new(XmlFile.Write(quiz, element => element.Name.LocalName is "text"), problems);
    }

    private static void Take(MoodleQuestion question, BankReader into)
    {
        var before = into.Refusals;
        var answer = MoodleSurvey.Read(question) ?? question.Type switch
        {
            "multichoice" or "oumultiresponse" or "multichoiceset" => MoodleChoice.Read(question),
            "truefalse" => MoodleTrueFalse.Read(question),
            "shortanswer" => MoodleShortAnswer.Read(question),
            "numerical" => MoodleNumerical.Read(question),
            "matching" or "ddmatch" => MoodleMatching.Read(question),
            "ordering" => MoodleOrdering.Read(question),
            "cloze" or "multianswer" => MoodleCloze.Read(question),
            "gapselect" or "ddwtos" => MoodleWordGaps.Read(question),
            "calculated" or "calculatedsimple" => MoodleCalculated.Read(question),
            "essay" => MoodleEssay.Read(question),
            "description" => question.Refuse("description"),
            var other => question.Refuse("other-kind", other.Length == 0 ? "question" : other),
        };

        if (answer is null || into.Refusals > before)
        {
            return;
        }

        var item = question.Item(answer);
        if (into.Refusals == before)
        {
            into.Take(item);
        }
    }
}
