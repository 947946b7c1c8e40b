using System.Text.RegularExpressions;

namespace Learning.Tests.Authoring;

/// <summary>
/// A course made of the examples of docs/authoring.md, each in a file of its own as an author would write it, with whatever they refer to around them. Also names the pictures of the
/// guide, each with the first question of the example above it.
/// </summary>
internal sealed partial class GuideCourse
{
    public const string Folder = "courses/guide";

    private const string SurveyHead = "---\nid: {0}-quiz\ntitle: {0}\nmode: survey\nminutes: 3\n---\n\n";
    private const string PracticeHead = "---\nid: {0}-quiz\ntitle: {0}\nmode: practice\nminutes: 5\nobjectives: [c102]\n---\n\n";

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<(string Picture, string Question)> _pictures = [];

    private GuideCourse(string guide)
    {
        var question = "";
        foreach (Match piece in Pieces().Matches(guide))
        {
            if (piece.Groups["picture"] is { Success: true } picture)
            {
                _pictures.Add((picture.Value, question));
                continue;
            }

            var example = piece.Groups["example"].Value;
            question = Id().Match(example).Groups[1].Value;
            Add(example, question);
        }

        AddSurroundings();
    }

    /// <summary>Path in the content folder, and text.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    public IReadOnlyList<(string Picture, string Question)> Pictures => _pictures;

    public static GuideCourse Read(string root) => new(File.ReadAllText(Path.Combine(root, "docs", "authoring.md")).ReplaceLineEndings("\n"));

    /// <summary>The id of the quiz that asks a question.</summary>
    public static string QuizOf(string question) => $"{question}-quiz";

    private void Add(string example, string question)
    {
        var number = _files.Count + 10;
        if (example.StartsWith("## ", StringComparison.Ordinal) && question.Length > 0)
        {
            var head = example.Contains("objective=", StringComparison.Ordinal) ? PracticeHead : SurveyHead;
            _files[$"{Folder}/01-examples/{number}.quiz.md"] = head.Replace("{0}", question, StringComparison.Ordinal) + example;
        }
        else if (example.Contains("\ncompletion:", StringComparison.Ordinal))
        {
            _files[$"{Folder}/course.md"] = example;
        }
        else if (example.Contains("\nchecked:", StringComparison.Ordinal))
        {
            _files[$"{Folder}/01-examples/{number}.md"] = example;
        }
        else if (example.Contains("\nmode:", StringComparison.Ordinal))
        {
            var isWhole = question.Length > 0 || example.Contains("\ndraw:", StringComparison.Ordinal);
            _files[$"{Folder}/01-examples/{number}.quiz.md"] = isWhole ? example : example + "\n" + (example.Contains("survey", StringComparison.Ordinal) ? $"## Well?  {{#q{number}}}\n" : Filler($"q{number}", "c102"));
        }
    }

    /// <summary>The objectives, lessons, sources and pools that the examples name.</summary>
    private void AddSurroundings()
    {
        var all = string.Join('\n', _files.Values);
        var objectives = References("objective").Matches(all).Select(m => m.Groups[1].Value).Append("human-right").Distinct().Except(["c102"]).ToArray();
        _files[$"{Folder}/course.md"] = _files[$"{Folder}/course.md"].Replace(
            "completion:", string.Concat(objectives.Select(o => $"  - id: {o}\n    text: {o}\n")) + "completion:", StringComparison.Ordinal);
        _files[$"{Folder}/01-examples/module.md"] = "---\nid: examples\ntitle: Examples\nsummary: From the guide.\n---\n";
        foreach (var lesson in References("lesson").Matches(all).Select(m => m.Groups[1].Value).Distinct().Where(l => !all.Contains($"\nid: {l}\n", StringComparison.Ordinal)))
        {
            _files[$"{Folder}/01-examples/90-{lesson}.md"] = $"---\nid: {lesson}\ntitle: {lesson}\nminutes: 1\nobjectives: [c102]\nsources: [c102]\nchecked: 2026-11-23\n---\n\nText.\n";
        }

        _files[$"{Folder}/01-examples/final.pool.md"] = "---\nid: guide-pool\ntitle: Pool\n---\n\n"
            + string.Concat(new[] { "human-right", "c102" }.SelectMany(o => Enumerable.Range(1, 4).Select(n => Filler($"pool-{o}-{n}", o))));
        _files["sources.csv"] = "\"key\",\"title\",\"publisher\",\"year\",\"url\"\n\"c102\",\"Convention\",\"ILO\",\"1952\",\"\"\n\"ilo-c102-page\",\"Page\",\"ILO\",\"\",\"\"\n";
    }

    private static string Filler(string id, string objective) => $"## {id}?  {{#{id} objective={objective} lesson=nine-branches}}\n\n= yes\n\n> Because.\n\n";

    private static Regex References(string key) => new($@"\b{key}=([a-z0-9-]+)", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^```markdown\n(?<example>.*?)^```$|^!\[[^\]]+\]\(pictures/(?<picture>[a-z-]+)\.png\)$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"^## .*\{#([a-z0-9-]+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Id();
}
