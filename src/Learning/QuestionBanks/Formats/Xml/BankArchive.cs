using System.IO.Compression;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>
/// A zip of a stranger. Nothing is ever written to a disk; what is unpacked is counted as it comes out, whatever the file announces; names that lead out of it are not followed.
/// </summary>
internal sealed class BankArchive : IDisposable
{
    public const int MostEntries = 10_000;
    public const int MostUnpacked = 32 * 1024 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private int _left = MostUnpacked;

    private BankArchive(ZipArchive zip) => _zip = zip;

    public IReadOnlyCollection<string> Paths => _entries.Keys;

    /// <summary>As much has been unpacked as ever is; the rest is left, and that was said.</summary>
    public bool IsSpent { get; private set; }

    public static BankArchive? Open(ReadOnlyMemory<byte> file, BankReader into)
    {
        try
        {
            var archive = new BankArchive(new(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read));
            if (archive._zip.Entries.Count > MostEntries)
            {
                archive.Dispose();
                into.Refuse(1, "zip-too-much");
                return null;
            }

            foreach (var entry in archive._zip.Entries)
            {
                archive._entries.TryAdd(entry.FullName.Replace('\\', '/'), entry);
            }

            return archive;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            into.Refuse(1, "zip-broken");
            return null;
        }
    }

    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>The bytes of a part; null (and a refusal) where they cannot be had.</summary>
    public ReadOnlyMemory<byte>? Read(string path, BankReader into) => Read(path, into, int.MaxValue);

    /// <summary>The same, but at most so many of them: what is behind them is not unpacked.</summary>
    public ReadOnlyMemory<byte>? Read(string path, BankReader into, int most)
    {
        if (IsSpent)
        {
            return null;
        }

        try
        {
            using var packed = _entries[path].Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[32 * 1024];
            while (bytes.Length < most && packed.Read(buffer) is > 0 and var count)
            {
                _left -= count;
                if (_left < 0 || bytes.Length + count > into.Limits.MostBytes)
                {
                    IsSpent = _left < 0;
                    into.Refuse(1, "zip-too-much");
                    return null;
                }

                bytes.Write(buffer.AsSpan(0, count));
            }

            return bytes.ToArray();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or NotSupportedException)
        {
            into.Refuse(1, "zip-broken");
            return null;
        }
    }

    /// <summary>Where a reference from one part leads; null where that is nowhere in the package.</summary>
    public static string? Resolve(string from, string reference)
    {
        var path = Uri.UnescapeDataString(reference.Split('#', '?')[0]).Replace('\\', '/').Trim();
        if (path.Length == 0 || path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var steps = from.Split('/')[..^1].ToList();
        foreach (var step in path.Split('/'))
        {
            switch (step)
            {
                case "." or "":
                    break;
                case ".." when steps.Count == 0:
                    return null;
                case "..":
                    steps.RemoveAt(steps.Count - 1);
                    break;
                default:
                    steps.Add(step);
                    break;
            }
        }

        return string.Join('/', steps);
    }

    public void Dispose() => _zip.Dispose();
}
