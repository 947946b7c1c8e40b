using System.Buffers;
using System.Text;

namespace Learning.Theming;

/// <summary>
/// What a view writes into: UTF-8 at once, since that is how it goes out, with gaps for what differs from one reader to the next. The mark of
/// <see cref="SiteBase"/> becomes the path base. Its memory is lent: dispose it when the page is out.
/// </summary>
internal sealed class HtmlWriter(string pathBase) : TextWriter
{
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly List<(int At, Gap Gap)> _gaps = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What was written, valid until this is disposed.</summary>
    public GappedHtml Html => new(_bytes.AsMemory(0, _length), _gaps);

    public void Leave(Gap gap) => _gaps.Add((_length, gap));

    public override void Write(char value) => Append([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // Author text is HTML already and comes in one piece, marks and all.
        for (var mark = buffer.IndexOf(SiteBase.Placeholder); mark >= 0; mark = buffer.IndexOf(SiteBase.Placeholder))
        {
            Append(buffer[..mark]);
            Append(pathBase);
            buffer = buffer[(mark + SiteBase.Placeholder.Length)..];
        }

        Append(buffer);
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public override Task FlushAsync() => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        base.Dispose(disposing);
    }

    /// <summary>The encoder remembers half of a pair of characters until the other half is written.</summary>
    private void Append(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _length < most)
        {
            var wider = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + most));
            _bytes.AsSpan(0, _length).CopyTo(wider);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = wider;
        }

        _length += _encoder.GetBytes(text, _bytes.AsSpan(_length), flush: false);
    }
}
