using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>A module: what <c>module.md</c> says, and the activities of its folder in their order.</summary>
internal sealed record ModulePage
{
    public const string FileName = "module.md";

    public required PageFile? File { get; init; }

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyDictionary<HeadingBlock, string> Headings { get; init; }

    public List<LessonPage> Lessons { get; } = [];

    public List<QuizPage> Quizzes { get; } = [];

    /// <summary>A module of which nothing is known, around an activity that is read by itself.</summary>
    public static ModulePage None => new() { File = null, Id = "", Title = "", Summary = "", Headings = new Dictionary<HeadingBlock, string>() };

    public static void ReportNoActivities(string path, Problems problems) =>
        problems.Add(Spot.Start(path), "no-activities", "The module has neither lessons nor quizzes.", "Add one, or delete the module.");

    public static ModulePage Read(ContentTree tree, string folder, Ids ids, Problems problems)
    {
        var file = PageFile.Read(tree, ContentPath.Join(folder, FileName), MarkdownForms.Page, problems);
        var fields = file?.Fields("a module", problems);
        var module = new ModulePage
        {
            File = file,
            Id = ids.Take(fields?.Text("id")),
            Title = fields?.Text("title")?.Value ?? "",
            Summary = fields?.Text("summary")?.Value ?? "",
            Headings = file is null
                ? new Dictionary<HeadingBlock, string>()
                : Rendering.Headings.Name(file.Text.Descendants<HeadingBlock>(), file.Source, problems),
        };
        fields?.ReportUnknown();
        return module;
    }
}
