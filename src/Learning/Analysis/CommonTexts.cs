namespace Learning.Analysis;

/// <summary>
/// The texts that come up most among any number of them, in a fixed number of places. A text that is new when all places are taken takes that of the one seen least, and its count, so
/// that whatever makes up more than one in so many of all texts is sure to be there. Source: A. Metwally, D. Agrawal, A. El Abbadi, "Efficient computation of frequent and top-k elements in
/// data streams" (Space-Saving), ICDT 2005.
/// </summary>
internal sealed class CommonTexts(int places)
{
    /// <summary>A longer text is cut: it is shown in a table.</summary>
    public const int LongestText = 80;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    public void Add(string text, bool isRight)
    {
        var kept = text.Length <= LongestText ? text : text[..LongestText];
        if (_places.TryGetValue(kept, out var place))
        {
            place.Count++;
            return;
        }

        var inherited = _places.Count < places ? 0 : GiveUpTheLeast();
        _places.Add(kept, new Place(inherited, isRight) { Count = inherited + 1 });
    }

    /// <summary>The texts that came up most, with how often they did at least: what a place was given up with is not counted.</summary>
    public IReadOnlyList<CommonText> Top(int most, int fewest) =>
    [
        .. _places.Select(p => new CommonText(p.Key, p.Value.Count - p.Value.Inherited, p.Value.Inherited == 0, p.Value.IsRight))
            .Where(t => t.Count >= fewest)
            .OrderByDescending(t => t.Count).ThenBy(t => t.Text, StringComparer.Ordinal)
            .Take(most),
    ];

    private int GiveUpTheLeast()
    {
        var least = _places.MinBy(p => p.Value.Count);
        _places.Remove(least.Key);
        return least.Value.Count;
    }

    private sealed class Place(int inherited, bool isRight)
    {
        public int Inherited => inherited;

        public bool IsRight => isRight;

        public int Count { get; set; }
    }
}

/// <summary>A text that was typed, folded as it is compared; how often, or at least how often; and whether it is right.</summary>
public sealed record CommonText(string Text, int Count, bool IsExact, bool IsRight);
