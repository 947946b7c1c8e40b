using System.Xml.Linq;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>The names XLIFF 2.1 has, and our own beside them.</summary>
internal static class XliffNames
{
    public const string Version = "2.1";
    public const string NeedsReview = "learning:needs-review";
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>2.1 has kept the namespace of 2.0.</summary>
    public static XNamespace Xliff { get; } = "urn:oasis:names:tc:xliff:document:2.0";

    public static XNamespace Own { get; } = "urn:learning:translations";

    /// <summary>On a unit: the hash of the source it was made from.</summary>
    public static XName MadeFrom { get; } = Own + "made-from";

    /// <summary>On a unit: the hash of its translation as it went out, to see whether somebody changed it here meanwhile.</summary>
    public static XName WentOut { get; } = Own + "went-out";
}
