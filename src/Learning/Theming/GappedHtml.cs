using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>HTML in UTF-8 with gaps at some places, in their order.</summary>
internal sealed record GappedHtml(ReadOnlyMemory<byte> Bytes, IReadOnlyList<(int At, Gap Gap)> Gaps)
{
    /// <summary>A copy that outlives the writer it came from.</summary>
    public GappedHtml Keep() => new(Bytes.ToArray(), [.. Gaps]);

    /// <summary>Writes it with its gaps filled for whoever asks; a frame gives the page that stands in its middle.</summary>
    public void WriteTo(IBufferWriter<byte> output, HttpContext http, IHtmlContent? body = null)
    {
        var from = 0;
        for (var i = 0; i < Gaps.Count; i++)
        {
            var (at, gap) = Gaps[i];
            output.Write(Bytes.Span[from..at]);
            from = at;
            if (gap != Gap.Body)
            {
                Encoding.UTF8.GetBytes(gap.Fill(http), output);
            }
            else if (body is PageBody page)
            {
                page.WriteTo(output);
            }
            else
            {
                Encoding.UTF8.GetBytes(body?.ToString() ?? "", output);
            }
        }

        output.Write(Bytes.Span[from..]);
    }
}

/// <summary>The middle of a page for one reader. A host's own frame writes it like any other HTML.</summary>
internal sealed class PageBody(GappedHtml html, HttpContext http) : IHtmlContent
{
    public void WriteTo(IBufferWriter<byte> output) => html.WriteTo(output, http);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

    public override string ToString()
    {
        var output = new ArrayBufferWriter<byte>(html.Bytes.Length + 512);
        WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
