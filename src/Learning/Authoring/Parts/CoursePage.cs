using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>What <c>course.md</c> says.</summary>
internal sealed record CoursePage
{
    public const string FileName = "course.md";

    /// <summary>Where the course does not say, or cannot be read.</summary>
    public const string UsualLanguage = "en";

    private const int MostMonths = 120;

    public required PageFile File { get; init; }

    public required Spot IdSpot { get; init; }

    public required CourseOutline Outline { get; init; }

    public required IReadOnlyDictionary<HeadingBlock, string> Headings { get; init; }

    public static CoursePage? Read(ContentTree tree, string folder, Ids ids, Problems problems)
    {
        var file = PageFile.Read(tree, ContentPath.Join(folder, FileName), MarkdownForms.Page, problems);
        if (file is null)
        {
            return null;
        }

        var fields = file.Fields("a course", problems);
        var id = fields.Text("id");
        var outline = new CourseOutline
        {
            Id = ids.Take(id),
            Slug = ContentPath.Name(folder),
            Title = fields.Text("title")?.Value ?? "",
            Summary = fields.Text("summary")?.Value ?? "",
            Level = fields.Text("level")?.Value ?? "",
            Language = Language(fields.Text("language"), problems),
            Hours = fields.Number("hours", 0.25m, 200),
            Licence = fields.Text("licence")?.Value ?? "",
            Objectives = Objectives(fields.List("objectives"), problems),
            Completion = Completion(fields.Map("completion"), problems),
            Certificate = Certificate(fields, problems),
            Modules = [],
        };
        fields.ReportUnknown();
        ReportSlug(outline.Slug, file.Source.Start, problems);
        return new()
        {
            File = file,
            IdSpot = id?.Spot ?? file.Source.Start,
            Outline = outline,
            Headings = Rendering.Headings.Name(file.Text.Descendants<HeadingBlock>(), file.Source, problems),
        };
    }

    public void ReportNoModules(Problems problems) => problems.Add(File.Source.Start, "no-modules", "The course has no modules.", "Make a folder with a module.md and lessons in it.");

    private static void ReportSlug(string slug, Spot spot, Problems problems)
    {
        if (!Ids.IsWellFormed(slug))
        {
            problems.Add(
                spot,
                "invalid-folder-name",
                $"The folder “{slug}” cannot be the address of a course.",
                "Name it with lower-case letters a to z, digits and single hyphens.");
        }
    }

    private static string Language(FrontText? language, Problems problems)
    {
        if (language is not null && !Translation.IsLanguage(language.Value))
        {
            problems.Add(language.Spot, "unknown-value", $"“{language.Value}” is not a language code.", "Write two letters: en, fr, es, ar.");
        }

        return language?.Value ?? UsualLanguage;
    }

    private static List<Objective> Objectives(IReadOnlyList<FrontNode> items, Problems problems)
    {
        var ids = new Ids(problems);   // no progress hangs on an objective, so its id may be that of a module
        var objectives = new List<Objective>();
        foreach (var item in items)
        {
            if (item is not FrontMap map)
            {
                problems.Add(
                    item.Spot,
                    "wrong-type",
                    "An objective has an id and a text.",
                    "Write - id: c102 and below it text: what the learner will be able to do.");
                continue;
            }

            var fields = new Fields(map, "an objective", map.Spot, problems);
            objectives.Add(new(ids.Take(fields.Text("id")), fields.Text("text")?.Value ?? ""));
            fields.ReportUnknown();
        }

        return objectives;
    }

    private static CompletionPolicy Completion(FrontMap? map, Problems problems)
    {
        var fields = new Fields(map, "completion", map?.Spot ?? default, problems);
        var policy = new CompletionPolicy(
            Requirement(fields.OneOf("lessons", "all", "none")),
            Requirement(fields.OneOf("quizzes", "attempted", "passed", "none")),
            Requirement(fields.OneOf("test", "passed", "attempted", "none")));
        fields.ReportUnknown();
        return policy;
    }

    /// <summary>"none", or keys of its own.</summary>
    private static CertificatePolicy? Certificate(Fields fields, Problems problems)
    {
        switch (fields.Find("certificate", isRequired: false))
        {
            case null:
                return null;
            case FrontText { Value: "none" }:
                return new(IsIssued: false, null);
        }

        var map = fields.Map("certificate");
        var rule = new Fields(map, "certificate", map?.Spot ?? default, problems);
        var months = rule.Whole("months", 1, MostMonths);
        rule.ReportUnknown();
        return map is null ? null : new(IsIssued: true, months);
    }

    private static Requirement Requirement(FrontText? word) => word?.Value switch
    {
        "all" or "attempted" => Authoring.Requirement.Done,
        "passed" => Authoring.Requirement.Passed,
        _ => Authoring.Requirement.None,
    };
}
