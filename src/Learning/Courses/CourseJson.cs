using System.Text.Json;
using System.Text.Json.Serialization;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Courses;

/// <summary>How the parts of a revision are written in the database. Never change a name: revisions stay for ever.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CourseOutline))]
[JsonSerializable(typeof(LessonText))]
[JsonSerializable(typeof(QuizText))]
[JsonSerializable(typeof(IReadOnlyList<Question>))]
internal sealed partial class CourseJson : JsonSerializerContext;
