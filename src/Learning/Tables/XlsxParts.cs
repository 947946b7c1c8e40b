using System.IO.Compression;
using System.Xml;

namespace Learning.Tables;

/// <summary>
/// The parts of a workbook, unpacked only as far as they are read and never further than <see cref="MostUnpacked"/> in all: a small file can unpack to gigabytes. Nothing in it is followed to anywhere
/// outside, and no document type is read.
/// </summary>
internal sealed class XlsxParts : IDisposable
{
    public const long MostUnpacked = 64 * 1024 * 1024;
    private const int MostParts = 2_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly ZipArchive _zip;
    private long _left = MostUnpacked;

    public XlsxParts(ReadOnlyMemory<byte> file)
    {
        _zip = new(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
        if (_zip.Entries.Count > MostParts)
        {
            throw new UnreadableTableException("Table.UnpacksTooFar");
        }
    }

    /// <summary>Null where there is no such part.</summary>
    public XmlReader? Open(string path) => _zip.GetEntry(path.TrimStart('/')) is { } entry ? XmlReader.Create(new Counted(entry.Open(), this), Settings) : null;

    /// <summary>What a part leads to: ids, kinds and paths. Empty where it has none.</summary>
    public IReadOnlyList<(string Id, string Kind, string Path)> Links(string part)
    {
        var slash = part.LastIndexOf('/');
        var (folder, name) = (part[..(slash + 1)], part[(slash + 1)..]);
        var links = new List<(string, string, string)>();
        using var xml = Open($"{folder}_rels/{name}.rels");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("TargetMode") != "External" && xml.GetAttribute("Target") is { Length: > 0 } target)
            {
                var kind = xml.GetAttribute("Type") ?? "";
                links.Add((xml.GetAttribute("Id") ?? "", kind[(kind.LastIndexOf('/') + 1)..], target[0] == '/' ? target[1..] : folder + target));
            }
        }

        return links;
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>Counts what is unpacked, whatever the archive says about itself.</summary>
    private sealed class Counted(Stream inner, XlsxParts parts) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            parts._left -= read;
            return parts._left >= 0 ? read : throw new UnreadableTableException("Table.UnpacksTooFar");
        }

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
