using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Something said to who answered, wherever it stands in the item, and when: while an outcome holds an identifier, or while it does not.</summary>
internal sealed class QtiFeedback(XElement feedback, QtiItem item)
{
    private readonly string _outcome = feedback.Says("outcomeidentifier");
    private readonly string _identifier = feedback.Says("identifier");
    private readonly bool _isHidden = feedback.Says("showhide").Equals("hide", StringComparison.OrdinalIgnoreCase);

    public static bool Is(XElement element) => element.Local is "modalfeedback" or "feedbackblock" or "feedbackinline";

    /// <summary>Blocks; a feedback without words says its title.</summary>
    public string Html { get; } = item.Into.Blocks(QtiHtml.Of(feedback, item.InText), BankXml.LineOf(feedback)) is { Length: > 0 } html ? html : BankHtml.BlocksFromPlain(feedback.Says("title"));

    /// <summary>What makes it the same as another: in our files its identifier, elsewhere its words, which many repeat for right and wrong.</summary>
    public string Key => item.Kind.Length > 0 ? _identifier : Html;

    public bool IsShown(IReadOnlyDictionary<string, QtiValue> outcomes) =>
        (outcomes.TryGetValue(_outcome, out var value) && value.Items.Contains(_identifier, StringComparer.Ordinal)) != _isHidden;
}
