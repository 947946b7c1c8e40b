using System.Globalization;
using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Translations;

/// <summary>How many pieces of a page are translated, were translated from an earlier wording, and are not translated.</summary>
public sealed record TranslationCount(int Current, int Stale, int Missing)
{
    internal static TranslationCount Of(IEnumerable<TranslationState> states)
    {
        var all = states.ToArray();
        return new(all.Count(s => s == TranslationState.Current), all.Count(s => s == TranslationState.Stale), all.Count(s => s == TranslationState.Missing));
    }
}

/// <summary>
/// A text in the words of its translation, block by block: what is translated; what was translated from an earlier wording, with a note that opens to the original; and what is not translated, in the original with a note.
/// </summary>
internal sealed class TranslatedText
{
    private readonly StringBuilder _html = new();
    private readonly PageFile _source;
    private readonly IReadOnlyDictionary<HeadingBlock, string> _headings;
    private readonly string _language;
    private readonly TextLabels _labels;

    private TranslatedText(PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings, string language, TextLabels labels) =>
        (_source, _headings, _language, _labels) = (source, headings, language, labels);

    public string Html => _html.ToString();

    public IReadOnlyList<NotePlace> Notes { get; private set; } = [];

    /// <summary>One for each block of the source.</summary>
    public IReadOnlyList<TranslationState> States { get; private set; } = [];

    /// <param name="source">The page in its own language, with its links resolved.</param>
    /// <param name="headings">The ids of its headings, which are those of the translation too.</param>
    /// <param name="page">The translation, with its links resolved; null where there is none.</param>
    /// <param name="language">The language of the source.</param>
    /// <param name="labels">Those of the language of the translation.</param>
    public static TranslatedText Of(
        PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings, TranslatedPage? page, string language, TextLabels labels, Problems problems)
    {
        var text = new TranslatedText(source, headings, language, labels);
        text.Write(page, problems);
        return text;
    }

    private void Write(TranslatedPage? page, Problems problems)
    {
        var originals = Segments.Blocks(_source.Text);
        var words = page is null ? [] : Segments.Blocks(page.File.Text);
        var aligned = Align(page, originals, words, problems);
        var ids = new Dictionary<HeadingBlock, string>(_headings);
        foreach (var (block, place) in originals.Zip(aligned))
        {
            if (block is HeadingBlock heading && place.Place >= 0 && words[place.Place] is HeadingBlock translated && _headings.TryGetValue(heading, out var id))
            {
                ids[translated] = id;
            }
        }

        var renderer = new TextRenderer(MarkdownForms.Page, _labels) { HeadingIds = ids };
        for (var i = 0; i < originals.Count; i++)
        {
            switch (aligned[i].State)
            {
                case TranslationState.Missing:
                    var end = i;
                    while (end < originals.Count && aligned[end].State == TranslationState.Missing)
                    {
                        end++;
                    }

                    WriteOriginal(renderer, originals.Take(new Range(i, end)), isWhole: end - i == originals.Count);
                    i = end - 1;
                    break;
                case TranslationState.Stale when !LessonNotes.IsNote(originals[i]):
                    renderer.Blocks([words[aligned[i].Place]], _html);
                    WriteNote(originals[i]);
                    break;
                default:
                    renderer.Blocks([words[aligned[i].Place]], _html);
                    break;
            }
        }

        Notes = renderer.Notes;
        States = [.. aligned.Select(a => a.State)];
    }

