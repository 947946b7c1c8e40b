using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// The remarks in the comments of a GIFT file, <c>[name:value]</c>. Moodle writes ids and tags so, and we what GIFT has no place for, most of it as a list in JSON. Other programs pass
/// over them.
/// </summary>
internal static partial class GiftMarks
{
    public const string Id = "id";
    public const string Tag = "tag";
    public const string Kind = "kind";

    /// <summary>The kind of a question in which nothing is right or wrong.</summary>
    public const string Survey = "survey";

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A backslash at the end would take the meaning from the bracket that closes.</summary>
    public static string Write(string name, string value) => $"[{name}:{value.Replace("]", "\\]", StringComparison.Ordinal)}{(value.EndsWith('\\') ? " " : "")}]";

    /// <summary>Name and value of each remark in a line; what begins like one and is not closed is none.</summary>
    public static IEnumerable<(string Name, string Value)> Read(string comment) => Written().Matches(comment).Where(mark => mark.Groups["end"].Success)
        .Select(mark => (mark.Groups["name"].Value, mark.Groups["value"].Value.Replace("\\]", "]", StringComparison.Ordinal).Trim()));

    /// <summary>The value of the last remark with that name; empty where there is none.</summary>
    public static string Value(IEnumerable<(string Name, string Value)> marks, string name) => marks.LastOrDefault(mark => mark.Name == name).Value ?? "";

    public static IEnumerable<string> Values(IEnumerable<(string Name, string Value)> marks, string name) => marks.Where(mark => mark.Name == name).Select(mark => mark.Value);

    /// <summary>Words and numbers as a list.</summary>
    public static string List(params IEnumerable<object> values) => JsonSerializer.Serialize(values, _readable);

    /// <summary>What <paramref name="read"/> makes of a list; null where it is no list, or holds something else than is asked for. Anybody may have written it.</summary>
    public static T? OfList<T>(string json, Func<JsonElement[], T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 2 });
            return read([.. document.RootElement.EnumerateArray()]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public static string Words(this JsonElement value) => value.GetString() ?? throw new FormatException("Nothing stands where words should.");

    /// <summary>What is not closed is taken too, up to where it ends, so that no line is searched twice.</summary>
    [GeneratedRegex(@"\[(?<name>id|tag|kind|words|criterion|group|gap|number|formula|shown):(?<value>(?>(?:\\\]|[^\]\x00-\x1F\x7F])+))(?<end>\])?", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
