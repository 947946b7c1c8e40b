namespace Learning.Courses;

/// <summary>
/// A large file of a course, read from where it lies piece by piece as it is sent: a hundred phones that play a video take a hundred pieces into memory, not a hundred videos, and one that plays slowly holds no connection to the database or the store.
/// </summary>
/// <param name="length">Of the whole file, in bytes.</param>
/// <param name="read">Reads as many bytes as asked for, from a place on.</param>
internal sealed class MediaStream(long length, Func<long, int, CancellationToken, Task<byte[]>> read) : Stream
{
    public const int Piece = 512 * 1024;

    private byte[] _piece = [];
    private long _pieceAt;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (Position < _pieceAt || Position >= _pieceAt + _piece.Length)
        {
            _pieceAt = Position / Piece * Piece;
            _piece = await read(_pieceAt, (int)Math.Min(Piece, length - _pieceAt), cancellationToken);
        }

        var from = (int)(Position - _pieceAt);
        var count = Math.Min(buffer.Length, _piece.Length - from);
        if (count <= 0)
        {
            throw new EndOfStreamException("The file ends before its length.");
        }

        _piece.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
