using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// Writes a question as an item of QTI 3.0. What the standard has no place for stands in <c>data-learning-*</c> attributes of the body, which it leaves to whoever writes; the rest is there
/// for any program.
/// </summary>
internal sealed partial class QtiItemWriting
{
    private static readonly XNamespace _xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly BankItem _item;
    private readonly string _identifier;
    private readonly string _language;
    private readonly QtiContent _content;

    private readonly List<XElement> _responses = [];
    private readonly List<XElement> _variables = [];
    private readonly List<XElement> _drawn = [];
    private readonly List<XElement> _rules = [];
    private readonly List<XElement> _said = [];
    private readonly List<XNode> _interaction = [];
    private readonly Dictionary<string, string> _ours = [];
    private decimal _most = 1;

    private QtiItemWriting(BankItem item, string identifier, string language, Func<string, string> picture)
    {
        (_item, _identifier, _language) = (item, identifier, language);
        _content = new(Gap, Shown, picture);
    }

    /// <param name="picture">The address of the picture with a hash, as seen from the item.</param>
    public static XElement Item(BankItem item, string identifier, string language, Func<string, string> picture) => new QtiItemWriting(item, identifier, language, picture).Write();

    private XElement Write()
    {
        var text = _content.Of(BankText.Join(_item)).ToArray();
        Say(QtiIds.Explanation, _item.Explanation);   // before the answer: the numbers its texts show are worked out there
        Answer();
        if (_item.Explanation.Length > 0)
        {
            _rules.Add(AddFeedback(Value("identifier", QtiIds.Explanation)));
        }

        return new(
            Name("assessment-item"),
            new XAttribute(XNamespace.Xmlns + "xsi", _xsi.NamespaceName),
            new XAttribute(_xsi + "schemaLocation", $"{QtiContent.Qti.NamespaceName} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"),
            new XAttribute("identifier", _identifier),
            new XAttribute("title", BankXml.Valid(_item.Title.Length > 0 ? _item.Title : _identifier)),
            new XAttribute(XNamespace.Xml + "lang", _language),
            new XAttribute("adaptive", "false"),
            new XAttribute("time-dependent", "false"),
            _responses,
            Outcome(QtiIds.Score, 0),
            Outcome(QtiIds.MostScore, _most),
            _said.Count > 0 ? E("outcome-declaration", ("identifier", QtiIds.Feedback), ("cardinality", "multiple"), ("base-type", "identifier")) : null,
            _variables,
            _drawn.Count > 0 ? new XElement(Name("template-processing"), _drawn) : null,
            new XElement(Name("item-body"), Ours(), text, _interaction),
            _rules.Count > 0 ? new XElement(Name("response-processing"), _rules) : null,
            _said);
    }

    private void Answer()
    {
        switch (_item.Answer)
        {
            case ChoiceAnswer choice:
                Choice(choice);
                break;
            case OpinionAnswer opinion:
                Survey(opinion);
                break;
            case TrueFalseAnswer judged:
                TrueFalse(judged);
                break;
            case ShortTextAnswer words:
                ShortText(words);
                break;
            case NumericAnswer numbers:
                Numeric(numbers);
                break;
            case OrderingAnswer order:
                Ordering(order);
                break;
            case MatchingAnswer matching:
                Matching(matching);
                break;
            case CategorisingAnswer groups:
                Categorising(groups);
                break;
            case GapsAnswer gaps:
                GapsDeclared(gaps);
                break;
            case CalculationAnswer calculation:
                Calculation(calculation);
                break;
            case EssayAnswer essay:
                Essay(essay);
                break;
        }
    }

    private IEnumerable<XAttribute> Ours()
    {
        _ours["kind"] = QtiKinds.Of(_item.Answer);
        if (_item.Id != _identifier)
        {
            _ours["id"] = _item.Id;
        }

        if (_item.Title.Length == 0)
        {
            _ours["title"] = "";
        }

        if (_item.Category.Length > 0)
        {
            _ours["category"] = _item.Category;
        }

        if (_item.Tags.Count > 0)
        {
            _ours["tags"] = string.Join('\n', _item.Tags);
        }

        return _ours.Select(pair => new XAttribute("data-learning-" + pair.Key, BankXml.Valid(pair.Value)));
    }

    /// <summary>Scored by people where there is a rubric.</summary>
    private XElement Outcome(string identifier, decimal number)
    {
        var outcome = new XElement(E("outcome-declaration", ("identifier", identifier), ("cardinality", "single"), ("base-type", "float")));
        if (identifier == QtiIds.Score && _item.Answer is EssayAnswer)
        {
            outcome.Add(new XAttribute("external-scored", "human"));
        }

        outcome.Add(new XElement(Name("default-value"), new XElement(Name("value"), Number(number))));
        return outcome;
    }

    /// <summary>Something said while the outcome holds this identifier.</summary>
    private void Say(string identifier, string html)
    {
        if (html.Length > 0)
        {
            var feedback = E("modal-feedback", ("outcome-identifier", QtiIds.Feedback), ("identifier", identifier), ("show-hide", "show"));
            feedback.Add(new XElement(Name("content-body"), _content.Of(html)));
            _said.Add(feedback);
        }
    }

    private static XName Name(string name) => QtiContent.Qti + ("qti-" + name);

    private static XElement E(string name, params (string Name, string Value)[] attributes) =>
        new(Name(name), attributes.Select(attribute => new XAttribute(attribute.Name, BankXml.Valid(attribute.Value))));

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
