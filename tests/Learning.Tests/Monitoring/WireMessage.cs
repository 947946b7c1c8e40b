using System.Text;

namespace Learning.Tests.Monitoring;

/// <summary>A message in the wire format of Protocol Buffers, of which only the numbers of its fields are known.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Number, byte[] Bytes)> _fields = [];

    /// <exception cref="FormatException">It is none.</exception>
    public WireMessage(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            switch (tag & 7)
            {
                case 0:
                    Varint(ref bytes);   // numbers are not looked at
                    break;
                case 1:
                    Take(ref bytes, 8);
                    break;
                case 2:
                    _fields.Add(((int)(tag >> 3), Take(ref bytes, Varint(ref bytes)).ToArray()));
                    break;
                case 5:
                    Take(ref bytes, 4);
                    break;
                default:
                    throw new FormatException($"There is no wire type {tag & 7}.");
            }
        }
    }

    /// <summary>Those in a field, and in a field of these, and so on.</summary>
    public IEnumerable<WireMessage> Messages(int field, params int[] then) => All(field).Select(bytes => new WireMessage(bytes)).SelectMany(message => then is [var next, .. var rest] ? message.Messages(next, rest) : [message]);

    /// <summary>Empty where the field is not there.</summary>
    public byte[] Bytes(int field) => All(field).LastOrDefault() ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    private IEnumerable<byte[]> All(int field) => _fields.Where(f => f.Number == field).Select(f => f.Bytes);

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
        {
            throw new FormatException("It ends too soon.");
        }

        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Take(ref bytes, 1)[0];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A number does not end.");
    }
}
