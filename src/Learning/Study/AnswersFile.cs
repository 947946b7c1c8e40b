using System.Text;
using System.Text.Json;
using Learning.Record;

namespace Learning.Study;

/// <summary>
/// The file in which a browser saves what it could not send: JSON with <c>learner</c> and <c>entries</c>, each as <c>POST /record</c> takes it; what else stands in it is for people. An
/// entry that cannot be read is counted and the others are taken.
/// </summary>
public sealed record AnswersFile(string Learner, IReadOnlyList<EntryDraft> Entries, int Unreadable)
{
    /// <summary>Bytes.</summary>
    public const int Largest = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Null where it is no such file.</summary>
    public static AnswersFile? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var mark = Encoding.UTF8.Preamble;
            using var document = JsonDocument.Parse(bytes.Span.StartsWith(mark) ? bytes[mark.Length..] : bytes, Strict);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("learner", out var learner) && learner.ValueKind == JsonValueKind.String
                && root.TryGetProperty("entries", out var entries) && entries.ValueKind == JsonValueKind.Array
                    ? Of(learner.GetString()!, [.. entries.EnumerateArray().Select(Entry)])
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null;   // half a character in a text
        }
    }

    private static AnswersFile Of(string learner, IReadOnlyCollection<EntryDraft?> entries) =>
        new(learner, [.. entries.OfType<EntryDraft>()], entries.Count(entry => entry is null));

    private static EntryDraft? Entry(JsonElement element)
    {
        try
        {
            var draft = RecordRequest.Draft(element);
            return draft.Id.Version == 7 ? draft : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
