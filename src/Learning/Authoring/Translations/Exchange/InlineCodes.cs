using System.Text.RegularExpressions;
using Learning.Authoring.Rendering;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>A sign in a text and where it stands.</summary>
internal readonly record struct CodeSpan(int Start, int Length, TokenKind Kind, CodeForm Form)
{
    public int End => Start + Length;
}

/// <summary>Finds the signs in a text that a translator shall see as signs: what makes it bold, where a link leads, a picture's file, numbers and formulas, gaps.</summary>
internal sealed partial class InlineCodes
{
    private readonly string _text;
    private readonly List<CodeSpan> _found = [];

    private InlineCodes(string text) => _text = text;

    public static IReadOnlyList<CodeSpan> In(IEnumerable<LeafBlock> leaves, string text)
    {
        var codes = new InlineCodes(text);
        foreach (var leaf in leaves.Where(leaf => leaf.Inline is not null))
        {
            codes.AddAll(leaf.Inline!);
        }

        return codes._found;
    }

    /// <summary>Formulas and numbers in typed answers, which are no Markdown.</summary>
    public static IEnumerable<CodeSpan> InAnswer(string text, int start, int length) =>
        Braces().Matches(text.Substring(start, length)).Select(m => new CodeSpan(start + m.Index, m.Length, TokenKind.Point, CodeForm.Number));

    private void AddAll(ContainerInline inlines)
    {
        foreach (var inline in inlines)
        {
            Add(inline);
        }
    }

    private void Add(Inline inline)
    {
        switch (inline)
        {
            case EmphasisInline emphasis:
                AddPair(emphasis.Span, emphasis.DelimiterCount, emphasis.DelimiterCount, emphasis.DelimiterCount > 1 ? CodeForm.Strong : CodeForm.Emphasis);
                AddAll(emphasis);
                break;
            case AutolinkInline or FootnoteLink { IsBackLink: false }:
                AddPoint(inline.Span.Start, inline.Span.Length, inline is FootnoteLink ? CodeForm.Footnote : CodeForm.Link);
                break;
            case NumberMark:
                AddPoint(inline.Span.Start, inline.Span.Length, CodeForm.Number);
                break;
            case GapMark:
                AddPair(inline.Span, 2, 2, CodeForm.Gap);
                foreach (Match choice in Choices().Matches(_text.Substring(inline.Span.Start, inline.Span.Length)))
                {
                    AddPoint(inline.Span.Start + choice.Index, choice.Length, CodeForm.Choice);
                }

                break;
            case LinkInline link:
                AddLink(link);
                break;
            case ContainerInline others:
                AddAll(others);
                break;
        }
    }

    private void AddLink(LinkInline link)
    {
        var form = link.IsImage ? CodeForm.Picture : CodeForm.Link;
        var opening = link.IsImage ? 2 : 1;
        var label = link.LastChild is { } last ? Math.Max(last.Span.End + 1, link.Span.Start + opening) : link.Span.Start + opening;
        var end = link.Span.End + 1;
        if (label >= end || end > _text.Length || _text[label] != ']' || end - label < 2)
        {
            AddPoint(link.Span.Start, link.Span.Length, form);
            return;
        }

        if (Titled().Match(_text[label..end]) is { Success: true } titled)
        {
            AddPoint(link.Span.Start, opening, form);
            AddPoint(label, titled.Groups["before"].Length, form);
            AddPoint(label + titled.Groups["after"].Index, titled.Groups["after"].Length, form);
        }
        else
        {
            AddPair(link.Span, opening, end - label, form);
        }

        AddAll(link);
    }

    private void AddPair(SourceSpan span, int opening, int closing, CodeForm form)
    {
        _found.Add(new(span.Start, opening, TokenKind.Open, form));
        _found.Add(new(span.End + 1 - closing, closing, TokenKind.Close, form));
    }

    private void AddPoint(int start, int length, CodeForm form) => _found.Add(new(start, length, TokenKind.Point, form));

    [GeneratedRegex(@"\{[^{}\n]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();

    [GeneratedRegex(@"(?<=(\{\{|\|)\s*)\([xX ]\)", RegexOptions.CultureInvariant)]
    private static partial Regex Choices();

    [GeneratedRegex(@"^(?<before>\]\(\S+\s+[""'(])(?<title>.+)(?<after>[""')]\s*\))$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Titled();
}
