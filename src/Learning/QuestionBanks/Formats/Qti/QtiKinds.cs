using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Names of our kinds in <c>data-learning-kind</c>, where the interaction alone does not tell.</summary>
internal static class QtiKinds
{
    public const string Choice = "choice";
    public const string Survey = "survey";
    public const string Ordering = "ordering";
    public const string Essay = "essay";
    public const string TrueFalse = "true-false";
    public const string ShortText = "short-text";
    public const string Numeric = "numeric";
    public const string Gaps = "gaps";
    public const string Matching = "matching";
    public const string Categorising = "categorising";
    public const string Calculation = "calculation";

    public static string Of(BankAnswer answer) => answer switch
    {
        ChoiceAnswer => Choice,
        OpinionAnswer => Survey,
        TrueFalseAnswer => TrueFalse,
        ShortTextAnswer => ShortText,
        NumericAnswer => Numeric,
        OrderingAnswer => Ordering,
        MatchingAnswer => Matching,
        CategorisingAnswer => Categorising,
        GapsAnswer => Gaps,
        CalculationAnswer => Calculation,
        _ => Essay,
    };

    /// <summary>What the interaction asks, as a line; empty where it has no prompt, or one that is no line.</summary>
    public static string Prompt(QtiItem item, XElement interaction) => interaction.Element("prompt") is { } prompt && IsLine(Html(item, prompt)) ? item.LineOf(prompt) : "";

    /// <summary>The text around the one interaction; a prompt with lists or tables stands in it.</summary>
    public static string Text(QtiItem item, XElement interaction) => QtiHtml.Of(item.Body, element => element == interaction ? LongPrompt(item, interaction) : item.InText(element));

    /// <summary>A prompt that is no line, as any HTML; empty where there is none.</summary>
    public static string LongPrompt(QtiItem item, XElement interaction) =>
        interaction.Element("prompt") is { } prompt && Html(item, prompt) is var html && !IsLine(html) ? $"<div>{html}</div>" : "";

    private static string Html(QtiItem item, XElement prompt) => QtiHtml.Of(prompt, item.InText);

    private static bool IsLine(string html) => BankHtml.Line(html, Any).Lost.Count == 0 || BankHtml.Blocks(html, Any).Lost.Count > 0;

    private static string? Any(string address, string alternative) => "";
}
