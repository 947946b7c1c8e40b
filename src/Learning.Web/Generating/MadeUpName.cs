namespace Learning.Web.Generating;

/// <summary>Names put together from syllables of no language in particular: nobody is called so on purpose.</summary>
internal static class MadeUpName
{
    private static readonly string[] Beginnings = ["Ba", "Da", "Fe", "Ka", "Lo", "Mi", "Na", "Pe", "Ru", "Sa", "Ti", "Vo", "Wa", "Yo", "Zu"];
    private static readonly string[] Middles = ["bo", "de", "ki", "la", "mo", "ne", "pi", "ra", "su", "ti", "vu"];
    private static readonly string[] Ends = ["", "l", "n", "r", "s", "th"];

    public static string Of(Random chance) => $"{Word(chance, 1)} {Word(chance, 2)}";

    private static string Word(Random chance, int middles) => string.Concat(
        [One(Beginnings, chance), .. Enumerable.Range(0, middles).Select(_ => One(Middles, chance)), One(Ends, chance)]);

    private static string One(string[] some, Random chance) => some[chance.Next(some.Length)];
}
