using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>A note as it was met in a text, and the words of the heading above it; empty before the first.</summary>
internal sealed record NotePlace(QuoteBlock Quote, string Heading);

/// <summary>
/// The notes for facilitators in a lesson, <c>&gt; [!FACILITATOR]</c>. Each is rendered by itself and kept beside the text, so that the text of a learner is made without it: no word of it, no
/// number counted on by it. Whatever looks like a note and is none is a fault, since learners would read it.
/// </summary>
internal static partial class LessonNotes
{
    /// <summary>No author can write it: a control character is never part of a text.</summary>
    public const char MarkSign = '\u0004';

    /// <summary>Stands in a text where a note was, until it is cut.</summary>
    public static string Mark(int number) => $"\u0004{number.ToString(CultureInfo.InvariantCulture)}\u0004";

    public static bool IsNote(Block block) => block is QuoteBlock quote && CalloutMark.Of(quote) is { Kind: CalloutKinds.Facilitator };

    /// <summary>The text as it is stored, and the notes with their places in it (null where there are none). The tree is left without marks.</summary>
    public static (string Html, IReadOnlyList<LessonNote>? Notes) Cut(SafeElement body, IReadOnlyList<NotePlace> notes, TextLabels labels)
    {
        var marked = SafeHtml.Write(body);
        if (notes.Count == 0)
        {
            return (marked, null);
        }

        Unmark(body);
        var html = new StringBuilder();
        var cut = new List<LessonNote>();
        var done = 0;
        foreach (Match mark in Marks().Matches(marked))
        {
            html.Append(marked, done, mark.Index - done);
            done = mark.Index + mark.Length;
            var number = int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture);
            cut.Add(new(html.Length, notes[number].Heading is { Length: > 0 } heading ? heading : null, Rendered(notes[number], number + 1, labels)));
        }

        html.Append(marked, done, marked.Length - done);

        // A text without the notes at its beginning would not begin with an empty line.
        return html.Length > 0 && html[0] == '\n' ? (html.ToString(1, html.Length - 1), [.. cut.Select(note => note with { At = Math.Max(0, note.At - 1) })]) : (html.ToString(), cut);
    }

    private static void Unmark(SafeElement element)
    {
        foreach (var child in element.Children)
        {
            if (child is SafeElement inner)
            {
                Unmark(inner);
            }
            else if (child is SafeText text && text.Words.Contains(MarkSign, StringComparison.Ordinal))
            {
                text.Words = Marks().Replace(text.Words, "");
            }
        }
    }

    public static void Report(MarkdownDocument text, SourceText source, bool takesNotes, Problems problems)
    {
        foreach (var block in text.Descendants<LeafBlock>().Where(LooksLikeNote))
        {
            problems.Add(
                source.At(block.Span.Start),
                "unread-note",
                "This looks like a note for facilitators and is none: learners would read it.",
                "Begin a block quote of its own with > [!FACILITATOR], in capitals and without spaces inside the brackets.");
        }

        foreach (var note in text.Descendants<QuoteBlock>().Where(IsNote))
        {
            Report(note, source, takesNotes, problems);
        }
    }

    private static void Report(QuoteBlock note, SourceText source, bool takesNotes, Problems problems)
    {
        if (!takesNotes)
        {
            problems.Add(source.At(note.Span.Start), "note-outside-lesson", "A note for facilitators stands outside a lesson.", "Move it into a lesson of the module.");
        }

        foreach (var part in note.Descendants())
        {
            switch (part)
            {
                case HeadingBlock:
                    problems.Add(source.At(part.Span.Start), "heading-in-note", "A heading stands in a note for facilitators, and learners cannot be led to it.", "Write its words in bold.");
                    break;
                case FootnoteLink { IsBackLink: false }:
                    problems.Add(source.At(part.Span.Start), "footnote-in-note", "A note for facilitators has a footnote, which would stand at the end of the lesson.", "Write it into the note itself, in brackets.");
                    break;
            }
        }
    }

    /// <summary>A mark that was read is no literal any more; code may show one.</summary>
    private static bool LooksLikeNote(LeafBlock block) =>
        block.Inline is { } inline && HasBracket(inline)
        && Opening().IsMatch(string.Concat(inline.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())));

    private static bool HasBracket(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is LiteralInline literal ? literal.Content.AsSpan().Contains('[') : inline is ContainerInline inner && HasBracket(inner))
            {
                return true;
            }
        }

        return false;
    }

    private static string Rendered(NotePlace note, int number, TextLabels labels)
    {
        var renderer = new TextRenderer(MarkdownForms.Page, labels) { IsNote = true, Heading = note.Heading, IdPrefix = string.Create(CultureInfo.InvariantCulture, $"note-{number}-") };
        return SafeHtml.Of(renderer.Blocks([note.Quote]));
    }

    [GeneratedRegex("\n?\u0004([0-9]+)\u0004", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\[\s*!\s*facilitator", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
