using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The wordings an item foresees for a typed answer: those it maps, the one it declares, and those its rules compare with. Which are right it is asked.</summary>
internal static class QtiWordings
{
    private const int MostAsked = 60;

    public static IReadOnlyList<BankWording> Of(QtiItem item, QtiDeclaration response)
    {
        string[] known = [.. response.Map.Select(entry => entry.Key), .. response.Correct.Items, .. Compared(item, response)];
        string[] all = [.. known.Select(text => Written(text, response)).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAsked)];
        if (!response.Correct.IsNull && response.Map.Count == 0)
        {
            all = [.. all.OrderByDescending(text => response.Correct.Items.Contains(text, StringComparer.OrdinalIgnoreCase))];
        }

        var nothing = item.Answering.Score(response, "\uFFFDnone") ?? 0;
        var scores = item.Answering.Scores(response, all);
        var most = Math.Max(response.Correct.IsNull ? 0 : item.Answering.Score(item.Answering.Right()) ?? 0, scores.Append(nothing).Max());
        var isDecided = most > nothing;   // else a person scores it, or nobody does
        BankWording[] wordings = [.. all.Select((text, i) => new BankWording(text, isDecided ? scores[i] >= most : response.Correct.Items.Contains(text, StringComparer.OrdinalIgnoreCase), ""))];
        return [.. wordings.Where((wording, i) => !isDecided || scores[i] <= nothing || scores[i] >= most || !IsInPart(item, wording, wordings))];
    }

    /// <summary>Half for "york" beside all for "York" is nothing to us: case does not matter. Any other half is refused.</summary>
    private static bool IsInPart(QtiItem item, BankWording half, BankWording[] wordings)
    {
        if (!wordings.Any(wording => wording.IsRight && Questions.ShortText.Fold(wording.Text) == Questions.ShortText.Fold(half.Text)))
        {
            item.RefuseOnce("partial-credit");
        }

        return true;
    }

    /// <summary>4 and not 4.0, where a number is meant.</summary>
    private static string Written(string text, QtiDeclaration response) =>
        response.Type is "float" or "integer" && Number(text) is { } number ? number : BankTidy.Plain(text);

    private static string? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.############################", CultureInfo.InvariantCulture) : null;

    /// <summary>What the rules hold the response against.</summary>
    private static IEnumerable<string> Compared(QtiItem item, QtiDeclaration response) =>
        (item.Processing?.Descendants() ?? []).Where(one => one.Local is "match" or "stringmatch" or "equal" or "member")
            .Where(one => one.Elements("variable").Any(variable => variable.Says("identifier") == response.Id) && one.Says("substring") != "true")
            .SelectMany(one => one.Descendants("basevalue")).Select(value => value.Value);
}
