using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learning.Credentials.Proofs;

/// <summary>
/// One way to write a JSON value, so that a signature over it can be checked by anybody: RFC 8785, the JSON Canonicalization Scheme. Names in the order of their UTF-16 units, numbers as ECMAScript writes them, no spaces.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Deeper than any credential; a stack is not theirs to fill.</summary>
    public const int Deepest = 64;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads what may be signed: one value, no name twice, not too deep, in UTF-8.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _strict);
            return Node(document.RootElement);
        }
        catch (InvalidOperationException unpaired)
        {
            throw new JsonException("A text is no Unicode.", unpaired);
        }
    }

    /// <returns>UTF-8.</returns>
    /// <exception cref="JsonException">A text that is no Unicode, or a number beyond those of ECMAScript.</exception>
    public static byte[] Write(JsonNode? value)
    {
        var written = new StringBuilder();
        Write(written, value);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(written.ToString());
        }
        catch (EncoderFallbackException unpaired)
        {
            throw new JsonException("A text holds half a sign.", unpaired);
        }
    }

    /// <summary>Everything at once, so that what cannot be read is found here and not later.</summary>
    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Node(property.Value)))),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Number => JsonValue.Create(element.GetDouble()),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        _ => null,
    };

    private static void Write(StringBuilder into, JsonNode? value)
    {
        switch (value)
        {
            case null:
                into.Append("null");
                break;
            case JsonObject members:
                Write(into, members);
                break;
            case JsonArray items:
                into.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    into.Append(i > 0 ? "," : "");
                    Write(into, items[i]);
                }

                into.Append(']');
                break;
            default:
                Write(into, value.AsValue());
                break;
        }
    }

    private static void Write(StringBuilder into, JsonObject members)
    {
        into.Append('{');
        var isFirst = true;
        foreach (var (name, member) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            into.Append(isFirst ? "" : ",");
            isFirst = false;
            Quote(into, name);
            into.Append(':');
            Write(into, member);
        }

        into.Append('}');
    }

    private static void Write(StringBuilder into, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                Quote(into, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                into.Append(Number(value.TryGetValue<double>(out var number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
            default:
                into.Append(value.GetValueKind() == JsonValueKind.True ? "true" : "false");
                break;
        }
    }

    private static void Quote(StringBuilder into, string text)
    {
        into.Append('"');
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '"' => into.Append("\\\""),
                '\\' => into.Append("\\\\"),
                '\b' => into.Append("\\b"),
                '\f' => into.Append("\\f"),
                '\n' => into.Append("\\n"),
                '\r' => into.Append("\\r"),
                '\t' => into.Append("\\t"),
                < ' ' => into.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => into.Append(sign),
            };
        }

        into.Append('"');
    }

    /// <summary>ECMA-262, Number::toString: the shortest digits that lead back to the number, with an exponent below 1e-6 and from 1e21 on.</summary>
    internal static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new JsonException("A number is too large.");
        }

        if (number == 0)
        {
            return "0";   // also what is written -0
        }

        var (sign, digits, exponent) = Shortest(number);
        var point = exponent + 1;   // how many digits stand before the point
        return sign + point switch
        {
            > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)}",
            <= 0 => "0." + new string('0', -point) + digits,
            _ when point >= digits.Length => digits + new string('0', point - digits.Length),
            _ => digits[..point] + "." + digits[point..],
        };
    }

    /// <summary>The digits without a point, and the exponent of the first.</summary>
    private static (string Sign, string Digits, int Exponent) Shortest(double number)
    {
        var written = number.ToString("R", CultureInfo.InvariantCulture);   // 1E+21, 0.001, 123.45
        var sign = written[0] == '-' ? "-" : "";
        var (mantissa, power) = written[sign.Length..].Split('E') is [var before, var after] ? (before, int.Parse(after, CultureInfo.InvariantCulture)) : (written[sign.Length..], 0);
        var (whole, fraction) = mantissa.Split('.') is [var left, var right] ? (left, right) : (mantissa, "");
        var all = whole + fraction;
        var leading = all.Length - all.TrimStart('0').Length;
        return (sign, all.Trim('0'), power + whole.Length - 1 - leading);
    }
}
