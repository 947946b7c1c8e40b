using System.Xml;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// QTI 2 and 3 say the same with other names: <c>choiceInteraction maxChoices</c>, <c>qti-choice-interaction max-choices</c>. One set of names makes one reader: small letters, no prefix, no
/// hyphens; <c>data-*</c> attributes stay as they are.
/// </summary>
internal static class QtiNames
{
    private const string Prefix = "qti-";

    /// <summary>A name that is none without its prefix (<c>qti-</c>, <c>qti-.a</c>) stays as it is: no reader knows it.</summary>
    public static string Plain(string name)
    {
        var rest = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..].Replace("-", "", StringComparison.Ordinal) : name;
        return (rest.Length > 0 && XmlConvert.IsStartNCNameChar(rest[0]) ? rest : name).ToLowerInvariant();
    }

    /// <summary>Gives the tree its plain names; lines stay.</summary>
    public static XElement Normalize(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = Plain(element.Name.LocalName);
            element.ReplaceAttributes(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
                .Select(attribute => new XAttribute(PlainAttribute(attribute.Name.LocalName), attribute.Value)).DistinctBy(attribute => attribute.Name).ToArray());
        }

        return root;
    }

    private static string PlainAttribute(string name) =>
        name.StartsWith("data-", StringComparison.OrdinalIgnoreCase) ? name.ToLowerInvariant() : name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    extension(XElement element)
    {
        public string Local => element.Name.LocalName;

        /// <summary>The value of an attribute by its plain name; empty where it is missing.</summary>
        public string Says(string attribute) => element.Attribute(attribute)?.Value.Trim() ?? "";

        /// <summary>What our own files say: null where they do not.</summary>
        public string? Ours(string name) => element.Attribute("data-learning-" + name)?.Value;
    }
}
