using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Identifiers in the items we write.</summary>
internal static partial class QtiIds
{
    public const string Response = "RESPONSE";
    public const string Feedback = "FEEDBACK";
    public const string Explanation = "EXPLANATION";
    public const string Score = "SCORE";
    public const string MostScore = "MAXSCORE";

    public static string Answer(int place) => $"ANSWER_{Number(place)}";

    public static string Choice(int place) => $"choice_{Number(place)}";

    public static string Other(int place) => $"answer_{Number(place)}";

    public static string ResponseOf(int gap) => $"RESPONSE_{Number(gap)}";

    /// <summary>Whether an id of a bank can be one here as it is.</summary>
    public static bool CanBe(string id) => Pattern().IsMatch(id);

    private static string Number(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
