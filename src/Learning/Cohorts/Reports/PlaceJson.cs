using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learning.Cohorts.Reports;

/// <summary>A place as one text, so that it can be the key of a table. Ids have no control characters in them.</summary>
internal sealed class PlaceJson : JsonConverter<Place>
{
    private const char Between = '\u001f';

    public override Place Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Place value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    public override Place ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Place value, JsonSerializerOptions options) => writer.WritePropertyName(Text(value));

    private static string Text(Place place) => $"{place.Course}{Between}{place.Activity}";

    private static Place Of(string? text) => text?.Split(Between) is [var course, var activity] ? new(course, activity) : throw new JsonException("It is no place.");
}
