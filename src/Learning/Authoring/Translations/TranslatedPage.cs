using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Markdig;
using Markdig.Syntax;

namespace Learning.Authoring.Translations;

/// <summary>A translation of one page: what its front matter says in words, and its text. Whatever else the page says (minutes, pass marks, keys), its source says.</summary>
internal sealed record TranslatedPage
{
    public required PageFile File { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>The places in the lesson's sources, in their order.</summary>
    public required IReadOnlyList<string?> Places { get; init; }

    /// <summary>The words of the course's objectives, by id.</summary>
    public required IReadOnlyDictionary<string, string> Objectives { get; init; }

    /// <summary>Null where nobody has said yet what it was made from.</summary>
    public required MadeFrom? MadeFrom { get; init; }

    /// <summary>Null where there is no such file, or it is no text.</summary>
    /// <param name="source">The page it is a translation of.</param>
    public static TranslatedPage? Read(ContentTree tree, PageFile source, string language, MarkdownPipeline forms, Problems problems)
    {
        var path = Translation.PathOf(source.Source.File, language);
        if (!tree.HasFile(path) || PageFile.Read(tree, path, forms, problems, takesNotes: true) is not { } file)
        {
            return null;
        }

        var fields = file.Fields("a translation", problems);
        Report(fields, "id", Value(source.Front, "id"), "A translation has the id of its source.", problems);
        Report(fields, "language", language, "The file's name says another language.", problems);
        var cited = LessonPage.Cited(fields.List("sources", isRequired: false), problems);
        var page = new TranslatedPage
        {
            File = file,
            Title = fields.Text("title")?.Value ?? "",
            Summary = fields.Text("summary", isRequired: Value(source.Front, "summary") is not null)?.Value ?? "",
            Places = [.. cited.Select(c => c.Place)],
            Objectives = ReadObjectives(fields.List("objectives", isRequired: false), problems),
            MadeFrom = ReadMadeFrom(fields, file, problems),
        };
        fields.ReportUnknown();
        ReportSources(source, cited, file, problems);
        return page;
    }

    private static MadeFrom? ReadMadeFrom(Fields fields, PageFile file, Problems problems)
    {
        var written = fields.Find(MadeFrom.Key, isRequired: false);
        if (written is FrontText text)
        {
            return MadeFrom.Read(text, problems);
        }

        if (file.Front is not null)
        {
            problems.Add(file.Source.Start, "unstamped", "Nobody knows which text this translation was made from.", "When it is done, run the command: translations stamp.");
        }

        return null;
    }

    private static void Report(Fields fields, string key, string? expected, string reason, Problems problems)
    {
        if (fields.Text(key) is { } given && expected is not null && given.Value != expected)
        {
            problems.Add(given.Spot, "translation-differs", reason, $"Write {key}: {expected}.");
        }
    }

    /// <summary>The sources are those of the page itself, so that what is said and what it rests on cannot part.</summary>
    private static void ReportSources(PageFile source, List<CitedSource> cited, PageFile file, Problems problems)
    {
        var own = LessonPage.Cited(source.Front?.Entries.FirstOrDefault(e => e.Key.Value == "sources")?.Value is FrontList list ? list.Items : [], new Problems());
        if (!own.Select(c => c.Key.Value).SequenceEqual(cited.Select(c => c.Key.Value)))
        {
            problems.Add(
                file.Source.Start,
                "translation-differs",
                "The translation cites other sources than the page it was made from.",
                $"Write the same keys in the same order: {(own.Count == 0 ? "none" : string.Join(", ", own.Select(c => c.Key.Value)))}.");
        }
    }

    private static Dictionary<string, string> ReadObjectives(IReadOnlyList<FrontNode> items, Problems problems)
    {
        var objectives = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var fields = new Fields(item as FrontMap, "an objective", item.Spot, problems);
            if (fields.Text("id") is { } id && fields.Text("text") is { } text)
            {
                objectives[id.Value] = text.Value;
            }
        }

        return objectives;
    }

    private static string? Value(FrontMap? front, string key) => (front?.Entries.FirstOrDefault(e => e.Key.Value == key)?.Value as FrontText)?.Value;
}
