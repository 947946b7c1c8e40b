using System.Globalization;

namespace Learning.Texts;

/// <summary>Which form of a counted noun a language uses. Source: Unicode CLDR plural rules, cardinal, whole numbers.</summary>
public static class PluralForm
{
    public static string Of(int count, CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "ar" => Arabic(count),
        "fr" => count is 0 or 1 ? "one" : "other",
        _ => count == 1 ? "one" : "other",
    };

    /// <summary>The forms a language distinguishes, for those who translate and for the test that holds them to it.</summary>
    public static IReadOnlyList<string> FormsOf(string language) =>
        language == "ar" ? ["zero", "one", "two", "few", "many", "other"] : ["one", "other"];

    private static string Arabic(int count) => (count, count % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11 and <= 99) => "many",
        _ => "other",
    };
}
