using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrchardCore.ContentManagement;

namespace Learning.OrchardCore.Writing;

/// <summary>A content item as the file of Markdown it stands for: its fields as front matter, then its body.</summary>
internal sealed class WrittenItem(ContentItem item)
{
    private readonly JsonObject _data = (JsonObject)item.Content;

    public ContentItem Item => item;

    /// <summary>The id the editor gave, else Orchard's own, which is as unchanging.</summary>
    public string Id => Text("Id") is { Length: > 0 } given ? given : item.ContentItemId;

    public string? ParentId => _data["ContainedPart"]?["ListContentItemId"]?.GetValue<string>();

    public int Order => _data["ContainedPart"]?["Order"]?.GetValue<int>() ?? 0;

    public string Text(string field) => _data[item.ContentType]?[field]?["Text"]?.GetValue<string>()?.Trim() ?? "";

    /// <summary>The file, and how many of its lines come before the body.</summary>
    public (string Text, int Before) File()
    {
        var lines = new StringBuilder("---\n");
        lines.Append($"id: {Id}\ntitle: {Quoted(item.DisplayText ?? "")}\n");
        switch (item.ContentType)
        {
            case WritingTypes.Course:
                Line(lines, "summary", Quoted(Text("Summary")));
                Line(lines, "level", Text("Level"));
                Line(lines, "language", Text("Language"));
                Line(lines, "hours", Number("Hours"));
                Line(lines, "licence", Text("Licence"));
                Objectives(lines);
                break;
            case WritingTypes.Module:
                Line(lines, "summary", Quoted(Text("Summary")));
                break;
            case WritingTypes.Lesson:
                Line(lines, "minutes", Number("Minutes"));
                Line(lines, "objectives", List("Objectives"));
                Sources(lines);
                Line(lines, "checked", Date("Checked"));
                break;
            case WritingTypes.Quiz when !IsPool:
                Line(lines, "mode", Text("Mode"));
                Line(lines, "minutes", Number("Minutes"));
                Line(lines, "pass", Number("Pass"));
                Line(lines, "objectives", List("Objectives"));
                break;
        }

        if (Text("More") is { Length: > 0 } more)
        {
            lines.Append(more.ReplaceLineEndings("\n")).Append('\n');
        }

        lines.Append("---\n\n");
        var before = lines.ToString().Count(c => c == '\n');
        var body = _data["MarkdownBodyPart"]?["Markdown"]?.GetValue<string>() ?? "";
        return (lines.Append(body.ReplaceLineEndings("\n")).Append('\n').ToString(), before);
    }

    public bool IsPool => item.ContentType == WritingTypes.Quiz && Text("Mode") == "pool";

    private void Objectives(StringBuilder lines)
    {
        var given = Lines("Objectives").Select(line => line.Split(':', 2)).ToArray();
        if (given.Length > 0)
        {
            lines.Append("objectives:\n");
        }

        foreach (var objective in given)
        {
            lines.Append($"  - id: {objective[0].Trim()}\n    text: {Quoted(objective.ElementAtOrDefault(1)?.Trim() ?? "")}\n");
        }
    }

    private void Sources(StringBuilder lines)
    {
        var given = Lines("Sources").Select(line => line.Split(':', 2)).ToArray();
        if (given.Length > 0)
        {
            lines.Append("sources:\n");
        }

        foreach (var source in given)
        {
            lines.Append($"  - {source[0].Trim()}{(source.Length > 1 ? ": " + Quoted(source[1].Trim()) : "")}\n");
        }
    }

    private static void Line(StringBuilder lines, string name, string value)
    {
        if (value.Length > 0 && value != "\"\"")
        {
            lines.Append($"{name}: {value}\n");
        }
    }

    private IEnumerable<string> Lines(string field) => Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string List(string field) => Text(field) is { Length: > 0 } text ? $"[{text}]" : "";

    private string Number(string field) =>
        _data[item.ContentType]?[field]?["Value"] is JsonValue value && value.TryGetValue(out decimal number) ? number.ToString("0.##", CultureInfo.InvariantCulture) : "";

    private string Date(string field) =>
        _data[item.ContentType]?[field]?["Value"] is JsonValue value && value.TryGetValue(out DateTime day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    /// <summary>What is a string of JSON is one of YAML too.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
