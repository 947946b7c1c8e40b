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
    private string _heading = "";
    private int _callouts;
    private int _tables;
    private int _gaps;
    private readonly List<NotePlace> _notes = [];
    private readonly StringBuilder _written = new();
    private HtmlRenderer? _html;

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

    public string Blocks(IEnumerable<Block> blocks) => Write(html =>
    {
        foreach (var block in blocks)
        {
            html.Render(block);
        }
    });

    /// <summary>The line of a paragraph or heading, without the element around it.</summary>
    public string Line(LeafBlock block) => Write(html => html.WriteLeafInline(block));

    /// <summary>One for all texts of this renderer: a question has a dozen, most of a few words.</summary>
    private string Write(Action<HtmlRenderer> write)
    {
        var html = _html ??= Renderer();
        write(html);
        var text = _written.ToString();
        html.EnsureLine();   // the next begins anew
        _written.Clear();
        return text;
    }

    private HtmlRenderer Renderer()
    {
        var html = new HtmlRenderer(new StringWriter(_written, CultureInfo.InvariantCulture) { NewLine = "\n" });
        forms.Setup(html);
        html.On<HeadingBlock>(WriteHeading);
        html.On<ParagraphBlock>((_, paragraph) => LinkHtml.Paragraph(html, paragraph, labels));
        html.On<LinkInline>(LinkHtml.Link);
        html.On<QuoteBlock>((_, quote) => WriteQuote(html, quote));
        html.On<Table>((_, table) => TableHtml.Write(html, table, NextTable()));
        html.On<FootnoteLink>((_, link) => FootnoteHtml.Link(html, link, labels));
        html.On<FootnoteGroup>((_, notes) => FootnoteHtml.Notes(html, notes, labels));
        html.On<CalloutMark>((_, _) => { });
        html.On<OptionMark>((_, _) => { });
        html.On<NumberMark>((_, number) => html.WriteEscape(Questions.Calculation.MarkOf(number.Expression)));
        html.On<GapMark>((_, _) => html.Write(Questions.Gaps.Mark(_gaps++)));
        return html;
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

        CalloutHtml.Write(html, quote, labels, () => $"{IdPrefix}callout-{++_callouts}");
    }

    private void WriteHeading(HtmlRenderer html, HeadingBlock heading)
    {
        _heading = InlineText.Of(heading.Inline);
        html.EnsureLine();
        html.Write($"<h{heading.Level}").Own("id", HeadingIds.TryGetValue(heading, out var id) ? IdPrefix + id : null).Write(">");
        html.WriteLeafInline(heading).WriteLine($"</h{heading.Level}>");
    }

    private string NextTable() => $"{labels.Table} {++_tables}{(_heading.Length > 0 ? ": " + _heading : "")}";
}
