using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;
using Markdig;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A text of Moodle: an element with <c>text</c> in it, and how it is to be read: html, moodle_auto_format, plain_text or markdown.</summary>
internal static partial class MoodleText
{
    private static readonly MarkdownPipeline _markdown = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Any HTML, not yet clean; empty where the element is missing.</summary>
    public static string Html(XElement? holder, string format = "html")
    {
        var text = MoodleFiles.Named(Raw(holder), holder);
        return text.Length == 0 ? "" : (holder!.Attribute("format")?.Value ?? format).Trim() switch
        {
            "plain_text" or "2" => BankHtml.BlocksFromPlain(text),
            "markdown" or "4" => Markdown.ToHtml(text, _markdown),
            "moodle_auto_format" or "wiki_like" or "0" => Auto(text),
            _ => text,
        };
    }

    /// <summary>The text of a name or a number.</summary>
    public static string Plain(XElement? holder) => Raw(holder);

    /// <summary>HTML that has to be plain text for us.</summary>
    public static string PlainFrom(string html, int line, BankReader into) =>
        html.Contains('<', StringComparison.Ordinal) ? into.Words(html, line) : BankTidy.Plain(BankHtml.Tree(html).TextContent);

    public static XElement OfPlain(string name, string text) => new(name, BankXml.Valid(text));

    /// <summary>An element with HTML in it, as a section that needs no escapes: Moodle reads what stands in its <c>text</c>.</summary>
    public static XElement Of(string name, string html, params object[] more) => new(name, new XAttribute("format", "html"), more, Text(html));

    public static XElement Text(string html) => new("text", html.Length == 0 ? null : new XCData(BankXml.Valid(html)));

    /// <summary>HTML that somebody forgot to escape is elements here; it is written out again.</summary>
    private static string Raw(XElement? holder)
    {
        var text = holder?.Element("text") ?? holder;
        return text is null ? "" : (text.HasElements ? string.Concat(text.Nodes().Select(Written)) : text.Value).Trim();
    }

    private static string Written(XNode node) => node switch
    {
        XCData data => data.Value,
        XText words => BankHtml.Encode(words.Value),
        XElement { Name.LocalName: "file" } => "",
        _ => node.ToString(SaveOptions.DisableFormatting),
    };

    /// <summary>Words with a little HTML, in which an end of line is one.</summary>
    private static string Auto(string text) => Blocks().IsMatch(text) ? text : string.Concat(
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => $"<p>{paragraph.Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));

    [GeneratedRegex("<(p|div|ul|ol|table|br|pre|h[1-6])\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();
}
