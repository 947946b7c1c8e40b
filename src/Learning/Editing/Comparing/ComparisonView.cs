using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Learning.Courses;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Html;

namespace Learning.Editing.Comparing;

/// <summary>A comparison as a page shows it, some of its things at a time. What went and what came is told by marks in the text and by words for who listens, not by colour alone.</summary>
public sealed record ComparisonView(IReadOnlyList<LanguageView> Languages, IReadOnlyList<FileChange> Files, PageLinks Pages, int Count, int Keys)
{
    public bool IsEmpty => Languages.Count == 0 && Files.Count == 0;

    /// <summary>Things on one page.</summary>
    private const int Most = 40;

    /// <summary>Of one field no more is shown: a new lesson is read in the course.</summary>
    private const int MostParagraphs = 120;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static ComparisonView Of(CourseComparison comparison, InterfaceTexts texts, string? page, Func<string, string> address)
    {
        var count = comparison.Languages.Sum(l => l.Things.Count);
        var pages = Theming.Pages.Of(count, Most, page);
        var skip = pages.Skip;
        var left = Most;
        var languages = new List<LanguageView>();
        foreach (var language in comparison.Languages)
        {
            var things = language.Things.Skip(skip).Take(left).Select(t => Thing(t, texts)).ToArray();
            var isBegin = skip == 0 && left > 0;
            if (things.Length > 0 || (isBegin && language.Things.Count == 0) || (isBegin && language.Outline.Count > 0))
            {
                languages.Add(new(language.Language, InterfaceCulture.NameOf(language.Language), language.IsOwn, language.Kind, isBegin ? language.Outline : [], things));
            }

            skip = Math.Max(0, skip - language.Things.Count);
            left -= things.Length;
        }

        return new(languages, pages.At == 1 ? comparison.Files : [], pages.With(address), count, comparison.ChangedKeys.Count());
    }

    internal static ThingView Thing(ChangedThing thing, InterfaceTexts texts) =>
        new(thing.Change, thing.Kind, thing.Id, thing.Title, thing.HasOtherKey, [.. thing.Fields.Select(f => new FieldView(f.Name, f.Name is "Rules" or "Draw", Html(f, texts)))]);

    private static HtmlString Html(ChangedField field, InterfaceTexts texts)
    {
        var html = new StringBuilder();
        var shown = field.Shown;
        foreach (var one in shown.Take(MostParagraphs))
        {
            if (one.Paragraph is not { } paragraph)
            {
                Hint("Compare.PassedOver", one.PassedOver);
                continue;
            }

            html.Append(paragraph.IsNew ? "<p class=\"is-new\">" : paragraph.IsGone ? "<p class=\"is-gone\">" : "<p>");
            foreach (var piece in paragraph.Pieces)
            {
                var (tag, name) = piece.Kind switch { PieceKind.Deleted => ("del", "Compare.Deleted"), PieceKind.Inserted => ("ins", "Compare.Inserted"), _ => ("", "") };
                if (tag.Length == 0)
                {
                    html.Append(Encoder.Encode(piece.Text));
                }
                else
                {
                    html.Append($"<{tag}><span class=\"unseen\">{Encoder.Encode(texts[name])} </span>{Encoder.Encode(piece.Text)}</{tag}>");
                }
            }

            html.Append("</p>");
        }

        if (shown.Count > MostParagraphs)
        {
            Hint("Compare.More", shown.Count - MostParagraphs);
        }

        return new(html.ToString());

        void Hint(string name, int number) => html.Append($"<p class=\"hint passed-over\">{Encoder.Encode(texts[name, number])}</p>");
    }
}

public sealed record LanguageView(string Language, string Name, bool IsOwn, ChangeKind Kind, IReadOnlyList<OutlineChange> Outline, IReadOnlyList<ThingView> Things);

public sealed record ThingView(ChangeKind Change, string Kind, string Id, string Title, bool HasOtherKey, IReadOnlyList<FieldView> Fields);

/// <summary>Code: words of the front matter, which are the same in every language.</summary>
public sealed record FieldView(string Name, bool IsCode, HtmlString Html);
