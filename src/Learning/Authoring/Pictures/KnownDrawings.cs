using System.Collections.Concurrent;

namespace Learning.Authoring.Pictures;

/// <summary>What was found out about drawings, by the hash of their bytes: each is taken apart once, however often and under how many names it is shown.</summary>
internal static class KnownDrawings
{
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<string, (string? Fault, PictureSize? Size)> Known = new(StringComparer.Ordinal);

    public static (string? Fault, PictureSize? Size) Look(string hash, byte[] bytes)
    {
        if (Known.Count > Most)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(hash, static (_, drawing) => (SvgPicture.Fault(drawing), SvgPicture.Size(drawing)), bytes);
    }
}
