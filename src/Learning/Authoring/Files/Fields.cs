using System.Globalization;

namespace Learning.Authoring.Files;

/// <summary>
/// The keys of a front matter, asked for one by one: what is missing, of the wrong kind or out of range is reported where it stands,
/// and a key nobody asked for is reported at the end.
/// </summary>
internal sealed class Fields
{
    private readonly FrontMap? _map;
    private readonly Problems _problems;
    private readonly Spot _start;
    private readonly string _of;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <param name="map">Null when it could not be read: then nothing is reported as missing.</param>
    /// <param name="of">What the keys describe, for the reasons: "a lesson".</param>
    public Fields(FrontMap? map, string of, Spot start, Problems problems) => (_map, _of, _start, _problems) = (map, of, start, problems);

    public FrontNode? Find(string key, bool isRequired = true)
    {
        _asked.Add(key);
        var value = _map?.Entries.FirstOrDefault(e => e.Key.Value == key)?.Value;
        if (value is null && isRequired && _map is not null)
        {
            _problems.Add(
                _start,
                key == "id" ? "missing-id" : "missing-key",
                $"The key “{key}” is missing.",
                $"Write {key}: with its value; {_of} needs it.");
        }

        return value;
    }

    public FrontText? Text(string key, bool isRequired = true)
    {
        switch (Find(key, isRequired))
        {
            case null:
                return null;
            case FrontText { Value.Length: > 0 } text:
                return text;
            case FrontText text:
                _problems.Add(text.Spot, key == "id" ? "missing-id" : "empty-value", $"The key “{key}” has no value.", "Write a text behind it.");
                return null;
            case var other:
                _problems.Add(other.Spot, "wrong-type", $"The value of “{key}” is one text.", $"Write {key}: and the text on one line.");
                return null;
        }
    }

    public int Whole(string key, int least, int most, int? otherwise = null) =>
        (int)Number(key, least, most, otherwise, n => n == decimal.Truncate(n), "a whole number");

    public decimal Number(string key, decimal least, decimal most) => Number(key, least, most, null, _ => true, "a number");

    public DateOnly? Day(string key, bool isRequired = true)
    {
        var text = Text(key, isRequired);
        if (text is null || DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return text is null ? null : DateOnly.ParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        _problems.Add(text.Spot, "wrong-type", $"“{text.Value}” is not a date.", "Write year-month-day: 2026-11-23.");
        return null;
    }

    /// <summary>One of a few words; the first of them when it is missing or unknown.</summary>
    public FrontText? OneOf(string key, params string[] words)
    {
        var text = Text(key);
        if (text is not null && !words.Contains(text.Value, StringComparer.Ordinal))
        {
            _problems.Add(text.Spot, "unknown-value", $"“{text.Value}” is no value of “{key}”.", $"Write one of: {string.Join(", ", words)}.");
            return null;
        }

        return text;
    }

    /// <summary>One of a few words, or nothing.</summary>
    public FrontText? OneOfOrNone(string key, params string[] words) => Find(key, isRequired: false) is null ? null : OneOf(key, words);

    /// <summary>Where a key's value stands; the beginning where it does not.</summary>
    public Spot Spot(string key) => Find(key, isRequired: false)?.Spot ?? _start;

    /// <summary>A list; a single value stands for a list of one.</summary>
    public IReadOnlyList<FrontNode> List(string key, bool isRequired = true)
    {
        var node = Find(key, isRequired);
        IReadOnlyList<FrontNode> items = node switch
        {
            null or FrontText { Value.Length: 0 } => [],
            FrontList list => list.Items,
            var one => [one],
        };
        if (node is not null && items.Count == 0)
        {
            _problems.Add(node.Spot, "empty-value", $"The list “{key}” is empty.", "Write at least one entry.");
        }

        return items;
    }

    /// <summary>A list of words; what is not one is reported and left out.</summary>
    public IReadOnlyList<FrontText> Words(string key, bool isRequired = true)
    {
        var items = List(key, isRequired);
        foreach (var other in items.Where(i => i is not FrontText))
        {
            _problems.Add(other.Spot, "wrong-type", $"“{key}” is a list of single words.", $"Write {key}: [one, two].");
        }

        return [.. items.OfType<FrontText>()];
    }

    public FrontMap? Map(string key, bool isRequired = true)
    {
        var node = Find(key, isRequired);
        if (node is not null and not FrontMap)
        {
            _problems.Add(
                node.Spot,
                "wrong-type",
                $"“{key}” holds keys of its own.",
                "Write them below it, each indented by two spaces: key: value.");
        }

        return node as FrontMap;
    }

    public void ReportUnknown()
    {
        foreach (var entry in _map?.Entries.Where(e => !_asked.Contains(e.Key.Value)) ?? [])
        {
            _problems.Add(
                entry.Key.Spot,
                "unknown-key",
                $"Nobody knows the key “{entry.Key.Value}” here.",
                $"Correct or delete it; {_of} has: {string.Join(", ", _asked)}.");
        }
    }

    private decimal Number(string key, decimal least, decimal most, decimal? otherwise, Func<decimal, bool> fits, string kind)
    {
        var text = Text(key, isRequired: otherwise is null);
        if (text is null)
        {
            return otherwise ?? least;
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text.Value, Plain, CultureInfo.InvariantCulture, out var number) || !fits(number))
        {
            _problems.Add(text.Spot, "wrong-type", $"“{text.Value}” is not {kind}.", $"Write {kind} from {least} to {most}.");
            return least;
        }

        if (number < least || number > most)
        {
            _problems.Add(text.Spot, "out-of-range", $"{text.Value} is out of range for “{key}”.", $"Write {kind} from {least} to {most}.");
            return least;
        }

        return number;
    }
}
