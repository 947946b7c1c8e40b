using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// The rubric of an essay and about how many words it should have, for which GIFT has no place: remarks in the comment above, <c>[words:80]</c> and for each criterion
/// <c>[criterion:["what counts",0,"none",1,"some"]]</c>, a list in JSON of the criterion and its levels. Other programs pass over them.
/// </summary>
internal static class GiftRubric
{
    public const string Words = "words";
    public const string Criterion = "criterion";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name and value of each remark.</summary>
    public static IEnumerable<(string Name, string Value)> Marks(EssayAnswer essay) =>
    [
        .. essay.Words is { } words ? [(Words, words.ToString(CultureInfo.InvariantCulture))] : Array.Empty<(string, string)>(),
        .. essay.Criteria.Select(c => (Criterion, JsonSerializer.Serialize<object[]>([c.Text, .. c.Levels.SelectMany(l => new object[] { l.Points, l.Text })], Readable))),
    ];

    /// <summary>The essay with what the remarks say; a remark that cannot be read says nothing.</summary>
    public static EssayAnswer Read(IEnumerable<(string Name, string Value)> marks, int line, BankReader into)
    {
        var criteria = new List<BankCriterion>();
        int? words = null;
        foreach (var (name, value) in marks)
        {
            if (name == Words)
            {
                words = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : words;
            }
            else if (Criteria(value, line, into) is { } criterion)
            {
                criteria.Add(criterion);
            }
        }

        return new(criteria, words);
    }

    private static BankCriterion? Criteria(string json, int line, BankReader into)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 2 });
            JsonElement[] values = [.. document.RootElement.EnumerateArray()];
            return new(
                into.Line(values[0].GetString()!, line),
                [.. values.Skip(1).Chunk(2).Select(level => new BankLevel(level[0].GetInt32(), into.Line(level[1].GetString()!, line)))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
