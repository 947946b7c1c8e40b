using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Desk;

/// <summary>What a group of pieces is.</summary>
public enum SheetPart
{
    /// <summary>What the front matter says in words.</summary>
    Head,

    /// <summary>A block of a text, or the introduction of a quiz.</summary>
    Text,

    Question,
}

/// <summary>A page of a course beside its translation, piece by piece, for whoever translates it in the site.</summary>
public sealed class Sheet
{
    private Sheet(UnitPage page)
    {
        Page = page;
        Title = HeadPieces.Value(page.Source.Front, "title") ?? "";
        Groups = [.. page.Bundles.Where(b => b.Units.Count > 0).Select(b => SheetGroup.Of(b, b == page.Head))];
    }

    internal UnitPage Page { get; }

    public string SourcePath => Page.Source.Source.File;

    /// <summary>Where the translation lies or would lie.</summary>
    public string Path => Page.Path;

    public string Language => Page.Language;

    /// <summary>In the language of the course.</summary>
    public string Title { get; }

    public IReadOnlyList<SheetGroup> Groups { get; }

    /// <summary>A paragraph, a heading, a question each count as one, as they do for learners.</summary>
    public TranslationCount Count => TranslationCount.Of(Groups.Select(g => g.State));

    /// <returns>Without a sheet there are problems: the page or its translation cannot be taken apart into pieces.</returns>
    public static (Sheet? Sheet, IReadOnlyList<Problem> Problems) Read(IFileProvider content, string path, string language)
    {
        var problems = new Problems();
        var page = UnitPages.PageOf(content, path, language, problems);
        return (page is null || problems.Any ? null : new(page), problems.InOrder);
    }

    /// <summary>The pages of a course that can be translated, its own first, and the language they are in. What is a page is told by its name alone, so a course with faults has them too.</summary>
    public static (string Language, IReadOnlyList<string> Paths) PagesOf(IFileProvider content, string coursePath)
    {
        var tree = new ContentTree(content);
        var course = ContentPath.Join(coursePath, CoursePage.FileName);
        var front = tree.HasFile(course) ? PageFile.Read(tree, course, Rendering.MarkdownForms.Page, new()) : null;
        var language = HeadPieces.Value(front?.Front, "language") is { } code && Translation.IsLanguage(code) ? code : "en";
        var paths = Texts(coursePath).Concat(tree.FoldersIn(coursePath).SelectMany(name => Texts(ContentPath.Join(coursePath, name))));
        return (language, [.. paths]);

        IEnumerable<string> Texts(string folder) => tree.FilesIn(folder).Where(name => name.EndsWith(".md", StringComparison.Ordinal) && !Translation.Is(name, language))
            .OrderBy(name => name is not (CoursePage.FileName or ModulePage.FileName)).ThenBy(name => name, StringComparer.Ordinal).Select(name => ContentPath.Join(folder, name));
    }

    /// <summary>Whether a course in one language can be translated into another.</summary>
    public static bool IsLanguage(string language, string own) =>
        language != own && Translation.IsLanguage(language) && Translation.LanguageOf(Translation.PathOf(CoursePage.FileName, language)) == language;

    public static string PathOf(string source, string language) => Translation.PathOf(source, language);
}

/// <summary>Pieces that are current or stale together: the head, a block, a question.</summary>
/// <param name="Hash">Of the source as it is now.</param>
/// <param name="Was">Of the source that was translated; null where it was not.</param>
/// <param name="IsInPart">Only some of it is translated, so learners get the original.</param>
public sealed record SheetGroup(string Name, SheetPart Part, string Hash, string? Was, bool IsInPart, TranslationState State, IReadOnlyList<SheetPiece> Pieces)
{
    internal static SheetGroup Of(Bundle bundle, bool isHead)
    {
        var part = isHead ? SheetPart.Head : bundle.Units.Any(u => u.Id.StartsWith(bundle.Name + ".", StringComparison.Ordinal)) ? SheetPart.Question : SheetPart.Text;
        var pieces = bundle.Units.Select(unit => SheetPiece.Of(unit, bundle.IsInPart && bundle.Units.Count > 1)).ToArray();
        var state = pieces.Any(p => p.State == TranslationState.Missing) ? TranslationState.Missing : pieces.Any(p => p.State == TranslationState.Stale) ? TranslationState.Stale : TranslationState.Current;
        return new(bundle.Name, part, bundle.Hash, bundle.Was, bundle.IsInPart, state, pieces);
    }
}

/// <summary>A piece with its translation, both as they stand in their files.</summary>
/// <param name="Label">What it is, in a word or two of English.</param>
/// <param name="Words">Null where it is not translated.</param>
/// <param name="IsLine">Whether it has to stay on one line.</param>
public sealed record SheetPiece(string Id, string Label, string Source, string? Words, TranslationState State, bool IsLine)
{
    /// <summary>Says which translation somebody began from; empty where there was none.</summary>
    public string WordsHash => HashOf(Words ?? "");

    internal Unit Unit { get; private init; } = null!;

    /// <summary>The signs that make a line a heading. They are neither shown nor sent, and stand in front of what is written.</summary>
    internal string Lead { get; private init; } = "";

    internal static string HashOf(string words) => string.IsNullOrWhiteSpace(words) ? "" : Segments.HashOf(words);

    internal static SheetPiece Of(Unit unit, bool isInPart)
    {
        var state = unit.Words is null ? TranslationState.Missing : isInPart ? TranslationState.Current : unit.State;
        var isLine = unit.Source.Start < 0 || unit.Source.Label is "heading" or "question";
        return new(unit.Id, unit.Source.Label, unit.Source.Text[LeadOf(unit.Source).Length..], unit.Words?.Text[LeadOf(unit.Words).Length..], state, isLine) { Unit = unit, Lead = LeadOf(unit.Words ?? unit.Source) };
    }

    private static string LeadOf(Piece piece) => piece is { Label: "heading" or "question", Parts: [{ IsWords: false } signs, _, ..] } ? signs.Text : "";
}
