using System.Globalization;
using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>The text of a course's, a module's or a lesson's page: a block is a piece.</summary>
internal sealed class BlockBody : IPageBody
{
    private const string NotTranslated = "<!-- -->";

    private readonly PageFile _source;
    private readonly PageFile? _words;
    private readonly IReadOnlyList<Slot> _own;
    private readonly IReadOnlyList<Slot> _others;
    private readonly IReadOnlyList<Aligned> _aligned;
    private readonly IReadOnlyList<Bundle> _all;

    private BlockBody(PageFile source, TranslatedPage? words, IReadOnlyList<Slot> own, IReadOnlyList<Slot> others)
    {
        (_source, _words, _own, _others) = (source, words?.File, own, others);
        var now = own.Select(slot => Segments.HashOf(slot.Block, source.Source)).ToArray();
        var made = words?.MadeFrom?.Blocks ?? [];
        _aligned = Alignment.Of(made, now, (place, original) => TranslatedText.IsSameForm(others[place].Block, own[original].Block));
        _all = [.. own.Select((slot, i) => BundleOf(slot.Piece, now[i], _aligned[i], made))];
    }

    public IReadOnlyList<Bundle> Bundles => [.. _all.Where(b => b.Units.Count > 0)];

    public static BlockBody Of(PageFile source, TranslatedPage? words, Problems problems)
    {
        var (own, others) = (Slots(source), words is null ? [] : Slots(words.File));
        foreach (var (file, slots) in new[] { (source, own) }.Concat(words is null ? [] : [(words.File, others)]))
        {
            if (slots.Zip(slots.Skip(1)).FirstOrDefault(pair => pair.First.End > pair.Second.Start).Second is { } slot)
            {
                problems.Add(file.Source.At(slot.Start), "footnote-between", "Footnotes stand between other blocks.", "Put them at the end of the text, so that they can be translated together.");
                return new(source, null, [], []);
            }
        }

        if (words is not null && words.MadeFrom is { } made && made.Blocks.Count != others.Count)
        {
            problems.Add(words.File.Source.Start, "translation-differs", $"The translation has {others.Count} blocks, and was made from a text of {made.Blocks.Count}.", "Write a block for each of the source, in its order; an empty comment <!-- --> stands for one that is not translated yet. Then run: translations stamp.");
            return new(source, null, [], []);
        }

        return new(source, words, own, others);
    }

    public bool IsOfForm(Unit unit)
    {
        var i = _all.ToList().FindIndex(b => b.Units.Contains(unit));
        return i < 0 || _aligned[i].Place < 0 || TranslatedText.IsMissing(_others[_aligned[i].Place].Block) || TranslatedText.IsSameForm(_others[_aligned[i].Place].Block, _own[i].Block);
    }

    public ComposedBody Compose(Arrivals arrivals)
    {
        var text = new StringBuilder(Before(0, "\n"));
        var hashes = new List<string>();
        var hasWords = false;
        for (var i = 0; i < _own.Count; i++)
        {
            var (bundle, place) = (_all[i], _aligned[i].Place);
            var isEmptied = bundle.Units.Count > 0 && arrivals.IsEmptied(bundle.Units[0]);
            var arrived = isEmptied ? NotTranslated : bundle.Units.Count > 0 ? arrivals.NewTextOf(bundle.Units[0]) : null;
            var isThere = bundle.State != TranslationState.Missing;
            text.Append(i == 0 ? "" : Before(i, _source.Source.Text[_own[i - 1].End.._own[i].Start]));
            text.Append(isThere ? Replaced(_others[place], arrived) : arrived ?? (bundle.Units.Count == 0 ? _source.Source.Text[_own[i].Start.._own[i].End] : NotTranslated));
            hashes.Add(isEmptied ? bundle.Hash : arrivals.HashOf(bundle));
            hasWords |= arrived is not null || (isThere && bundle.Units.Count > 0);
        }

        var isEndThere = _own.Count > 0 && _words is not null && _aligned[^1].Place == _others.Count - 1 && _others.Count > 0;
        return new(text.Append(isEndThere ? _words!.Source.Text[_others[^1].End..] : "\n").ToString(), hashes, new Dictionary<string, string>(), hasWords);
    }

    private string Replaced(Slot slot, string? arrived) =>
        arrived is null ? _words!.Source.Text[slot.Start..slot.End] : _words!.Source.Text[slot.Start..slot.Piece.Start] + arrived + _words.Source.Text[slot.Piece.End..slot.End];

    /// <summary>What stands before a block in the translation where its neighbour is the same there; otherwise what stands there in the source.</summary>
    private string Before(int i, string otherwise)
    {
        if (_words is null || _own.Count == 0 || _aligned[i].Place is not (>= 0 and var place))
        {
            return otherwise;
        }

        return i == 0
            ? place == 0 ? _words.Source.Text[HeadText.EndOf(_words.Source.Text).._others[0].Start] : otherwise
            : _aligned[i - 1].Place == place - 1 && place > 0 ? _words.Source.Text[_others[place - 1].End.._others[place].Start] : otherwise;
    }

    private Bundle BundleOf(Piece piece, string hash, Aligned aligned, IReadOnlyList<string> made)
    {
        var words = aligned.Place >= 0 && !TranslatedText.IsMissing(_others[aligned.Place].Block) ? _others[aligned.Place] : null;
        var state = words is null ? TranslationState.Missing : aligned.State;
        return new(piece.Id, hash, words is null ? null : made[aligned.Place], state, piece.HasWords ? [new(hash, piece, words?.Piece, state)] : []);
    }

    private static List<Slot> Slots(PageFile page)
    {
        var reader = new PieceReader(page.Source);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var slots = new List<Slot>();
        foreach (var block in Segments.Blocks(page.Text))
        {
            var hash = Segments.HashOf(block, page.Source);
            var count = counts[hash] = counts.GetValueOrDefault(hash) + 1;
            var piece = reader.Of(string.Create(CultureInfo.InvariantCulture, $"block-{hash}{(count > 1 ? $"-{count}" : "")}"), LabelOf(block), [block]);
            var isHeading = block is HeadingBlock && block.Span.End + 1 > piece.End;
            slots.Add(new(block, PieceReader.StartOf(block), isHeading ? Math.Min(block.Span.End + 1, page.Source.Text.Length) : piece.End, piece));
        }

        return slots;
    }

    private static string LabelOf(Block block) => block switch
    {
        HeadingBlock => "heading",
        ListBlock => "list",
        QuoteBlock => "callout or quotation",
        Markdig.Extensions.Tables.Table => "table",
        FootnoteGroup => "footnotes",
        _ => "paragraph",
    };
}
