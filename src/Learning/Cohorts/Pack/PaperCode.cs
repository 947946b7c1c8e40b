using System.Globalization;

namespace Learning.Cohorts.Pack;

/// <summary>What stands in the corner of a paper quiz, "A3": which version it is, and the number of the revision it was printed from. It finds the same paper again, and its key.</summary>
public sealed record PaperCode(char Letter, int Edition)
{
    /// <summary>Versions a facilitator can print: two for one sitting, and others for those who sit again.</summary>
    public const string Letters = "ABCDEF";

    public override string ToString() => $"{Letter}{Edition.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>As people type it: small letters and spaces do not matter. Null where it is none.</summary>
    public static PaperCode? Read(string? text)
    {
        var code = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return code.Length is > 1 and <= 8
            && Letters.Contains(code[0], StringComparison.Ordinal)
            && int.TryParse(string.Concat(code.Skip(1).Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c)), NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
            && edition > 0
                ? new(code[0], edition)
                : null;
    }
}
