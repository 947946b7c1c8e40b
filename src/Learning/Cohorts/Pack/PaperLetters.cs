using System.Globalization;

namespace Learning.Cohorts.Pack;

/// <summary>What stands before the answers to choose from: letters of the course's script, in the order in which people count with them.</summary>
internal static class PaperLetters
{
    private static readonly string[] Latin = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    private static readonly string[] Arabic = ["أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي"];

    public static IReadOnlyList<string> Of(string language) => language.Split('-')[0] is "ar" or "fa" or "ur" ? Arabic : Latin;

    /// <summary>Beyond the letters it is counted on in numbers.</summary>
    public static string At(this IReadOnlyList<string> letters, int place) => place < letters.Count ? letters[place] : (place + 1).ToString(CultureInfo.InvariantCulture);
}
