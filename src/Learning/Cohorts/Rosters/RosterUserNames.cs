using System.Globalization;
using System.Text;

namespace Learning.Cohorts.Rosters;

/// <summary>A user name made of a name, as short and plain as can be typed: "Awa Ndèye Diop" is awa.diop. Names in another script stay in it. Pure.</summary>
internal static class RosterUserNames
{
    /// <summary>How many of one name are told apart by a number.</summary>
    public const int MostAlike = 99;

    private const int Longest = 30;
    private const int Shortest = 3;

    /// <summary>Empty: nothing of this name can be a user name.</summary>
    public static string Of(string name)
    {
        var words = name.Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(w => w.Length > 0).ToArray();
        var whole = words switch
        {
            [] => "",
            [var one] => one,
            [var first, .., var last] => $"{first}.{last}",
        };
        if (whole.Length > Longest)
        {
            whole = whole[..Longest].TrimEnd('.', '-');
        }

        return whole.Length is 0 or >= Shortest ? whole : whole.PadRight(Shortest, '1');
    }

    /// <summary>The first is the name itself, then it has a number.</summary>
    public static string Numbered(string name, int place) => place == 1 ? name : name + place.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.ModifierLetter)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (c == '-' && plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append(c);
            }
        }

        return plain.ToString().Trim('-');
    }
}
