using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>Writes Markdown as the semantic HTML our pages use. One renderer for each text, since it counts callouts and tables.</summary>
internal sealed class TextRenderer(MarkdownPipeline forms, TextLabels labels)
{
    private const int MostKept = 256 * 1024;

    private static readonly ConcurrentDictionary<MarkdownPipeline, ConcurrentQueue<Pen>> _pens = new();

    private readonly TextLabels _labels = labels;
    private string _heading = "";
    private int _callouts;
    private int _tables;
    private int _gaps;
    private readonly List<NotePlace> _notes = [];

    public IReadOnlyDictionary<HeadingBlock, string> HeadingIds { get; init; } = new Dictionary<HeadingBlock, string>();

    /// <summary>Stands before the ids made here, so that several texts can share a page.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>The text is a facilitator's note itself, to be written out.</summary>
    public bool IsNote { get; init; }

    /// <summary>What the text belongs to; names its tables until a heading comes.</summary>
    public string Heading
    {
        get => _heading;
        init => _heading = value;
    }

    /// <summary>The facilitators' notes met in the text, in order. Where each was, the text holds <see cref="LessonNotes.Mark"/> and nothing else of it.</summary>
    public IReadOnlyList<NotePlace> Notes => _notes;

    public string Blocks(IEnumerable<Block> blocks) => Write(blocks, WriteBlocks, static written => written.ToString());

    public void Blocks(IEnumerable<Block> blocks, StringBuilder into) => Write(blocks, WriteBlocks, into.Append);

    /// <summary>The line of a paragraph or heading, without the element around it.</summary>
    public string Line(LeafBlock block) => Write(block, static (html, line) => html.WriteLeafInline(line), static written => written.ToString());

    private static void WriteBlocks(HtmlRenderer html, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            html.Render(block);
        }
    }

    private TGiven Write<T, TGiven>(T what, Action<HtmlRenderer, T> write, Func<StringBuilder, TGiven> give)
    {
        var pens = _pens.GetOrAdd(forms, static _ => new());
        var pen = pens.TryDequeue(out var kept) ? kept : new Pen(forms);
        pen.Text = this;
        write(pen.Html, what);
        var given = give(pen.Written);
        pen.Text = null;
        pen.Html.EnsureLine();   // the next begins anew
        pen.Written.Clear();
        if (pen.Written.Capacity <= MostKept)
        {
            pens.Enqueue(pen);
        }

        return given;
    }

    /// <summary>What texts are written with, one after the other: a question has a dozen, and most are written in less time than it takes to make a pen.</summary>
    private sealed class Pen
    {
        public Pen(MarkdownPipeline forms)
        {
            var html = Html = new HtmlRenderer(new StringWriter(Written, CultureInfo.InvariantCulture) { NewLine = "\n" });
            forms.Setup(html);
            html.On<HeadingBlock>((_, heading) => Text!.WriteHeading(html, heading));
            html.On<ParagraphBlock>((_, paragraph) => LinkHtml.Paragraph(html, paragraph, Text!._labels));
            html.On<LinkInline>(LinkHtml.Link);
            html.On<QuoteBlock>((_, quote) => Text!.WriteQuote(html, quote));
            html.On<Table>((_, table) => TableHtml.Write(html, table, Text!.NextTable()));
            html.On<FootnoteLink>((_, link) => FootnoteHtml.Link(html, link, Text!._labels));
            html.On<FootnoteGroup>((_, notes) => FootnoteHtml.Notes(html, notes, Text!._labels));
            html.On<CalloutMark>((_, _) => { });
            html.On<OptionMark>((_, _) => { });
            html.On<NumberMark>((_, number) => html.WriteEscape(Questions.Calculation.MarkOf(number.Expression)));
            html.On<GapMark>((_, _) => html.Write(Questions.Gaps.Mark(Text!._gaps++)));
        }

        public StringBuilder Written { get; } = new();

        public HtmlRenderer Html { get; }

        /// <summary>The text that is being written.</summary>
        public TextRenderer? Text { get; set; }
    }

    private void WriteQuote(HtmlRenderer html, QuoteBlock quote)
    {
        if (CalloutMark.Of(quote) is { Kind: CalloutKinds.Facilitator } && !IsNote)
        {
            html.EnsureLine();
            html.WriteLine(LessonNotes.Mark(_notes.Count));
            _notes.Add(new(quote, _heading));
            return;
        }

        CalloutHtml.Write(html, quote, _labels, () => $"{IdPrefix}callout-{++_callouts}");
    }

    private void WriteHeading(HtmlRenderer html, HeadingBlock heading)
    {
        _heading = InlineText.Of(heading.Inline);
        html.EnsureLine();
        html.Write($"<h{heading.Level}").Own("id", HeadingIds.TryGetValue(heading, out var id) ? IdPrefix + id : null).Write(">");
        html.WriteLeafInline(heading).WriteLine($"</h{heading.Level}>");
    }

    private string NextTable() => $"{_labels.Table} {++_tables}{(_heading.Length > 0 ? ": " + _heading : "")}";
}
