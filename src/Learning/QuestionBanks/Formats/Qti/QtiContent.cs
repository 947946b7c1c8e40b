using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>HTML in our form as the content of an item, with an element for each mark of a gap or of a number.</summary>
internal sealed partial class QtiContent(Func<int, XElement> gap, Func<string, XElement> number, Func<string, string> picture)
{
    public static readonly XNamespace Qti = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";

    public IEnumerable<XNode> Of(string html) => BankHtml.Tree(PictureMark.WithFigures(html)).ChildNodes.SelectMany(Node);

    private IEnumerable<XNode> Node(INode node) => node switch
    {
        IText text => Words(text.Data),
        IElement { LocalName: "img" } shown => [Picture(shown)],
        IElement element => [new XElement(
            Qti + element.LocalName,
            element.GetAttribute("href") is { } address ? new XAttribute("href", BankXml.Valid(address)) : null,
            element.ChildNodes.SelectMany(Node))],
        _ => [],
    };

    /// <summary>The standard has no title for a picture in a line.</summary>
    private XElement Picture(IElement shown) => new(
        Qti + "img",
        new XAttribute("src", picture(shown.GetAttribute("src")![PictureMark.Scheme.Length..])),
        new XAttribute("alt", BankXml.Valid(shown.GetAttribute("alt") ?? "")),
        shown.GetAttribute("title") is { } title ? new XAttribute("data-learning-title", BankXml.Valid(title)) : null);

    private IEnumerable<XNode> Words(string text)
    {
        var pieces = Marks().Split(text);
        for (var i = 0; i < pieces.Length; i++)
        {
            switch (pieces[i])
            {
                case "\u0002":
                    yield return gap(int.Parse(pieces[++i], CultureInfo.InvariantCulture));
                    break;
                case "\u0003":
                    yield return number(pieces[++i]);
                    break;
                case { Length: > 0 } words:
                    yield return new XText(BankXml.Valid(words));
                    break;
            }
        }
    }

    /// <summary>Parts a text into words, and before what is marked the sign that tells what it is.</summary>
    [GeneratedRegex("(\u0002)([0-9]{1,4})\u0002|(\u0003)([^\u0003]*)\u0003", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
