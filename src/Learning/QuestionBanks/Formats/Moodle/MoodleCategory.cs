using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>Where the questions behind it belong: <c>$course$/top/Rights/Branches</c>. What stands before the first name says where in a site, and is not ours.</summary>
internal static partial class MoodleCategory
{
    private const string Top = "$course$/top";

    public static string Read(XElement question)
    {
        var path = (question.Element("category") is { } category ? MoodleText.Plain(category) : "").Trim();
        var names = Slash().Split(path).Select(name => name.Replace("//", "∕", StringComparison.Ordinal).Trim()).Where(name => name.Length > 0).ToList();
        if (names is [var place, ..] && Place().IsMatch(place))
        {
            names.RemoveAt(0);
        }

        if (names is ["top", ..])
        {
            names.RemoveAt(0);
        }

        return string.Join('/', names);
    }

    public static XElement Write(string category) => new(
        "question",
        new XAttribute("type", "category"),
        new XElement("category", MoodleText.OfPlain("text", category.Length == 0 ? Top : $"{Top}/{category}")));

    [GeneratedRegex(@"^\$[\w@]*\$$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    /// <summary>Two slashes are one in a name.</summary>
    [GeneratedRegex("(?<!/)/(?!/)", RegexOptions.CultureInvariant)]
    private static partial Regex Slash();
}
