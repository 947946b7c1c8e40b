using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Learning.Theming;

/// <summary>
/// Writes a picture that stands in the page itself, so that the theme's style gives its colours, in the dark too. It has a title and a description for those who do not see it, and
/// everything it shows stands in a table as well. It reads from left to right in every language, as diagrams do.
/// </summary>
internal sealed class Svg
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    public Svg(string id, int width, int height, string title, string description)
    {
        Write($"""<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-text" direction="ltr">""");
        Write($"""<title id="{id}-title">{Encoder.Encode(title)}</title><desc id="{id}-text">{Encoder.Encode(description)}</desc>""");
    }

    public Svg Rectangle(string style, double x, double y, double width, double height) =>
        Write($"""<rect class="{style}" x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}"/>""");

    public Svg Line(string style, double x1, double y1, double x2, double y2) =>
        Write($"""<path class="{style}" d="M{x1:0.##} {y1:0.##}L{x2:0.##} {y2:0.##}"/>""");

    public Svg Circle(string style, double x, double y, double radius) =>
        Write($"""<circle class="{style}" cx="{x:0.##}" cy="{y:0.##}" r="{radius:0.##}"/>""");

    public Svg Diamond(string style, double x, double y, double radius) =>
        Write($"""<path class="{style}" d="M{x:0.##} {y - radius:0.##}L{x + radius:0.##} {y:0.##}L{x:0.##} {y + radius:0.##}L{x - radius:0.##} {y:0.##}Z"/>""");

    /// <param name="style">A class of the theme.</param>
    /// <param name="x">Of the anchor.</param>
    /// <param name="y">Of the line the letters stand on.</param>
    /// <param name="text">Encoded here.</param>
    /// <param name="anchor">"start", "middle" or "end" of the text stands at x.</param>
    /// <param name="isUpright">Turned by a quarter, read from below.</param>
    /// <param name="isRightToLeft">Words and numbers in it, a day for one, are put in the order of a right-to-left language. The anchor stays what it is for the eye.</param>
    public Svg Text(string style, double x, double y, string text, string anchor = "middle", bool isUpright = false, bool isRightToLeft = false)
    {
        var (direction, side) = isRightToLeft ? (" direction=\"rtl\"", anchor switch { "start" => "end", "end" => "start", _ => anchor }) : ("", anchor);
        var turned = isUpright ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.##} {y:0.##})\"") : "";
        return Write($"""<text class="{style}" x="{x:0.##}" y="{y:0.##}" text-anchor="{side}"{direction}{turned}>{Encoder.Encode(text)}</text>""");
    }

    public HtmlString End() => new(_text.Append("</svg>").ToString());

    private Svg Write(FormattableString piece)
    {
        _text.Append(piece.ToString(CultureInfo.InvariantCulture));
        return this;
    }
}
