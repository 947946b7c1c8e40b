using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Learning.Questions;

namespace Learning.Record;

/// <summary>The JSON that <c>POST /record</c> takes: an entry, or several.</summary>
internal sealed record RecordRequest(IReadOnlyList<EntryDraft> Entries, bool IsSingle)
{
    /// <exception cref="JsonException">The body is not JSON, or something in it is not of its kind.</exception>
    public static RecordRequest? Read(ReadOnlySequence<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            return new(Drafts(root), IsSingle: false);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return root.TryGetProperty("entries", out var entries)
            ? entries.ValueKind == JsonValueKind.Array ? new(Drafts(entries), IsSingle: false) : null
            : new([Draft(root)], IsSingle: true);
    }

    private static List<EntryDraft> Drafts(JsonElement array) => [.. array.EnumerateArray().Select(Draft)];

    /// <summary>One entry as scripts write it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static EntryDraft Draft(JsonElement element)
    {
        var body = element.Deserialize(RecordJson.Default.EntryBody) ?? throw new JsonException("An entry is null.");
        return new EntryDraft
        {
            Id = body.Id,
            Verb = body.Verb,
            Course = body.Course,
            Activity = body.Activity,
            Attempt = body.Attempt,
            Question = body.Question,
            Response = body.Response is null ? null : Response.Given(body.Response, body.Certainty),
            Place = body.Place,
            At = body.At.ToUniversalTime(),
        };
    }
}

internal sealed record EntryBody(
    [property: JsonRequired] Guid Id,
    [property: JsonRequired] Verb Verb,
    [property: JsonRequired] string Course,
    [property: JsonRequired] string Activity,
    [property: JsonRequired] DateTimeOffset At,
    Guid? Attempt = null,
    string? Question = null,
    IReadOnlyList<string?>? Response = null,
    int? Certainty = null,
    string? Place = null);

internal sealed record ReceiptsBody(IReadOnlyList<ReceiptBody> Receipts);

internal sealed record ReceiptBody(Guid? Id, string Status, string? Code, string? Reason)
{
    public static ReceiptBody From(Receipt receipt) =>
        new(receipt.Id, receipt.Status switch { ReceiptStatus.Accepted => "accepted", ReceiptStatus.Already => "already", _ => "refused" }, receipt.Code, receipt.Reason);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(ReceiptsBody))]
internal sealed partial class RecordJson : JsonSerializerContext;
