using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Web.Moving;

/// <summary>How many rows a table has and what is in them, whatever their order and whatever database they are in; what a database works out itself is left out: the SHA-256 of each row, added up.</summary>
public sealed class TableSum(IEntityType type)
{
    private readonly IProperty[] _columns = [.. type.GetProperties().Where(p => p.GetComputedColumnSql() is null).OrderBy(p => p.Name, StringComparer.Ordinal)];
    private readonly ulong[] _sum = new ulong[4];

    public long Rows { get; private set; }

    public void Add(object row)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Array.ConvertAll(_columns, column => Plain(column.GetGetter().GetClrValue(row)))));
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] = unchecked(_sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(i * 8)));
        }

        Rows++;
    }

    /// <summary>Equal where the rows are.</summary>
    public override string ToString() => $"{Rows} {string.Join("", _sum.Select(part => part.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)))}";

    /// <summary>As both databases can keep it: times to the millisecond, texts without the sign of number zero.</summary>
    private static object? Plain(object? value) => value switch
    {
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        string text => text.Replace("\0", "", StringComparison.Ordinal),
        IEnumerable<string> texts => texts.Select(text => text.Replace("\0", "", StringComparison.Ordinal)).ToArray(),
        decimal number => number / 1.000000000000000000000000000000m,   // 6.0 and 6.00 are one number
        _ => value,
    };
}
