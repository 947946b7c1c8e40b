using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The declarations and rules that items are made of.</summary>
internal sealed partial class QtiItemWriting
{
    private static XElement Declare(string identifier, string cardinality, string type, IEnumerable<string> right, params IEnumerable<XElement> more)
    {
        var declaration = E("response-declaration", ("identifier", identifier), ("cardinality", cardinality), ("base-type", type));
        var values = right.Select(value => new XElement(Name("value"), Formats.Xml.BankXml.Valid(value))).ToArray();
        declaration.Add(values.Length > 0 ? new XElement(Name("correct-response"), values) : null, more);
        return declaration;
    }

    private static XElement Map(IEnumerable<(string Key, decimal Value)> entries, bool isText = false, bool isBounded = false)
    {
        var mapping = isBounded ? E("mapping", ("lower-bound", "0"), ("default-value", "0")) : E("mapping", ("default-value", "0"));
        mapping.Add(entries.Select(entry => isText
            ? E("map-entry", ("map-key", entry.Key), ("mapped-value", Number(entry.Value)), ("case-sensitive", "false"))
            : E("map-entry", ("map-key", entry.Key), ("mapped-value", Number(entry.Value)))));
        return mapping;
    }

    private static XElement Value(string type, string text)
    {
        var value = E("base-value", ("base-type", type));
        value.Value = Formats.Xml.BankXml.Valid(text);
        return value;
    }

    private static XElement Variable(string identifier) => E("variable", ("identifier", identifier));

    private static XElement Of(string name, params object?[] content) => new(Name(name), content);

    private static XElement Set(string identifier, XElement expression)
    {
        var rule = E("set-outcome-value", ("identifier", identifier));
        rule.Add(expression);
        return rule;
    }

    private static XElement SetScore(XElement expression) => Set(QtiIds.Score, expression);

    private static XElement Mapped(string response) => E("map-response", ("identifier", response));

    /// <summary>Says this too.</summary>
    private static XElement AddFeedback(XElement more) => Set(QtiIds.Feedback, Of("multiple", Variable(QtiIds.Feedback), more));

    private static XElement When(XElement condition, params IEnumerable<XElement> rules) => Of("response-condition", Of("response-if", condition, rules));

    private static XElement WhenRight(string response) => When(
        Of("match", Variable(response), E("correct", ("identifier", response))),
        SetScore(Variable(QtiIds.MostScore)));

    private void SetMost(decimal most) => _most = most;
}
