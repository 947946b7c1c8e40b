using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations;

/// <summary>
/// Writes into a translation what it was made from: its source as it is now. Whoever runs it says that the translation fits that source, so a file that says something already is stamped anew only where it is named itself.
/// Pure but for reading; the caller writes the files.
/// </summary>
public sealed partial record TranslationStamp(string Path, string? Text, IReadOnlyList<Problem> Problems)
{
    /// <summary>Every translation below a folder that says nothing yet, or the one file that is named.</summary>
    /// <param name="content">The content root.</param>
    /// <returns>One for each file: the text with its stamp, or the problems because of which it has none.</returns>
    public static IReadOnlyList<TranslationStamp> Run(IFileProvider content, string path)
    {
        var tree = new ContentTree(content);
        return tree.HasFile(path)
            ? [Of(tree, path)]
            : [.. Below(tree, path, 0).Where(file => Translation.LanguageOf(file) is not null && tree.HasFile(Translation.SourceOf(file))).Select(file => (file, source: SourceText.Read(tree, file, new())))
                .Where(f => f.source is not null && !Line().IsMatch(FrontOf(f.source.Text))).Select(f => Of(tree, f.file))];
    }

    private static IEnumerable<string> Below(ContentTree tree, string folder, int depth) => depth > ContentTree.DeepestFolder ? [] :
        tree.FilesIn(folder).Select(name => ContentPath.Join(folder, name)).Concat(tree.FoldersIn(folder).SelectMany(name => Below(tree, ContentPath.Join(folder, name), depth + 1)));

    private static TranslationStamp Of(ContentTree tree, string path)
    {
        var problems = new Problems();
        if (Translation.LanguageOf(path) is null || !tree.HasFile(Translation.SourceOf(path)))
        {
            problems.Add(Spot.Start(path), "translation-without-source", "This is no translation, or its source is not beside it.", "A translation has the name of its source with the language before the ending: x.fr.md.");
            return new(path, null, problems.InOrder);
        }

        var isQuiz = path.Contains(".quiz.", StringComparison.Ordinal) || path.Contains(".pool.", StringComparison.Ordinal);
        var forms = isQuiz ? MarkdownForms.Questions : MarkdownForms.Page;
        var source = PageFile.Read(tree, Translation.SourceOf(path), forms, new(), takesNotes: true);
        var words = PageFile.Read(tree, path, forms, problems, takesNotes: true);
        if (source is null || words is null || problems.Any)
        {
            return new(path, null, problems.InOrder);
        }

        var made = isQuiz ? OfQuestions(source, words) : OfBlocks(source, words, problems);
        return problems.Any ? new(path, null, problems.InOrder) : new(path, Stamped(words.Source.Text, made), []);
    }

    private static MadeFrom OfQuestions(PageFile source, PageFile words)
    {
        var (own, others) = (QuestionParts.Read(source, new Ids(new()), new()), QuestionParts.Read(words, new Ids(new()), new()));
        var translated = others.Questions.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            Segments.HashOf(source.Front),
            own.Introduction.Count > 0 ? [Segments.HashOf(Segments.TextOf(own.Introduction, source.Source))] : [],
            own.Questions.Where(q => translated.Contains(q.Id)).DistinctBy(q => q.Id).ToDictionary(q => q.Id, q => Segments.HashOf(q, source.Source), StringComparer.Ordinal));
    }

    private static MadeFrom OfBlocks(PageFile source, PageFile words, Problems problems)
    {
        var (own, others) = (Segments.Blocks(source.Text), Segments.Blocks(words.Text));
        var differing = own.Zip(others).FirstOrDefault(pair => !TranslatedText.IsMissing(pair.Second) && !TranslatedText.IsSameForm(pair.Second, pair.First));
        if (differing.Second is { } block)
        {
            problems.Add(words.Source.At(block.Span.Start), "translation-differs", $"This block has another form than the one in {source.Source.At(differing.First.Span.Start)}.", "Keep the form of each block, and their order; an empty comment <!-- --> stands for one that is not translated yet.");
        }
        else if (own.Count != others.Count)
        {
            problems.Add(words.Source.Start, "translation-differs", $"The source has {own.Count} blocks, and the translation {others.Count}.", "Write a block for each of the source, in its order; an empty comment <!-- --> stands for one that is not translated yet.");
        }

        return new(Segments.HashOf(source.Front), [.. own.Select(b => Segments.HashOf(b, source.Source))], new Dictionary<string, string>());
    }

    internal static string Stamped(string text, MadeFrom made)
    {
        var front = FrontOf(text);
        var line = $"{MadeFrom.Key}: {made}";
        var stamped = Line().IsMatch(front) ? Line().Replace(front, line, 1) : Language().Replace(front, match => $"{match.Value}\n{line}", 1);
        return stamped + text[front.Length..];
    }

    private static string FrontOf(string text) => text[..Math.Max(0, text.IndexOf("\n---", StringComparison.Ordinal))];

    [GeneratedRegex("^made-from:.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex("^language:.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
