using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring.Translations.Exchange;

namespace Learning.Authoring.Translations.Desk;

/// <summary>What a translator may have overlooked. No more than that: the words may be right as they are.</summary>
/// <param name="Missing">Links, pictures, numbers in braces, gaps and notes of the source that its translation does not have.</param>
/// <param name="Numbers">Numbers of the source that its translation does not have.</param>
/// <param name="OtherNumbers">Numbers of the translation that its source does not have.</param>
/// <param name="IsAsSource">It says the same, letter by letter.</param>
public sealed partial record SheetHints(IReadOnlyList<string> Missing, IReadOnlyList<string> Numbers, IReadOnlyList<string> OtherNumbers, bool IsAsSource)
{
    public bool Any => Missing.Count > 0 || Numbers.Count > 0 || OtherNumbers.Count > 0 || IsAsSource;

    public static SheetHints Of(SheetPiece piece)
    {
        if (piece.Words is not { } words)
        {
            return new([], [], [], false);
        }

        var codes = new UnitCodes(piece.Unit);
        var there = codes.WordIds.ToHashSet(StringComparer.Ordinal);
        var missing = codes.Source.Select((code, i) => (Code: code, Id: UnitCodes.IdOf(i))).Where(c => Token.IsRequired(c.Code.Form) && !there.Contains(c.Id)).Select(c => c.Code.Close.Length > 0 ? $"{c.Code.Open}…{c.Code.Close}" : c.Code.Open);
        var (own, other) = (NumbersIn(piece.Source), NumbersIn(words));
        return new([.. missing.Distinct()], [.. own.Keys.Except(other.Keys).Select(n => own[n])], [.. other.Keys.Except(own.Keys).Select(n => other[n])], words == piece.Source && words.Any(char.IsLetter) && words.Length > 20);
    }

    /// <summary>By their digits, however a language parts thousands and decimals and whatever digits it writes; as they are written.</summary>
    internal static IReadOnlyDictionary<string, string> NumbersIn(string text)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var written in Addresses().Replace(text, " ").Split('\n').SelectMany(line => Number().Matches(line)).Select(m => m.Value))
        {
            var digits = new StringBuilder();
            foreach (var sign in written.Where(char.IsDigit))
            {
                digits.Append((int)char.GetNumericValue(sign));
            }

            numbers.TryAdd(digits.ToString(), written);
        }

        return numbers;
    }

    /// <summary>Where links and pictures lead: their numbers are compared with the rest of the link.</summary>
    [GeneratedRegex(@"\]\([^)\s]*|https?://\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\d+(?:[.,٫٬'’]\d+|[ \u00A0\u202F\u2009]\d{3}(?!\d))*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
