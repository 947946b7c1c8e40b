using System.Text;
using Markdig;

namespace Learning.QuestionBanks.Formats;

/// <summary>The signs of GIFT: what a backslash takes the meaning from, and the tag that says in which markup a text is.</summary>
internal static class GiftText
{
    public const string Html = "html";
    public const string Moodle = "moodle";
    public const string Markdown = "markdown";
    public const string Plain = "plain";

    /// <summary>Parts the two sides of a match.</summary>
    public const string Arrow = "->";

    /// <summary>An arrow in typed words would make matches of them and has no escape. A star stands there for any letters, or none, and keeps the two signs apart.</summary>
    public const string TypedArrow = "-*>";

    /// <summary>An escaped sign is held as a character that is never part of a text while the meaning of the others is looked for.</summary>
    private const string Signs = "\\~=#{}:n";
    private const char Held = '\uFDD0';

    private static readonly MarkdownPipeline _markdown = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private static readonly string[] _formats = [Html, Moodle, Markdown, Plain];

    /// <summary>The text with all escaped signs held. A backslash before anything else is itself.</summary>
    public static string Hold(string written)
    {
        if (!written.Contains('\\', StringComparison.Ordinal))
        {
            return written;
        }

        var text = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var sign = written[i] == '\\' && i + 1 < written.Length ? Signs.IndexOf(written[i + 1], StringComparison.Ordinal) : -1;
            text.Append(sign < 0 ? written[i] : (char)(Held + sign));
            i += sign < 0 ? 0 : 1;
        }

        return text.ToString();
    }

    /// <summary>What was held is itself again; an escaped n is the end of a line.</summary>
    public static string Release(string held) => string.Concat(held.Select(c => c is >= Held and <= (char)('\uFDD0' + 7) ? (Signs[c - Held] is var sign && sign == 'n' ? '\n' : sign) : c));

    /// <summary>Plain text for a place where signs have a meaning.</summary>
    public static string Escape(string text)
    {
        var written = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c == '\n' ? written.Append("\\n") : "\\~=#{}:".Contains(c, StringComparison.Ordinal) ? written.Append('\\').Append(c) : written.Append(c);
        }

        return written.ToString();
    }

    /// <summary>The markup a text names, or else the one around it, and the text behind the tag.</summary>
    public static (string Format, string Text) Format(string held, string around)
    {
        var text = held.TrimStart();
        foreach (var format in _formats)
        {
            if (text.StartsWith($"[{format}]", StringComparison.OrdinalIgnoreCase))
            {
                return (format, text[(format.Length + 2)..].TrimStart());
            }
        }

        return (around, text);
    }

    /// <summary>A held text of that markup as HTML of any kind. The ends of lines in the file are spaces, except in Markdown; a line is broken by an escaped n.</summary>
    public static string ToHtml(string held, string format)
    {
        if (format == Markdown)
        {
            return Rendered(Release(held));
        }

        var text = Release(held.Replace('\n', ' '));
        return format switch
        {
            Html => Release(held),   // where the end of a line is a space already, but for what is preformatted
            Plain => Lines(BankHtml.Encode(text)),
            _ => HasBlocks(text) ? Release(held) : Lines(text),
        };
    }

    private static string Lines(string html) => html.Contains('\n', StringComparison.Ordinal)
        ? string.Concat(html.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => $"<p>{p.Replace("\n", "<br>", StringComparison.Ordinal)}</p>"))
        : html;

    private static bool HasBlocks(string html) => new[] { "<p", "<div", "<li", "<table", "<pre", "<h" }.Any(tag => html.Contains(tag, StringComparison.OrdinalIgnoreCase));

    private static string Rendered(string markdown)
    {
        try
        {
            return Markdig.Markdown.ToHtml(markdown, _markdown);
        }
        catch (ArgumentException)   // Markdig's answer to a text nested beyond its limit
        {
            return BankHtml.Encode(markdown);
        }
    }
}
