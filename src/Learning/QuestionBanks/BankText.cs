using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>Turns the one text of a question, as other programs keep it, into our prompt and body, and back.</summary>
public static class BankText
{
    /// <summary>
    /// The first paragraph is the prompt and the rest the body, unless a gap stands in it. A text that begins with something else has no prompt.
    /// </summary>
    /// <param name="blocks">In the form of <see cref="BankHtml.Blocks"/>.</param>
    public static (string Prompt, string Body) Split(string blocks)
    {
        var body = BankHtml.Tree(blocks);
        return body.FirstElementChild is { LocalName: "p" } first && !BankMarks.HasGap(first.TextContent)
            ? (BankHtml.Write(first.ChildNodes), BankHtml.Write(body.ChildNodes.Skip(1)))
            : ("", blocks);
    }

    /// <summary>The inverse of <see cref="Split"/>.</summary>
    public static string Join(BankItem item) => (item.Prompt.Length > 0 ? $"<p>{item.Prompt}</p>" : "") + item.Body;
}
