using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Courses;

/// <summary>
/// How the parts of a revision are written in the database. Never change a name: revisions stay for ever. <see cref="CourseJson.Default"/> writes all but ASCII, and each angle bracket, in six letters (<c>\u003C</c>), as revisions were
/// written once; <see cref="Kept"/> writes them as they are, a third of the bytes for an Arabic letter. Both read both.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CourseOutline))]
[JsonSerializable(typeof(LessonText))]
[JsonSerializable(typeof(QuizText))]
[JsonSerializable(typeof(IReadOnlyList<Question>))]
internal sealed partial class CourseJson : JsonSerializerContext
{
    /// <summary>How a bracket, an apostrophe or an accented letter begins as it was written once.</summary>
    private const string Escape = @"\u";

    /// <summary>For texts that go into the database and come out of it by a reader of JSON, and nowhere else.</summary>
    public static CourseJson Kept { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Whether a text may have been written as they were once; one that quotes such a letter looks like it.</summary>
    public static bool MayBeEscaped(string text) => text.Contains(Escape, StringComparison.Ordinal);
}
