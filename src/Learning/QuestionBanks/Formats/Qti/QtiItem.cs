using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>An item of a file, in plain names: its declarations, its body, what it says to responses. What it cannot carry over it refuses or notes with its line.</summary>
internal sealed class QtiItem
{
    private readonly XElement _item;
    private readonly HashSet<string> _noted = [];

    public QtiItem(XElement item, BankReader into)
    {
        (_item, Into) = (item, into);
        Line = BankXml.LineOf(item);
        Body = item.Element("itembody") ?? new XElement("itembody");
        Responses = Declared("responsedeclaration");
        Processing = item.Element("responseprocessing");
        var outcomes = Declared("outcomedeclaration");
        Feedback = [.. item.Descendants().Where(QtiFeedback.Is).Take(200).Select(feedback => new QtiFeedback(feedback, this))];
        Answering = new(this, new(Responses, outcomes, Processing));
        Interactions = [.. Body.Descendants().Where(element => element.Local.EndsWith("interaction", StringComparison.Ordinal) && element.Local != "endattemptinteraction")];
    }

    public BankReader Into { get; }

    public int Line { get; }

    public XElement Body { get; }

    public XElement? Processing { get; }

    public IReadOnlyDictionary<string, QtiDeclaration> Responses { get; }

    public IReadOnlyList<QtiFeedback> Feedback { get; }

    public QtiAnswering Answering { get; }

    public IReadOnlyList<XElement> Interactions { get; }

    /// <summary>Which of our kinds it was, where it comes from us.</summary>
    public string Kind => Ours("kind") ?? "";

    public bool IsAdaptive => _item.Says("adaptive") is "true" or "1";

    public bool HasTemplate => _item.Elements("templatedeclaration").Any();

    /// <summary>Text that stands in another file, which the item cannot be understood without.</summary>
    public XElement? Elsewhere => _item.Descendants().FirstOrDefault(element => element.Local is "assessmentstimulusref" or "include");

    public string? Ours(string name) => Body.Ours(name);

    /// <summary>What is declared of a response; where there is but one, it is meant even if it is called by another name.</summary>
    public QtiDeclaration? Response(XElement interaction) =>
        Responses.GetValueOrDefault(interaction.Says("responseidentifier")) ?? (Interactions.Count == 1 && Responses.Count == 1 ? Responses.Values.First() : null);

    public BankAnswer? Refuse(XElement at, string code, params string[] arguments)
    {
        Into.Refuse(BankXml.LineOf(at), code, arguments);
        return null;
    }

    /// <summary>Says it once of an item.</summary>
    public void Note(string code, params string[] arguments)
    {
        if (_noted.Add(code))
        {
            Into.Note(Line, code, arguments);
        }
    }

    /// <summary>Refuses it once, however often it is found.</summary>
    public void RefuseOnce(string code)
    {
        if (_noted.Add(code))
        {
            Into.Refuse(Line, code);
        }
    }

    /// <summary>In our own files: what is said under this identifier.</summary>
    public string SaidUnder(string identifier) => Feedback.FirstOrDefault(feedback => feedback.Key == identifier)?.Html ?? "";

    /// <summary>A line of our form from the content of an element.</summary>
    public string LineOf(XElement element) => Into.Line(QtiHtml.Of(element, InText), BankXml.LineOf(element));

    /// <summary>Plain text from the content of an element.</summary>
    public string PlainOf(XElement element) => Into.Words(QtiHtml.Of(element, InText), BankXml.LineOf(element));

    /// <summary>What stands in a text and is none.</summary>
    public string? InText(XElement element) => element.Local switch
    {
        "modalfeedback" or "feedbackblock" or "feedbackinline" or "infocontrol" or "prompt" or "endattemptinteraction" => "",
        "rubricblock" when !IsForLearners(element) => "",
        "printedvariable" when Kind != QtiKinds.Calculation => Drawn(element),
        "printedvariable" => BankMarks.Number(element.Ours("expression") ?? element.Says("identifier")),
        "contentbody" or "hottext" or "positionobjectstage" => QtiHtml.Of(element, InText),
        _ => null,
    };

    /// <param name="answer">How it is answered.</param>
    /// <param name="text">The content of the body as any HTML.</param>
    /// <param name="explanation">Blocks in our form.</param>
    /// <param name="prompt">What its one interaction asks, a line; empty where the text does.</param>
    public BankItem Item(BankAnswer answer, string text, string explanation, string prompt = "")
    {
        var blocks = Into.Blocks(text, Line);
        var (first, rest) = prompt.Length > 0 ? (prompt, blocks) : BankText.Split(blocks);
        return new()
        {
            Line = Line,
            Id = Ours("id") ?? _item.Says("identifier"),
            Title = Ours("title") ?? _item.Says("title"),
            Category = Ours("category") ?? "",
            Tags = [.. (Ours("tags") ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Prompt = first,
            Body = rest,
            Explanation = explanation,
            Answer = answer,
        };
    }

    public static bool IsForLearners(XElement rubric) => rubric.Says("view") is var view && (view.Length == 0 || view.Contains("candidate", StringComparison.OrdinalIgnoreCase));

    /// <summary>A value of the moment cannot be shown.</summary>
    private string Drawn(XElement element)
    {
        if (_noted.Add("template"))
        {
            Into.Refuse(BankXml.LineOf(element), "template");
        }

        return "";
    }

    private Dictionary<string, QtiDeclaration> Declared(string name) =>
        _item.Elements(name).Select(declaration => new QtiDeclaration(declaration)).DistinctBy(declaration => declaration.Id).ToDictionary(declaration => declaration.Id);
}
