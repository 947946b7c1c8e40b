using System.Globalization;

namespace Learning.Authoring.Rendering;

/// <summary>Gives each block of a text an id by its place, the same in every language, so that whoever changes the language finds her paragraph again. Headings keep their own.</summary>
internal static class BlockIds
{
    public const string Prefix = "at-";

    public static void Put(SafeElement body)
    {
        var place = 0;
        foreach (var block in body.Elements.SelectMany(Blocks))
        {
            place++;
            if (string.IsNullOrEmpty(block["id"]))
            {
                block["id"] = Prefix + place.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>What stands in the original is in a frame of its own; the note that leads to an original is no block.</summary>
    private static IEnumerable<SafeElement> Blocks(SafeElement child) =>
        child.Is("in-original") ? child.Elements.Last().Elements
        : child.Is("stale-note") ? []
        : [child];
}
