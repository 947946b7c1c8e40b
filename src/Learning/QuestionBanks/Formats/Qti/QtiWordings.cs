using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The wordings an item foresees for a typed answer: those it maps, the one it declares, and those its rules compare with. Which are right it is asked.</summary>
internal static class QtiWordings
{
    private const int MostAsked = 60;

    public static IReadOnlyList<BankWording> Of(QtiItem item, QtiDeclaration response)
    {
        string[] known = [.. response.Map.Select(entry => entry.Key), .. response.Correct.Items, .. Compared(item, response)];
        string[] all = [.. known.Select(BankTidy.Plain).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAsked)];
        if (!response.Correct.IsNull && response.Map.Count == 0)
        {
            all = [.. all.OrderByDescending(text => response.Correct.Items.Contains(text, StringComparer.OrdinalIgnoreCase))];
        }

        var scores = all.Select(text => item.Answering.Score(response, text) ?? (response.HasMapping ? response.Worth(text) : response.Correct.Items.Contains(text) ? 1 : 0)).ToArray();
        var nothing = item.Answering.Score(response, "\uFFFDnone") ?? 0;
        var most = response.Correct.IsNull ? scores.Append(nothing).Max() : Math.Max(item.Answering.Score(item.Answering.Right()) ?? 0, scores.Append(nothing).Max());
        var isDecided = most > nothing;   // else a person scores it, or the rules say it in words of their own
        for (var i = 0; i < all.Length; i++)
        {
            if (isDecided && scores[i] > nothing && scores[i] < most)
            {
                item.Note("partly-right", all[i]);
            }
        }

        return [.. all.Select((text, i) => new BankWording(
            text,
            isDecided ? scores[i] >= most : response.Correct.Items.Contains(text, StringComparer.OrdinalIgnoreCase),
            ""))];
    }

    /// <summary>What the rules hold the response against.</summary>
    private static IEnumerable<string> Compared(QtiItem item, QtiDeclaration response) =>
        (item.Processing?.Descendants() ?? []).Where(one => one.Local is "match" or "stringmatch" or "equal" or "member")
            .Where(one => one.Elements("variable").Any(variable => variable.Says("identifier") == response.Id) && one.Says("substring") != "true")
            .SelectMany(one => one.Descendants("basevalue")).Select(value => value.Value);
}
