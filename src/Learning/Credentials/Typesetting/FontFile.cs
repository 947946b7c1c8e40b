using System.Buffers.Binary;
using System.Text;

namespace Learning.Credentials.Typesetting;

/// <summary>Puts tables together to a font file: a directory with their sums, then the tables, each begun at a multiple of four bytes.</summary>
internal static class FontFile
{
    public static byte[] Of(SortedDictionary<string, byte[]> tables)
    {
        var file = new MemoryStream();
        var directory = new byte[12 + (tables.Count * 16)];
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(10), (ushort)((tables.Count * 16) - (16 << power)));
        file.Write(directory);

        var entry = 12;
        foreach (var (tag, bytes) in tables)
        {
            Encoding.ASCII.GetBytes(tag, directory.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(directory.AsSpan(entry + 4), Sum(bytes));
            BinaryPrimitives.WriteInt32BigEndian(directory.AsSpan(entry + 8), (int)file.Length);
            BinaryPrimitives.WriteInt32BigEndian(directory.AsSpan(entry + 12), bytes.Length);
            file.Write(bytes);
            file.Write(new byte[(4 - (bytes.Length % 4)) % 4]);
            entry += 16;
        }

        file.Position = 0;
        file.Write(directory);
        return file.ToArray();
    }

    private static uint Sum(byte[] bytes)
    {
        var sum = 0u;
        Span<byte> word = stackalloc byte[4];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            word.Clear();
            bytes.AsSpan(i, Math.Min(4, bytes.Length - i)).CopyTo(word);
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(word));
        }

        return sum;
    }
}