    private IReadOnlyList<Aligned> Align(TranslatedPage? page, IReadOnlyList<Block> originals, IReadOnlyList<Block> words, Problems problems)
    {
        var now = originals.Select(block => Segments.HashOf(block, _source.Source)).ToArray();
        if (page?.MadeFrom is not { } made)
        {
            return [.. now.Select(_ => new Aligned(TranslationState.Missing, -1))];
        }

        if (made.Blocks.Count != words.Count)
        {
            problems.Add(
                page.File.Source.Start,
                "translation-differs",
                $"The translation has {words.Count} blocks, and was made from a text of {made.Blocks.Count}.",
                "Write a block for each of the source, in its order; an empty comment <!-- --> stands for one that is not translated yet. Then run: translations stamp.");
            return [.. now.Select(_ => new Aligned(TranslationState.Missing, -1))];
        }

        var aligned = Alignment.Of(made.Blocks, now, (place, original) => IsSameForm(words[place], originals[original]));
        foreach (var (place, original) in aligned.Select((a, i) => (a, originals[i])).Where(pair => pair.a.State == TranslationState.Current && !IsMissing(words[pair.a.Place]) && !IsSameForm(words[pair.a.Place], pair.Item2)))
        {
            problems.Add(
                page.File.Source.At(words[place.Place].Span.Start),
                "translation-differs",
                $"This is {NameOf(words[place.Place])}, and in the source it is {NameOf(original)} ({_source.Source.At(original.Span.Start)}).",
                "Keep the form of each block, and their order.");
        }

        return [.. aligned.Select(a => a.Place >= 0 && IsMissing(words[a.Place]) ? new Aligned(TranslationState.Missing, -1) : a)];
    }

    /// <summary>A comment stands where a block is not translated yet.</summary>
    internal static bool IsMissing(Block block) => block is HtmlBlock { Type: HtmlBlockType.Comment };

    internal static bool IsSameForm(Block block, Block other) => (block, other) switch
    {
        (HeadingBlock a, HeadingBlock b) => a.Level == b.Level,
        (QuoteBlock a, QuoteBlock b) => CalloutMark.Of(a)?.Kind == CalloutMark.Of(b)?.Kind,
        (ListBlock a, ListBlock b) => a.IsOrdered == b.IsOrdered && a.Count == b.Count,
        (Markdig.Extensions.Tables.Table a, Markdig.Extensions.Tables.Table b) => a.Count == b.Count && a.ColumnDefinitions.Count == b.ColumnDefinitions.Count,
        _ => block.GetType() == other.GetType(),
    };

    private static string NameOf(Block block) => block switch
    {
        HeadingBlock heading => string.Create(CultureInfo.InvariantCulture, $"a heading of level {heading.Level}"),
        QuoteBlock quote => CalloutMark.Of(quote) is { } mark ? $"a callout [!{mark.Kind}]" : "a quotation",
        ListBlock list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Count}"),
        Markdig.Extensions.Tables.Table table => string.Create(CultureInfo.InvariantCulture, $"a table of {table.Count} rows and {table.ColumnDefinitions.Count} columns"),
        ParagraphBlock => "a paragraph",
        _ => "another form",
    };

    private void WriteOriginal(TextRenderer renderer, IEnumerable<Block> blocks, bool isWhole)
    {
        _html
            .Append(CultureInfo.InvariantCulture, $"<div class=\"{SafeHtml.Own("in-original")}\"><p class=\"{SafeHtml.Own("original-note")}\">{(isWhole ? _labels.NotTranslatedPage : _labels.NotTranslated)}</p>")
            .Append(CultureInfo.InvariantCulture, $"<div {Attributes}>\n");
        renderer.Blocks(blocks, _html);
        _html.Append("</div></div>\n");
    }

    private void WriteNote(Block original)
    {
        _html
            .Append(CultureInfo.InvariantCulture, $"<details class=\"{SafeHtml.Own("stale-note")}\"><summary>{_labels.ChangedSince}</summary>")
            .Append(CultureInfo.InvariantCulture, $"<div {Attributes}>\n");
        new TextRenderer(MarkdownForms.Page, TextLabels.For(_language)) { HeadingIds = _headings, IdPrefix = "original-" }.Blocks([original], _html);
        _html.Append("</div></details>\n");
    }

    private string Attributes => $"lang=\"{_language}\" dir=\"{DirectionOf(_language)}\"";

    private static string DirectionOf(string language) => CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";
}
