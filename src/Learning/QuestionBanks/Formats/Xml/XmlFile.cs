using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>Writes XML as UTF-8: a line for each element that only holds elements, and nothing between words that was not there.</summary>
internal static class XmlFile
{
    private static readonly XmlWriterSettings _settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize };

    /// <param name="isText">Whether what stands in an element is text, in which no white space may be added.</param>
    public static byte[] Write(XElement root, Func<XElement, bool> isText)
    {
        Indent(root, 1, isText);
        using var file = new MemoryStream();
        using (var writer = XmlWriter.Create(file, _settings))
        {
            new XDocument(new XDeclaration("1.0", "UTF-8", null), root).Save(writer);
        }

        return [.. file.ToArray(), (byte)'\n'];
    }

    private static void Indent(XElement element, int depth, Func<XElement, bool> isText)
    {
        if (isText(element) || !element.HasElements)
        {
            return;
        }

        foreach (var child in element.Elements().ToArray())
        {
            Indent(child, depth + 1, isText);
            child.AddBeforeSelf(new XText("\n" + new string(' ', 2 * depth)));
        }

        element.Add(new XText("\n" + new string(' ', 2 * (depth - 1))));
    }
}
