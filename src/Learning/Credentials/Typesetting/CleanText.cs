using System.Globalization;
using System.Text;

namespace Learning.Credentials.Typesetting;

/// <summary>Makes a text fit for setting: composed characters, single spaces, no control characters, no half surrogates, none of those that never will be characters.</summary>
internal static class CleanText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if ((Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || Joins(rune)) && !IsNone(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Joiners and variation selectors: they change their neighbours and are not seen themselves.</summary>
    public static bool IsUnseen(Rune rune) => Joins(rune) || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Noncharacters (Unicode, 23.7), which XML refuses in part.</summary>
    private static bool IsNone(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool Joins(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;
}
