using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Learning.Credentials.Proofs;

namespace Learning.Tests.Credentials.Proofs;

public sealed class CanonicalJsonTests
{
    private static string Written(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json))));

    /// <summary>Bits of a number and what ECMAScript makes of it: RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void A_number_is_written_as_ECMAScript_writes_it(string bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Fact]
    public void Every_number_leads_back_to_itself() =>
        Gen.Double.Where(double.IsFinite).Sample(number => double.Parse(CanonicalJson.Number(number), CultureInfo.InvariantCulture) == number);

    [Fact]
    public void Names_stand_in_the_order_of_their_units_and_nothing_else_changes() =>
        Assert.Equal(
            "{\"\\r\":1,\"1\":[true,null,\"a/b\"],\"\u0080\":2,\"\u00f6\":3,\"\u20ac\":4,\"\ud83d\ude00\":5,\"\ufb33\":6}",
            Written("{ \"\\u20ac\": 4, \"\\r\": 1.0, \"\\ufb33\": 6, \"1\": [ true, null, \"a\\/b\" ], \"\ud83d\ude00\": 5, \"\\u0080\": 2e0, \"\u00f6\": 3 }"));

    [Fact]
    public void A_text_is_written_with_no_more_escapes_than_it_needs() =>
        Assert.Equal("\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u2028€\"", Written("\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\\u2028\\u20ac\""));

    [Fact]
    public void Written_once_more_it_is_the_same() => AnyJson.Gen.Sample(value =>
    {
        var once = CanonicalJson.Write(value);
        return once.AsSpan().SequenceEqual(CanonicalJson.Write(CanonicalJson.Parse(once))) && JsonNode.DeepEquals(CanonicalJson.Parse(once), CanonicalJson.Parse(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null")));
    });

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{} {}")]
    [InlineData("{} // no")]
    [InlineData("[1,]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("1e999")]
    public void What_is_no_JSON_or_says_two_things_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Written(json));

    [Fact]
    public void What_is_nested_beyond_measure_is_refused() => Assert.ThrowsAny<JsonException>(() => Written(new string('[', 2_000) + new string(']', 2_000)));
}
