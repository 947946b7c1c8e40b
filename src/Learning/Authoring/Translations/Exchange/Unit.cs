using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Markdig.Syntax;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>A piece of the source with its translation: what goes out as a unit of XLIFF and comes back as one.</summary>
/// <param name="Hash">Of what the translation is held against: the block, the whole question, the whole head.</param>
/// <param name="Words">Null where it is not translated.</param>
internal sealed record Unit(string Hash, Piece Source, Piece? Words, TranslationState State)
{
    public string Id => Source.Id;
}

/// <summary>What a stamp knows as one: a head, a block, an introduction, a question.</summary>
/// <param name="Was">The hash of the source that was translated; null where it was not.</param>
internal sealed record Bundle(string Name, string Hash, string? Was, TranslationState State, IReadOnlyList<Unit> Units)
{
    /// <summary>Whether only some of it is translated.</summary>
    public bool IsInPart => Was == MadeFrom.InPart;
}

/// <summary>A block of a page and where it stands.</summary>
internal sealed record Slot(Block Block, int Start, int End, Piece Piece);

/// <summary>A page of the course with its translation, piece by piece.</summary>
internal sealed class UnitPage
{
    public required string Id { get; init; }

    public required PageFile Source { get; init; }

    /// <summary>Where its translation lies or would lie.</summary>
    public required string Path { get; init; }

    public required string Language { get; init; }

    public required TranslatedPage? Words { get; init; }

    public required Bundle Head { get; init; }

    /// <summary>What stands below the head: blocks in their order, or an introduction and questions.</summary>
    public required IPageBody Body { get; init; }

    public IEnumerable<Bundle> Bundles => Body.Bundles.Prepend(Head);

    public IEnumerable<Unit> Units => Bundles.SelectMany(b => b.Units);
}

/// <summary>What a page says below its head, in two forms: blocks, and questions.</summary>
internal interface IPageBody
{
    IReadOnlyList<Bundle> Bundles { get; }

    /// <summary>Whether the translation of a piece is of the form of its source: a heading for a heading, a list of three for a list of three.</summary>
    bool IsOfForm(Unit unit);

    /// <summary>The text below the head of the translation, with what has arrived, and the hashes of what it was made from. Null where it would have no word in the language.</summary>
    ComposedBody Compose(Arrivals arrivals);
}

/// <param name="HasWords">Whether anything in it is in the language.</param>
internal sealed record ComposedBody(string Text, IReadOnlyList<string> Blocks, IReadOnlyDictionary<string, string> Questions, bool HasWords);

/// <summary>What came back and is taken: texts by unit, and which units somebody has looked at again without changing them.</summary>
internal sealed class Arrivals
{
    private readonly Dictionary<Unit, string> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Unit> _confirmed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Unit> _emptied = new(ReferenceEqualityComparer.Instance);

    public int Count => _texts.Count;

    public int Confirmed => _confirmed.Count;

    public void Take(Unit unit, string text) => _texts[unit] = text;

    public void Confirm(Unit unit) => _confirmed.Add(unit);

    /// <summary>Its translation is taken out: a block is an empty comment again, anything else says what the source says.</summary>
    public void Empty(Unit unit) => _emptied.Add(unit);

    public bool IsEmptied(Unit unit) => _emptied.Contains(unit);

    public bool Has(Unit unit) => _texts.ContainsKey(unit) || _confirmed.Contains(unit) || _emptied.Contains(unit);

    public bool Any(Bundle bundle) => bundle.Units.Any(Has);

    public string? NewTextOf(Unit unit) => IsEmptied(unit) ? unit.Source.Text : _texts.GetValueOrDefault(unit);

    public string? TextOf(Unit unit) => IsEmptied(unit) ? null : NewTextOf(unit) ?? unit.Words?.Text;

    public bool IsWhole(Bundle bundle) => bundle.Units.All(u => TextOf(u) is not null);

    public void Forget(Bundle bundle)
    {
        foreach (var unit in bundle.Units)
        {
            _texts.Remove(unit);
            _confirmed.Remove(unit);
        }
    }

    /// <summary>The hash of what a translation was made from when everything that has arrived is in it.</summary>
    /// <remarks>The last piece of what was translated in part makes it whole: whoever gave it had the rest of it before her, beside its source as it is now.</remarks>
    public string HashOf(Bundle bundle) =>
        Any(bundle) && !IsWhole(bundle) ? MadeFrom.InPart
        : bundle.State == TranslationState.Current || bundle.Was is null || bundle.Units.All(Has) || (bundle.IsInPart && Any(bundle)) ? bundle.Hash
        : bundle.Was;
}
