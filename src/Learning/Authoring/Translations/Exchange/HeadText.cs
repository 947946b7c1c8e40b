using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Writes the front matter of a translation, between its two lines of hyphens.</summary>
internal static partial class HeadText
{
    /// <summary>Where the text below the front matter begins.</summary>
    public static int EndOf(string text)
    {
        var at = 0;
        for (var fences = 0; fences < 2 && at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var next and >= 0 ? next : text.Length;
            fences += text[at..end].TrimEnd() == "---" ? 1 : 0;
            at = Math.Min(end + 1, text.Length);
        }

        return at;
    }

    /// <summary>What is not translated stands in the words of the source.</summary>
    public static string Write(UnitPage page, Arrivals arrivals)
    {
        var words = page.Head.Units.ToDictionary(u => u.Id, u => arrivals.TextOf(u) ?? u.Source.Text, StringComparer.Ordinal);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"---\nid: {page.Id}\nlanguage: {page.Language}\ntitle: {Scalar(words["head.title"])}\n");
        if (words.TryGetValue("head.summary", out var summary))
        {
            text.Append(CultureInfo.InvariantCulture, $"summary: {Scalar(summary)}\n");
        }

        WriteSources(text, page, words);
        var objectives = HeadPieces.Objectives(page.Source).ToArray();
        text.Append(objectives.Length > 0 ? "objectives:\n" : "");
        foreach (var (id, _) in objectives)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: {Scalar(id)}\n    text: {Scalar(words[$"head.objective.{id}"])}\n");
        }

        return text.Append("---\n").ToString();
    }

    private static void WriteSources(StringBuilder text, UnitPage page, Dictionary<string, string> words)
    {
        var cited = HeadPieces.Cited(page.Source);
        text.Append(cited.Count > 0 ? "sources:\n" : "");
        for (var i = 0; i < cited.Count; i++)
        {
            // A translation may name a place where its source has none.
            var place = words.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"head.source-{i + 1}")) ?? page.Words?.Places.ElementAtOrDefault(i);
            text.Append(CultureInfo.InvariantCulture, $"  - {Scalar(cited[i].Key.Value)}{(place is null ? "" : $": {Scalar(place)}")}\n");
        }
    }

    /// <summary>Plain where YAML reads it as the text it is, in quotation marks otherwise.</summary>
    internal static string Scalar(string value)
    {
        if (Plain().IsMatch(value) && !Words().IsMatch(value) && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal) && !value.EndsWith(':') && value.Trim() == value)
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (var sign in value)
        {
            quoted.Append(sign switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(sign) || sign is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => sign.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[\p{L}\p{N}«“‘¿¡(][^\p{C}\u2028\u2029]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>What other readers of YAML take for something else than words.</summary>
    [GeneratedRegex("^(true|false|yes|no|on|off|null|y|n|[0-9.,_:eExXoO+-]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
