using System.Xml.Linq;
using Learning.Authoring.Files;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Holds each unit that came back against the course as it is now: what is new is taken, what would do harm is refused by name.</summary>
internal sealed class Arriving(string name, string language)
{
    private readonly HashSet<Unit> _seen = new(ReferenceEqualityComparer.Instance);

    public Arrivals Arrivals { get; } = new();

    public Problems Refused { get; } = new();

    public int Untranslated { get; private set; }

    public void Take(UnitPage? page, string original, Spot spot, IReadOnlyList<XElement> units)
    {
        if (page is null)
        {
            Refused.Add(spot, "unknown-page", $"The course has no page “{original}” with this id.", "It was moved or deleted since the file went out: export again.");
            return;
        }

        var known = page.Units.ToDictionary(u => u.Id, StringComparer.Ordinal);
        foreach (var element in units)
        {
            var id = (string?)element.Attribute("id") ?? "";
            var unit = known.GetValueOrDefault(id);
            var place = $"“{id}” ({(string?)element.Attribute("name") ?? "unit"}) of {original}";
            if (unit is null)
            {
                Refuse(element, id.StartsWith("block-", StringComparison.Ordinal) ? "source-changed" : "unknown-unit", $"{place} is no longer in the course{Beginning(element)}.", "The source was changed since the file went out: export again.");
            }
            else if (!_seen.Add(unit))
            {
                Refuse(element, "duplicate-unit", $"{place} is in the file twice.", "Keep one of the two.");
            }
            else if ((string?)element.Attribute(XliffNames.MadeFrom) != unit.Hash)
            {
                Refuse(element, "source-changed", $"{place} was translated from another wording than the course has now{Beginning(element)}.", "Export again; what was translated meanwhile stays in the memory of the program.");
            }
            else
            {
                Take(element, unit, place);
            }
        }
    }

    /// <summary>A question is translated as a whole or not at all, since half of one would be asked in two languages.</summary>
    public void RefuseTornQuestions(IReadOnlyList<UnitPage> pages)
    {
        foreach (var (page, bundle) in pages.SelectMany(p => p.Bundles.Where(b => b.Units.Count > 1 && b != p.Head).Select(b => (p, b))))
        {
            if (Arrivals.Any(bundle) && !Arrivals.IsWhole(bundle))
            {
                var missing = bundle.Units.First(u => Arrivals.TextOf(u) is null);
                Refused.Add(Spot.Start(name), "incomplete-question", $"The question “{bundle.Name}” of {page.Source.Source.File} is not translated as a whole: “{missing.Id}” ({missing.Source.Label}) has no target.", "Translate all of it, or none; it stands in the original until then.");
                Arrivals.Forget(bundle);
            }
        }
    }

    private void Take(XElement element, Unit unit, string place)
    {
        var (translated, all, isReviewed) = ReturnedText.Count(element);
        if (translated == 0)
        {
            Untranslated++;
            return;
        }

        if (translated < all)
        {
            Refuse(element, "missing-target", $"{place} is translated in part: {all - translated} of {all} segments have no target.", "Translate all of its segments, or none.");
            return;
        }

        if (ReturnedText.Of(element, new(unit), language, name, Refused, out var missing) is not { } text)
        {
            return;
        }

        var (ours, wentOut) = (unit.Words?.Text, (string?)element.Attribute(XliffNames.WentOut));
        if (text == ours)
        {
            if (unit.State == TranslationState.Stale && isReviewed)
            {
                Arrivals.Confirm(unit);
            }
        }
        else if (wentOut == Segments.HashOf(text) && ours is not null)
        {
            // The translator left it as it went out, and somebody mended it here meanwhile.
        }
        else if (ours is not null && wentOut != Segments.HashOf(ours))
        {
            Refuse(element, "changed-here", $"{place} was changed in the course's folder since the file went out, and in the file too.", "Put the two together by hand in the folder, or export again.");
        }
        else if (missing.Count > 0)
        {
            Refuse(element, "missing-code", $"The translation of {place} lacks {string.Join(", ", missing.Select(c => $"“{c.Open}{(c.Close.Length > 0 ? "…" : "")}{c.Close}”"))}.", "Put the protected code back: a link, picture, number or gap of the source stands in each language.");
        }
        else if (text.Contains('\n', StringComparison.Ordinal) && !unit.Source.Text.Contains('\n', StringComparison.Ordinal) && unit.Source.Start < 0)
        {
            Refuse(element, "several-lines", $"{place} has become several lines.", "Write it on one.");
        }
        else
        {
            Arrivals.Take(unit, text);
        }
    }

    private void Refuse(XElement element, string code, string reason, string remedy) => Refused.Add(ReturnedFile.SpotOf(element, name), code, reason, remedy);

    /// <summary>What it began with, for whoever has only the file.</summary>
    private static string Beginning(XElement unit)
    {
        var words = unit.Elements(XliffNames.Xliff + "segment").FirstOrDefault()?.Element(XliffNames.Xliff + "source")?.Value ?? "";
        return words.Length == 0 ? "" : $": “{(words.Length > 50 ? words[..50] + "…" : words)}”";
    }
}
