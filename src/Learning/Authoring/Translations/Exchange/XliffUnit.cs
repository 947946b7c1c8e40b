using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Writes one unit of XLIFF: words in segments, what stands around them in ignorables, signs as inline codes that keep their text in the original data.</summary>
internal sealed class XliffUnit
{
    private static readonly XNamespace _x = XliffNames.Xliff;

    private readonly Unit _unit;
    private readonly UnitCodes _codes;
    private readonly List<string> _data = [];

    private XliffUnit(Unit unit) => (_unit, _codes) = (unit, new(unit));

    public static XElement Write(Unit unit) => new XliffUnit(unit).Write();

    private XElement Write()
    {
        var (source, words) = _unit.Words is { } w && !w.IsDividedLike(_unit.Source) ? (_unit.Source.Whole(), w.Whole()) : (_unit.Source, _unit.Words);
        var (ownPlace, otherPlace) = (0, 0);
        var parts = new List<XElement>();
        for (var i = 0; i < source.Parts.Count; i++)
        {
            var isWords = source.Parts[i].IsWords;
            var part = new XElement(_x + (isWords ? "segment" : "ignorable"), new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"{(isWords ? 's' : 'i')}{i + 1}")));
            if (isWords)
            {
                part.Add(new XAttribute("state", _unit.State == TranslationState.Current ? "translated" : "initial"));
                part.Add(_unit.State == TranslationState.Stale ? new XAttribute("subState", XliffNames.NeedsReview) : null);
            }

            part.Add(Inline("source", source.Parts[i], ref ownPlace, UnitCodes.IdOf));
            part.Add(words is not null && (isWords || words.Parts[i].Text != source.Parts[i].Text) ? Inline("target", words.Parts[i], ref otherPlace, place => _codes.WordIds[place]) : null);
            parts.Add(part);
        }

        return new(
            _x + "unit",
            new XAttribute("id", _unit.Id),
            new XAttribute("name", _unit.Source.Label),
            new XAttribute(XliffNames.MadeFrom, _unit.Hash),
            words is null ? null : new XAttribute(XliffNames.WentOut, Segments.HashOf(words.Text)),
            Notes(),
            _data.Count == 0 ? null : new XElement(_x + "originalData", _data.Select((text, i) => new XElement(_x + "data", new XAttribute("id", DataId(i)), Escaped(text)))),
            parts);
    }

    private XElement? Notes() => _unit.Id.Split('.')[^1].StartsWith("answers", StringComparison.Ordinal)
        ? new(_x + "notes", new XElement(_x + "note", new XAttribute("category", "instructions"), "A line for each wording that people type in this language: = right, != wrong. As many as the language needs; what is said about one stands below it behind >. Numbers stay as they are."))
        : null;

    private XElement Inline(string name, Part part, ref int place, Func<int, string> idOf)
    {
        var element = new XElement(_x + name);
        var open = new Stack<XElement>([element]);
        foreach (var token in part.Tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.Text:
                    open.Peek().Add(Escaped(token.Text));
                    break;
                case TokenKind.Close:
                    open.Pop().SetAttributeValue("dataRefEnd", DataOf(token.Text));
                    break;
                default:
                    var code = CodeElement(token, idOf(place++));
                    open.Peek().Add(code);
                    if (token.Kind == TokenKind.Open)
                    {
                        open.Push(code);
                    }

                    break;
            }
        }

        return element;
    }

    private XElement CodeElement(Token token, string id)
    {
        var (type, subType) = token.Form switch
        {
            CodeForm.Strong => ("fmt", "xlf:b"),
            CodeForm.Emphasis => ("fmt", "xlf:i"),
            CodeForm.Line => ("fmt", "xlf:lb"),
            CodeForm.Link => ("link", null),
            CodeForm.Picture => ("image", null),
            CodeForm.Number => ("ui", "xlf:var"),
            _ => ("other", (string?)null),
        };
        var isPair = token.Kind == TokenKind.Open;
        return new(
            _x + (isPair ? "pc" : "ph"),
            new XAttribute("id", id),
            new XAttribute("type", type),
            subType is null ? null : new XAttribute("subType", subType),
            new XAttribute(isPair ? "dataRefStart" : "dataRef", DataOf(token.Text)),
            new XAttribute("canCopy", "no"),
            Token.IsRequired(token.Form) ? new XAttribute("canDelete", "no") : null);
    }

    private string DataOf(string text)
    {
        if (!_data.Contains(text))
        {
            _data.Add(text);
        }

        return DataId(_data.IndexOf(text));
    }

    private static string DataId(int place) => string.Create(CultureInfo.InvariantCulture, $"d{place + 1}");

    /// <summary>A sign that XML has no place for is written by its number.</summary>
    private static IEnumerable<object> Escaped(string text)
    {
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) || char.IsLowSurrogate(text[i]) || XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            yield return new XText(text[at..i]);
            yield return new XElement(_x + "cp", new XAttribute("hex", ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture)));
            at = i + 1;
        }

        yield return new XText(text[at..]);
    }
}
