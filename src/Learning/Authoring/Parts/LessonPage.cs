using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>A source a lesson cites: its key, and the place in it where the author named one.</summary>
internal readonly record struct CitedSource(FrontText Key, string? Place);

/// <summary>A lesson: what its front matter says, and its text.</summary>
internal sealed record LessonPage
{
    public const int LongestMinutes = 60;

    public required PageFile File { get; init; }

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required int Minutes { get; init; }

    public required IReadOnlyList<FrontText> Objectives { get; init; }

    public required IReadOnlyList<CitedSource> Sources { get; init; }

    public required DateOnly Checked { get; init; }

    public required DateOnly? Again { get; init; }

    public required IReadOnlyDictionary<HeadingBlock, string> Headings { get; init; }

    /// <summary>The id alone, without reading the text; null where the file is no text.</summary>
    public static string? IdOf(ContentTree tree, string path, Ids ids, Problems problems) =>
        SourceText.Read(tree, path, problems) is { } source ? ids.Take(new Fields(FrontMatter.Read(source, problems).Map, "a lesson", source.Start, problems).Text("id")) : null;

    public static LessonPage? Read(ContentTree tree, string path, Ids ids, DateOnly today, Problems problems)
    {
        var file = PageFile.Read(tree, path, MarkdownForms.Page, problems, takesNotes: true);
        if (file is null)
        {
            return null;
        }

        var fields = file.Fields("a lesson", problems);
        var lesson = new LessonPage
        {
            File = file,
            Id = ids.Take(fields.Text("id")),
            Title = fields.Text("title")?.Value ?? "",
            Minutes = fields.Whole("minutes", 1, LongestMinutes),
            Objectives = fields.Words("objectives"),
            Sources = Cited(fields.List("sources"), problems),
            Checked = CheckedDay(fields, today, problems),
            Again = SeenAgain.Read(fields, today, problems),
            Headings = Rendering.Headings.Name(file.Text.Descendants<HeadingBlock>(), file.Source, problems),
        };
        fields.ReportUnknown();
        if (file.IsWhole && file.Text.All(LessonNotes.IsNote))
        {
            problems.Add(file.Source.Start, "empty-lesson", "The lesson has no text.", "Write it below the front matter.");
        }

        return lesson;
    }

    private static DateOnly CheckedDay(Fields fields, DateOnly today, Problems problems)
    {
        var day = fields.Day("checked");
        if (day > today)
        {
            problems.Add(
                fields.Find("checked")!.Spot,
                "checked-in-future",
                $"{day:yyyy-MM-dd} lies in the future.",
                "Write the day on which somebody last held the text against its sources.");
        }

        return day ?? default;
    }

    /// <summary>Each is a key, or a key with a place: <c>c102: Articles 2 to 4</c>.</summary>
    internal static List<CitedSource> Cited(IReadOnlyList<FrontNode> items, Problems problems)
    {
        var cited = new List<CitedSource>();
        foreach (var item in items)
        {
            switch (item)
            {
                case FrontText { Value.Length: > 0 } key:
                    cited.Add(new(key, null));
                    break;
                case FrontMap { Entries: [{ Value: FrontText place } one] }:
                    cited.Add(new(one.Key, place.Value.Length > 0 ? place.Value : null));
                    break;
                default:
                    problems.Add(
                        item.Spot,
                        "wrong-type",
                        "A source is a key, or a key with a place.",
                        "Write - c102 or - c102: Articles 2 to 4; quotation marks around a place with a colon.");
                    break;
            }
        }

        return cited;
    }
}
