using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>One run through the rules of an item: conditions, and outcomes that are set.</summary>
internal sealed class QtiRun(
    IReadOnlyDictionary<string, QtiDeclaration> responses,
    IReadOnlyDictionary<string, QtiDeclaration> outcomes,
    IReadOnlyDictionary<string, QtiValue> given,
    Func<bool> mayGoOn)
{
    private bool _isOver;

    public Dictionary<string, QtiValue> Outcomes { get; } = outcomes.Values.DistinctBy(o => o.Id).ToDictionary(o => o.Id, Beginning);

    /// <summary>Something was met that we cannot work out.</summary>
    public bool IsUnknown { get; set; }

    public QtiValue Response(string id) => given.TryGetValue(id, out var value) ? value : QtiValue.Null;

    public QtiValue Variable(string id) => Outcomes.TryGetValue(id, out var outcome) ? outcome : id == "numAttempts" ? QtiValue.Of(1) : Response(id);

    public QtiDeclaration? Declaration(string id) => responses.TryGetValue(id, out var response) ? response : null;

    public QtiValue Unknown()
    {
        IsUnknown = true;
        return QtiValue.Null;
    }

    public void Rules(IEnumerable<XElement> rules)
    {
        foreach (var rule in rules)
        {
            if (_isOver || IsUnknown || !mayGoOn())
            {
                IsUnknown |= !_isOver;
                return;
            }

            Rule(rule);
        }
    }

    /// <summary>The value of an expression; null, and the run unknown, where we do not know the operator.</summary>
    public QtiValue Value(XElement expression) => mayGoOn() ? QtiOperators.Value(expression, this) : Unknown();

    private void Rule(XElement rule)
    {
        switch (rule.Local)
        {
            case "responsecondition":
                if (rule.Elements().FirstOrDefault(IsMet) is { } branch)
                {
                    Rules(branch.Local == "responseelse" ? branch.Elements() : branch.Elements().Skip(1));
                }

                break;
            case "setoutcomevalue" when rule.Elements().FirstOrDefault() is { } expression:
                var value = Value(expression);
                Outcomes[rule.Says("identifier")] = outcomes.TryGetValue(rule.Says("identifier"), out var declared) && declared.Cardinality == "ordered" ? value with { IsOrdered = true } : value;
                break;
            case "responseprocessingfragment":
                Rules(rule.Elements());
                break;
            case "exitresponse":
                _isOver = true;
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    private bool IsMet(XElement branch) => branch.Local == "responseelse" || (branch.Local is "responseif" or "responseelseif" && branch.Elements().FirstOrDefault() is { } condition && Value(condition).IsTrue);

    /// <summary>Numbers begin with nought where nothing else is declared.</summary>
    private static QtiValue Beginning(QtiDeclaration outcome) => outcome.Default.IsNull && outcome is { Type: "float" or "integer", Cardinality: "single" } ? QtiValue.Of(0) : outcome.Default;
}
