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

    /// <summary>Adds its pieces in their order, the gaps filled for whoever asks; a frame gives the page that stands in its middle.</summary>
    public void AddTo(List<ReadOnlyMemory<byte>> pieces, HttpContext http, IHtmlContent? body = null)
    {
        var from = 0;
        for (var i = 0; i < Gaps.Count; i++)
        {
            var (at, gap) = Gaps[i];
            pieces.Add(Bytes[from..at]);
            from = at;
            if (gap == Gap.Body && body is PageBody page)
            {
                page.AddTo(pieces);
            }
            else
            {
                pieces.Add(Encoding.UTF8.GetBytes(gap == Gap.Body ? body?.ToString() ?? "" : gap.Fill(http)));
            }
        }

        pieces.Add(Bytes[from..]);
    }
}

/// <summary>The middle of a page for one reader. A host's own frame writes it like any other HTML.</summary>
internal sealed class PageBody(GappedHtml html, HttpContext http) : IHtmlContent
{
    public void AddTo(List<ReadOnlyMemory<byte>> pieces) => html.AddTo(pieces, http);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

    public override string ToString()
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        AddTo(pieces);
        return string.Concat(pieces.Select(piece => Encoding.UTF8.GetString(piece.Span)));
    }
}
