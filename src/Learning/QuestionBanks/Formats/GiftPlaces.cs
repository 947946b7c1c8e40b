using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// Where something stands in a text that GIFT has no sign for: a gap beyond the first, a drawn number. What people see there is written into a <c>span</c>, which changes nothing for
/// other programs and which our own texts do not have.
/// </summary>
internal static partial class GiftPlaces
{
    public static string Write(string seen) => $"<span>{seen}</span>";

    /// <summary>The held text with the mark of each place, in their order; null where there are more or fewer, or something else is seen in one.</summary>
    public static string? Marked(string held, IReadOnlyList<(string Seen, string Mark)> places)
    {
        var seen = Place().Matches(held).Select(place => place.Groups[1].Value);
        if (!seen.SequenceEqual(places.Select(place => place.Seen)))
        {
            return null;
        }

        var next = 0;
        return Place().Replace(held, _ => places[next++].Mark);
    }

    [GeneratedRegex("<span>([^<]*)</span>", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
