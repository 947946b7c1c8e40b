using System.Collections.Concurrent;

namespace Learning.Authoring.Pictures;

/// <summary>What was found out about pictures, by the hash of their bytes: a preview is made after each pause of a typing hand, and no picture is unpacked again for it.</summary>
internal static class KnownRasters
{
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<string, RasterFacts?> Known = new(StringComparer.Ordinal);

    public static RasterFacts? Look(string hash, byte[] bytes)
    {
        if (Known.Count > Most)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(hash, static (_, picture) => RasterPicture.Look(picture), bytes);
    }
}
