using System.Text;
using System.Xml.Linq;
using Learning.Authoring.Files;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Reads what a unit says in the other language, with its signs put back where they stand now.</summary>
internal sealed class ReturnedText
{
    private const int Deepest = 64;
    private static readonly XNamespace _x = XliffNames.Xliff;

    private readonly string _language;
    private readonly UnitCodes _codes;
    private readonly Dictionary<string, string> _data;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private (XObject Where, string Reason, string Remedy)? _fault;

    private ReturnedText(XElement unit, UnitCodes codes, string language)
    {
        (_codes, _language) = (codes, language);
        _data = unit.Elements(_x + "originalData").Elements(_x + "data").Where(d => d.Attribute("id") is not null).DistinctBy(d => (string)d.Attribute("id")!)
            .ToDictionary(d => (string)d.Attribute("id")!, d => string.Concat(d.Nodes().Select(n => n is XText text ? text.Value : n is XElement { Name.LocalName: "cp" } cp ? ReturnedFile.SignOf(cp) : "")), StringComparer.Ordinal);
    }

    /// <summary>How many of its segments have words in the other language.</summary>
    public static (int Translated, int All, bool IsReviewed) Count(XElement unit)
    {
        var segments = unit.Elements(_x + "segment").Where(s => s.Element(_x + "source") is { } source && (source.Value.Length > 0 || source.HasElements)).ToArray();
        var translated = segments.Where(s => s.Element(_x + "target") is { } target && (target.Value.Trim().Length > 0 || target.HasElements)).ToArray();
        return (translated.Length, segments.Length, translated.All(s => (string?)s.Attribute("state") is "translated" or "reviewed" or "final"));
    }

    /// <summary>Null, and a problem, where a sign in it is not what it was.</summary>
    /// <param name="missing">The signs of the source that are not in it.</param>
    public static string? Of(XElement unit, UnitCodes codes, string language, string name, Problems problems, out IReadOnlyList<Code> missing)
    {
        var read = new ReturnedText(unit, codes, language);
        foreach (var part in Ordered(unit))
        {
            read.Add(part, 0);
        }

        missing = [.. codes.Source.Where((code, i) => Token.IsRequired(code.Form) && !read._seen.Contains(UnitCodes.IdOf(i)))];
        if (read._fault is not { } fault)
        {
            return read._text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        problems.Add(ReturnedFile.SpotOf(fault.Where, name), "altered-code", fault.Reason, fault.Remedy);
        return null;
    }

    /// <summary>The targets of segments, and what stands between them; a target may say that it has another place than its source.</summary>
    private static IEnumerable<XElement> Ordered(XElement unit) => unit.Elements().Where(e => e.Name == _x + "segment" || e.Name == _x + "ignorable")
        .Select((part, i) => (Part: part.Element(_x + "target") ?? part.Element(_x + "source"), Place: int.TryParse((string?)part.Element(_x + "target")?.Attribute("order"), out var order) ? order : i + 1))
        .Where(p => p.Part is not null).OrderBy(p => p.Place).Select(p => p.Part!);

    private void Add(XElement element, int depth)
    {
        if (depth > Deepest)
        {
            _fault ??= (element, "Inline codes are nested too deeply.", "Put them side by side.");
            return;
        }

        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text:
                    _text.Append(text.Value);
                    break;
                case XElement inline when inline.Name.Namespace == _x:
                    AddInline(inline, depth);
                    break;
                case XElement other:
                    _fault ??= (other, $"<{other.Name.LocalName}> is nothing that can stand in a text.", "Take it out.");
                    break;
            }
        }
    }

    private void AddInline(XElement inline, int depth)
    {
        switch (inline.Name.LocalName)
        {
            case "pc":
                AddCode(inline, IdOf(inline), "dataRefStart", isOpen: true);
                Add(inline, depth + 1);
                AddCode(inline, IdOf(inline), "dataRefEnd", isOpen: false);
                break;
            case "ph" or "sc":
                AddCode(inline, IdOf(inline), "dataRef", isOpen: true);
                break;
            case "ec":
                AddCode(inline, (string?)inline.Attribute("startRef") ?? IdOf(inline), "dataRef", isOpen: false);
                break;
            case "mrk":
                Add(inline, depth + 1);
                break;
            case "sm" or "em":
                break;
            case "cp" when ReturnedFile.SignOf(inline) is { } sign:
                _text.Append(sign);
                break;
            default:
                _fault ??= (inline, $"<{inline.Name.LocalName}> is nothing that can stand in a text.", "Take it out.");
                break;
        }
    }

    private static string IdOf(XElement inline) => (string?)inline.Attribute("copyOf") ?? (string?)inline.Attribute("id") ?? "";

    private void AddCode(XElement inline, string id, string reference, bool isOpen)
    {
        var data = (string?)inline.Attribute(reference) is { } key && _data.TryGetValue(key, out var found) ? found : null;
        var code = _codes.Find(id);
        var text = data ?? (isOpen ? code?.Open : code?.Close);
        if (text is null)
        {
            _fault ??= (inline, $"Nobody knows the code “{id}” here.", "Take it out, or put in the one from the source.");
        }
        else if (code is not null && !_codes.MayBe(code, _language, isOpen ? text : null, isOpen ? null : text))
        {
            _fault ??= (inline, $"The protected code “{(isOpen ? code.Open : code.Close)}” became “{text}”.", "Put it back as it is in the source.");
        }
        else
        {
            _seen.Add(id);
            _text.Append(text);
        }
    }
}
