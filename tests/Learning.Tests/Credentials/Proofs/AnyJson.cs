using System.Text.Json.Nodes;
using CsCheck;

namespace Learning.Tests.Credentials.Proofs;

/// <summary>Any value a signed document may hold, three levels deep.</summary>
internal static class AnyJson
{
    private static readonly Gen<string> Text = CsCheck.Gen.OneOf(CsCheck.Gen.Char[' ', '~'], CsCheck.Gen.Char['\u0001', '\u001f'], CsCheck.Gen.Char['ا', 'ي']).Array[0, 12].Select(signs => new string(signs));

    public static Gen<JsonNode?> Gen { get; } = Of(3);

    public static Gen<JsonObject> Object { get; } = Members(2);

    private static Gen<JsonNode?> Of(int depth)
    {
        var plain = CsCheck.Gen.OneOf<JsonNode?>(
            Text.Select(text => (JsonNode?)JsonValue.Create(text)),
            CsCheck.Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
            CsCheck.Gen.Bool.Select(yes => (JsonNode?)JsonValue.Create(yes)),
            CsCheck.Gen.Const((JsonNode?)null));
        return depth == 0 ? plain : CsCheck.Gen.OneOf(plain, Of(depth - 1).Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])), Members(depth - 1).Select(members => (JsonNode?)members));
    }

    private static Gen<JsonObject> Members(int depth) => CsCheck.Gen.Select(Text, Of(depth)).Array[0, 5]
        .Select(members => new JsonObject(members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))));
}
